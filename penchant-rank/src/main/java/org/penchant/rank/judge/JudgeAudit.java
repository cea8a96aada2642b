package org.penchant.rank.judge;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.penchant.core.stats.Interval;
import org.penchant.core.stats.Proportions;
import org.penchant.core.votes.Vote;
import org.penchant.core.votes.VoteTable;
import org.penchant.core.votes.VoteTally;
import org.penchant.core.votes.VoteTally.Keep;
import org.penchant.rank.choice.BradleyTerry;
import org.penchant.rank.choice.Cluster;
import org.penchant.rank.choice.Errors;
import org.penchant.rank.choice.PairwiseChoice;
import org.penchant.rank.choice.Penalty;
import org.penchant.rank.rating.Kappa;

/**
 * How far a judge can be trusted: whether exchanging the seats exchanges its verdicts, whether it
 * agrees with people, and what its verdicts depend on beside the items, estimated inside the rating
 * model
 *
 * <p>logit Pr(first) = u_first - u_second + position + length (ln words first - ln words second)
 *
 * <p>over all answers in both orders, with errors clustered by question and a ridge of 0.01 on the
 * utilities. Whether the judge favours what it wrote itself cannot be told from how good that is by
 * its answers alone. Where people have voted on the same items, their utilities v are fitted first,
 * and then
 *
 * <p>logit Pr(first) = skill (v_first - v_second) + position + length (...) + self (own first - own
 * second)
 *
 * @param questions asked in both orders
 * @param consistency share of them with the same verdict in both orders
 * @param effects on the log-odds
 * @param agreement with labels, ties of the judge counting as disagreement; empty without labels
 * @param kappa with the labels
 * @param notes what could not be estimated
 */
