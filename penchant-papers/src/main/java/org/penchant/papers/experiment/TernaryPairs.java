package org.penchant.papers.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.penchant.core.numeric.Logistic;
import org.penchant.core.random.Seeds;
import org.penchant.papers.world.Differences;
import org.penchant.papers.world.Duel;
import org.penchant.papers.world.Lengths;
import org.penchant.papers.world.LogLinearSettings;
import org.penchant.papers.world.Normals;

/**
 * Comparisons with ties by Rao and Kupper's law of a width, and what a log-linear policy learns of
 * them (arXiv 2411.02442): 60 prompts, 8 candidates, 16 features, a linear reward of norm 1.5; beta
 * 0.5, Adam 0.03 from zero, full batch; accuracy is the share of 2000 fresh feature pairs put in
 * the true order. Chosen here: ties have a random order from the start, which is that of the arms
 * that order them and, under permuted flags, the label of ties called decided.
 *
 * @param pairs n
 * @param width a of the annotators
 * @param steps of every arm
 */
public record TernaryPairs(int pairs, double width, int steps) implements Experiment {
  private static final double BETA = 0.5;
  private static final double RATE = 0.03;

  public static TernaryPairs defaults() {
    return new TernaryPairs(150, 1, 400);
  }

  @Override
  public TernaryPairs trial() {
    return new TernaryPairs(pairs, width, 6);
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    var world =
        new LogLinearSettings(60, 8, 16, 0.5, 1.5, 0, List.of(), Lengths.defaults()).draw(seeds);
    var random = seeds.stream("comparisons");
    boolean[] tie = new boolean[pairs];
    var duels = new ArrayList<Duel>();
    for (var duel : Duel.uniform(world, pairs, random)) {
      double gap = world.utility()[duel.first()] - world.utility()[duel.second()];
      double u = random.nextDouble();
      boolean first = u < Logistic.sigmoid(gap - width);
      boolean second = u >= 1 - Logistic.sigmoid(-gap - width);
      tie[duels.size()] = !first && !second;
      duels.add(second || (!first && random.nextBoolean()) ? duel.swapped() : duel);
    }
    var all = Differences.of(world, duels);
    var decided =
        Differences.of(
            world, IntStream.range(0, pairs).filter(i -> !tie[i]).mapToObj(duels::get).toList());
    int[] order = Seeds.permutation(pairs, seeds.stream("permuted flags"));
    boolean[] permuted = new boolean[pairs];
    for (int i = 0; i < pairs; i++) permuted[i] = tie[order[i]];
    // Signs alone count, so that the scale of a difference of two features does not matter.
    var test = new Differences(Normals.of(2000 * 16, seeds.stream("test")), 16);
    var arms = new Arms(figures, test, world.theta());
    figures.put("data", "tie share", 1 - decided.count() / (double) pairs);
    arms.add("random order", all, (_, m) -> decided(m, 0));
    arms.add("dropped", decided, (_, m) -> decided(m, 0));
    arms.add("half labels", all, (i, m) -> tie[i] ? Logistic.sigmoid(m) - 0.5 : decided(m, 0));
    arms.add("TODO", all, (i, m) -> ternary(tie[i], m, 0.5));
    arms.add("TODO, alpha 1", all, (i, m) -> ternary(tie[i], m, 1));
    arms.add("TODO, no ties", decided, (_, m) -> decided(m, 0.5));
    arms.add("TODO, flags permuted", all, (i, m) -> ternary(permuted[i], m, 0.5));
  }

  private final class Arms {
    private final Figures figures;
    private final Differences test;
    private final double[] truth;

    Arms(Figures figures, Differences test, double[] truth) {
      this.figures = figures;
      this.test = test;
      this.truth = truth;
    }

    void add(String arm, Differences pairs, Differences.Slope slope) {
      double[] theta = pairs.fit(BETA, RATE, steps, slope);
      figures.put(arm, "accuracy", test.agreement(theta, truth));
    }
  }

  /** d / dm of -log sigmoid(m - alpha). */
  private static double decided(double m, double alpha) {
    return -Logistic.sigmoid(alpha - m);
  }

  /** d / dm of -log P(tie) = log(1 + e^(alpha + m)) + log(1 + e^(alpha - m)) + const, of a tie. */
  private static double ternary(boolean tie, double m, double alpha) {
    return tie ? Logistic.sigmoid(alpha + m) - Logistic.sigmoid(alpha - m) : decided(m, alpha);
  }
}
