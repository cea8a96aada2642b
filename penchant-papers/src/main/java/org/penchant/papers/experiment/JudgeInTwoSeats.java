package org.penchant.papers.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.penchant.core.preference.Content;
import org.penchant.core.random.Seeds;
import org.penchant.rank.judge.AnswerScores;
import org.penchant.rank.judge.BalancedPosition;
import org.penchant.rank.judge.Evidence;
import org.penchant.rank.judge.HumanRouting;
import org.penchant.rank.judge.Verdict;
import org.penchant.rank.rating.Kappa;

/**
 * A judge who scores two answers from 1 to 10 and favours the one shown first, held against true
 * verdicts (arXiv 2305.17926). Quality gaps are N(0, 1), a tie within 0.35; answer A has quality
 * N(5.5, 1); scores are round(clip(quality + bias [first] + N(0, 1.2), 1, 10)).
 *
 * @param questions how many
 * @param bias points for standing first
 * @param samples evaluations in each order
 * @param share of questions put to people, who are right with probability 0.9
 */
public record JudgeInTwoSeats(int questions, double bias, int samples, double share)
    implements Experiment {
  public static JudgeInTwoSeats defaults() {
    return new JudgeInTwoSeats(80, 1, 3, 0.2);
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    var random = seeds.stream("questions");
    var truth = new ArrayList<Verdict>();
    var human = new ArrayList<Verdict>();
    var heard = new ArrayList<Evidence>();
    for (int q = 0; q < questions; q++) {
      double gap = random.nextGaussian();
      double a = 5.5 + random.nextGaussian();
      truth.add(Math.abs(gap) < 0.35 ? Verdict.TIE : Verdict.of(gap, 0));
      human.add(label(truth.getLast(), random));
      // Twice the samples in each order: the same judge serves the arm of equal cost.
      heard.add(
          new BalancedPosition(2 * samples, true)
              .ask(
                  (_, first, second, _) -> scores(first, second, random),
                  Content.of(""),
                  answer(a),
                  answer(a - gap))
              .evidence());
    }
    var both = each(heard, e -> first(e, samples, samples));
    arm(figures, "plain", verdicts(each(heard, e -> first(e, 1, 0))), truth);
    arm(figures, "several", verdicts(each(heard, e -> first(e, samples, 0))), truth);
    arm(figures, "several, twice", verdicts(each(heard, e -> first(e, 2 * samples, 0))), truth);
    arm(figures, "both orders, once", verdicts(each(heard, e -> first(e, 1, 1))), truth);
    arm(figures, "both orders", verdicts(both), truth);
    var routing = new HumanRouting(share);
    arm(figures, "people, by diversity", routing.byDiversity(both, human), truth);
    arm(figures, "people, by margin", routing.verdicts(both, human, margins(both)), truth);
    double[] dice = random.doubles(questions).toArray();
    arm(figures, "people, at random", routing.verdicts(both, human, dice), truth);
    figures.put(
        "both orders",
        "conflicts",
        both.stream().filter(e -> e.conflict().orElseThrow()).count() / (double) questions);
    figures.put(
        "plain",
        "wins lost by swapping",
        wins(each(heard, e -> first(e, 1, 0))) - wins(each(heard, e -> first(e, 0, 1))));
  }

  private Optional<AnswerScores> scores(Content first, Content second, RandomGenerator random) {
    return Optional.of(new AnswerScores(score(first, bias, random), score(second, 0, random)));
  }

  private static double score(Content answer, double bonus, RandomGenerator random) {
    double quality = Double.parseDouble(((Content.Text) answer).text());
    return Math.rint(Math.clamp(quality + bonus + 1.2 * random.nextGaussian(), 1, 10));
  }

  private static Content answer(double quality) {
    return Content.of(Double.toString(quality));
  }

  private static Verdict label(Verdict truth, RandomGenerator random) {
    if (random.nextDouble() < 0.9) return truth;
    var others = new ArrayList<>(List.of(Verdict.values()));
    others.remove(truth);
    return others.get(random.nextInt(2));
  }

  private static Evidence first(Evidence all, int forward, int reversed) {
    return new Evidence(all.forward().subList(0, forward), all.reversed().subList(0, reversed));
  }

  private static List<Evidence> each(List<Evidence> all, Function<Evidence, Evidence> of) {
    return all.stream().map(of).toList();
  }

  private static List<Verdict> verdicts(List<Evidence> heard) {
    return heard.stream().map(Evidence::verdict).toList();
  }

  private static double[] margins(List<Evidence> heard) {
    return heard.stream().mapToDouble(e -> -Math.abs(e.mean().a() - e.mean().b())).toArray();
  }

  private static long wins(List<Evidence> heard) {
    return verdicts(heard).stream().filter(v -> v == Verdict.WIN).count();
  }

  private static void arm(Figures figures, String arm, List<Verdict> said, List<Verdict> truth) {
    int right = 0;
    for (int q = 0; q < truth.size(); q++) if (said.get(q) == truth.get(q)) right++;
    figures.put(arm, "accuracy", right / (double) truth.size());
    figures.put(arm, "kappa", Kappa.of(said, truth).value());
  }
}
