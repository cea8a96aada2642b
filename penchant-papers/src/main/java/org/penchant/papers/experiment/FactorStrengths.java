package org.penchant.papers.experiment;

import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Correlation;
import org.penchant.rank.judge.factor.FactorJudgements;
import org.penchant.rank.judge.factor.FactorRating;
import org.penchant.rank.judge.factor.RidgeLogistic;
import org.penchant.rank.judge.factor.TaskComparison;

/**
 * Texts with 15 factors of known weight, chosen by sigmoid(sum of weights of A - sum of B): three
 * that are present or not, and exclusive groups of length, coverage, content off the focus and
 * hallucination, centred within the group; coverage is likelier high in longer texts (arXiv
 * 2305.14702). A second task weighs intent, style and fluency otherwise.
 *
 * @param judgements how many
 */
public record FactorStrengths(int judgements) implements Experiment {
  private static final List<String> FACTORS =
      List.of(
          "intent",
          "style",
          "fluent",
          "short",
          "medium",
          "long",
          "very long",
          "coverage high",
          "coverage low",
          "off-focus none",
          "off-focus few",
          "off-focus many",
          "hallucination none",
          "hallucination few",
          "hallucination many");
  private static final double[] FIRST = {
    1.2, 0.4, 0.3, -0.9, 0.2, 0.4, 0.3, 0.4, -0.4, 0.6, 0.3, -0.9, 0.7, 0.3, -1.0
  };
  private static final int SHORT = 3;
  private static final int COVERAGE = 7;
  private static final int OFF_FOCUS = 9;
  private static final int HALLUCINATION = 12;
  private static final Set<Integer> WORST = Set.of(3, 11, 14);

  public static FactorStrengths defaults() {
    return new FactorStrengths(3000);
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    double[] other = FIRST.clone();
    other[0] = 0.1;
    other[1] = 1.2;
    other[2] = 1.0;
    var one = draw(FIRST, false, seeds.stream("first task"));
    var two = draw(other, false, seeds.stream("second task"));
    var shuffled = draw(FIRST, true, seeds.stream("shuffled"));
    var rating = FactorRating.defaults();
    double[] own = rating.rate(one).scores();
    arm(figures, "factors as items", own);
    arm(figures, "factors as items, equal mass", rating.withEqualMass(true).rate(one).scores());
    arm(figures, "win rates", one.winRates());
    arm(figures, "attribute differences", RidgeLogistic.defaults().fit(one.differences()));
    arm(figures, "labels shuffled", rating.rate(shuffled).scores());
    double spearman = Correlation.spearman(own, FIRST);
    figures.put("factors as items", "spearman of 0.85", spearman >= 0.85 ? 1 : 0);
    double[] theirs = rating.rate(two).scores();
    double top = overlap(own, theirs, true);
    double bottom = overlap(own, theirs, false);
    figures.put("second task", "spearman", Correlation.spearman(theirs, other));
    figures.put("second task", "top overlap", top);
    figures.put("second task", "bottom overlap", bottom);
    figures.put("second task", "same worst, other best", bottom >= 2 / 3.0 && top <= 0.5 ? 1 : 0);
  }

  private static double overlap(double[] a, double[] b, boolean top) {
    return TaskComparison.jaccard(
        TaskComparison.extreme(a, 3, top), TaskComparison.extreme(b, 3, top));
  }

  private static void arm(Figures figures, String arm, double[] strengths) {
    figures.put(arm, "spearman", Correlation.spearman(strengths, FIRST));
    boolean found = TaskComparison.extreme(strengths, 3, false).equals(WORST);
    figures.put(arm, "worst three found", found ? 1 : 0);
  }

  private FactorJudgements draw(double[] weights, boolean blind, RandomGenerator random) {
    var won = new boolean[judgements][];
    var lost = new boolean[judgements][];
    for (int r = 0; r < judgements; r++) {
      boolean[] a = text(random);
      boolean[] b = text(random);
      double z = blind ? 0 : utility(a, weights) - utility(b, weights);
      boolean first = random.nextDouble() < 1 / (1 + Math.exp(-z));
      won[r] = first ? a : b;
      lost[r] = first ? b : a;
    }
    return new FactorJudgements(FACTORS, won, lost);
  }

  private static double utility(boolean[] text, double[] weights) {
    double sum = 0;
    for (int k = 0; k < text.length; k++) if (text[k]) sum += weights[k];
    return sum;
  }

  private static boolean[] text(RandomGenerator random) {
    var has = new boolean[FACTORS.size()];
    double[] present = {0.6, 0.6, 0.7};
    for (int k = 0; k < present.length; k++) has[k] = random.nextDouble() < present[k];
    int level = random.nextInt(4);
    has[SHORT + level] = true;
    has[random.nextDouble() < 0.2 + 0.2 * level ? COVERAGE : COVERAGE + 1] = true;
    for (int group : new int[] {OFF_FOCUS, HALLUCINATION}) {
      double u = random.nextDouble();
      has[group + (u < 0.5 ? 0 : u < 0.8 ? 1 : 2)] = true;
    }
    return has;
  }
}