public record JudgeAudit(
    int questions,
    Interval consistency,
    List<Effect> effects,
    Optional<Interval> agreement,
    Optional<Kappa> kappa,
    List<String> notes) {
  private static final double RIDGE = 0.01;

  /** A ridge that leaves nothing of the utilities. */
  private static final double NO_UTILITIES = 1e9;

  /** An effect on the log-odds with its standard error. */
  public record Effect(String name, double value, double standardError) {}

  /**
   * A question answered in both orders.
   *
   * @param question what clusters answers
   * @param a the item whose answer is A
   * @param b the other
   * @param wordsA length of answer A, words
   * @param wordsB of B
   * @param ownA whether the judge wrote A itself
   * @param ownB likewise
   * @param forward the judge's answer with A first
   * @param reversed with B first
   * @param label what people said
   */
  public record Judged(
      String question,
      String a,
      String b,
      int wordsA,
      int wordsB,
      boolean ownA,
      boolean ownB,
      OrderedPair forward,
      OrderedPair reversed,
      Optional<Verdict> label) {}

  /** Audits a judge, with the labels of the questions as the votes of people. */
  public static JudgeAudit of(List<Judged> judged) {
    var people =
        judged.stream()
            .filter(one -> one.label().isPresent())
            .map(one -> Vote.of(one.a(), one.b(), outcome(one.label().get())))
            .toList();
    return of(judged, people);
  }

  /**
   * Audits a judge.
   *
   * @param people votes of people on the same items
   * @throws IllegalArgumentException without a question
   */
  public static JudgeAudit of(List<Judged> judged, List<Vote> people) {
    if (judged.isEmpty()) throw new IllegalArgumentException("no question was judged");
    int same = 0;
    int right = 0;
    var said = new ArrayList<Verdict>();
    var labels = new ArrayList<Verdict>();
    for (var one : judged) {
      if (Verdict.of(one.forward().probability(), 0.5)
          == Verdict.of(0.5, one.reversed().probability())) same++;
      if (one.label().isEmpty()) continue;
      double p = new PositionCalibration.LogOdds().probability(one.forward(), one.reversed());
      said.add(Verdict.of(p, 0.5));
      labels.add(one.label().get());
      if (said.getLast() == labels.getLast()) right++;
    }
    boolean labelled = !labels.isEmpty();
    var notes = new ArrayList<String>();
    var names = new ArrayList<>(List.of("position"));
    if (judged.stream().anyMatch(one -> one.wordsA() != one.wordsB())) names.add("length");
    var effects = new ArrayList<>(effects(judged, names, Map.of()));
    if (judged.stream().anyMatch(one -> one.ownA() != one.ownB())) {
      var known = utilities(people);
      var unknown =
          judged.stream()
              .flatMap(one -> Stream.of(one.a(), one.b()))
              .filter(item -> !known.containsKey(item))
              .distinct()
              .toList();
      if (unknown.isEmpty()) {
        names.add("skill");
        names.add("self");
        effects.addAll(effects(judged, names, known).subList(names.size() - 2, names.size()));
      } else notes.add("self-preference needs votes of people on " + String.join(", ", unknown));
    }
    return new JudgeAudit(
        judged.size(),
        Proportions.wilson(same, judged.size(), 0.95),
        effects,
        labelled ? Optional.of(Proportions.wilson(right, labels.size(), 0.95)) : Optional.empty(),
        labelled ? Optional.of(Kappa.of(said, labels)) : Optional.empty(),
        notes);
  }

  private static double outcome(Verdict label) {
    return switch (label) {
      case WIN -> Vote.WON;
      case TIE -> Vote.TIED;
      case LOSE -> Vote.LOST;
    };
  }

  /** What people's votes make of the items. */
  private static Map<String, Double> utilities(List<Vote> people) {
    var known = new HashMap<String, Double>();
    if (people.isEmpty()) return known;
    var choice = PairwiseChoice.defaults().withPenalty(new Penalty.Ridge(RIDGE));
    var fit = choice.fit(VoteTable.of(people));
    for (int i = 0; i < fit.items().size(); i++) known.put(fit.items().get(i), fit.utilities()[i]);
    return known;
  }

  /**
   * @param known utilities of people, which then take the place of the judge's own; empty to fit
   *     those
   */
  private static List<Effect> effects(
      List<Judged> judged, List<String> names, Map<String, Double> known) {
    var tally = new VoteTally(EnumSet.of(Keep.GROUP, Keep.COVARIATES), names);
    for (var one : judged) {
      tally.add(vote(one, true, names, known));
      tally.add(vote(one, false, names, known));
    }
    var votes = tally.table();
    var ridge = new Penalty.Ridge(known.isEmpty() ? RIDGE : NO_UTILITIES);
    var choice = new PairwiseChoice(BradleyTerry.defaults(), ridge, false, true);
    var fit = choice.fit(votes);
    var cluster = votes.groups().size() > 1 ? Cluster.GROUP : Cluster.VOTE;
    double[][] covariance = new Errors.Sandwich(cluster).covariance(choice, votes, fit);
    var effects = new ArrayList<Effect>();
    for (int k = 0; k < names.size(); k++) {
      int at = fit.items().size() + k;
      effects.add(
          new Effect(names.get(k), fit.extras()[k], Math.sqrt(Math.max(0, covariance[at][at]))));
    }
    return effects;
  }

  private static Vote vote(
      Judged one, boolean aFirst, List<String> names, Map<String, Double> known) {
    int sign = aFirst ? 1 : -1;
    var covariates = new ArrayList<Double>();
    for (String name : names)
      covariates.add(
          switch (name) {
            case "position" -> 1.0;
            case "length" ->
                sign * (Math.log(Math.max(1, one.wordsA())) - Math.log(Math.max(1, one.wordsB())));
            case "skill" ->
                sign * (known.getOrDefault(one.a(), 0.0) - known.getOrDefault(one.b(), 0.0));
            default -> sign * ((one.ownA() ? 1.0 : 0) - (one.ownB() ? 1 : 0));
          });
    var answer = aFirst ? one.forward() : one.reversed();
    return Vote.of(aFirst ? one.a() : one.b(), aFirst ? one.b() : one.a(), answer.probability())
        .withGroup(one.question())
        .withCovariates(covariates);
  }
}
