package org.penchant.papers.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.penchant.align.curate.Position;
import org.penchant.align.curate.Position.Spread;
import org.penchant.core.numeric.Logistic;
import org.penchant.core.random.Seeds;
import org.penchant.papers.world.Differences;
import org.penchant.papers.world.LogLinearWorld;
import org.penchant.papers.world.Normals;
import org.penchant.papers.world.Ray;

/**
 * DPO on one pair of each prompt's n samples, taken at two of seven positions of their proxy scores
 * (arXiv 2502.16825): 60 prompts; a sample has ten features N(0, 1) and, with probability 0.01, is
 * junk, an eleventh of 10; true reward theta* . features with |theta*| = 1, less 6 for junk; proxy
 * = true + N(0, 0.5^2). A linear policy from zero, uniform reference, beta 1, full batch Adam 0.03,
 * 60 steps; pairs on one sample are dropped. Measured: the expected true reward among 20 candidates
 * without junk of 300 new prompts. Chosen here: the samples of a small n are the first of a larger
 * one; random rejected samples are drawn from all others; KL is matched at 0.5 on the new prompts.
 *
 * @param n samples a prompt
 * @param combinations whether all 21 pairs of positions are measured
 * @param steps of every arm
 */
public record PositionedPairs(int n, boolean combinations, int steps) implements Experiment {
  private static final int PROMPTS = 60;
  private static final int PLAIN = 10;
  private static final int FEATURES = PLAIN + 1;
  private static final int NEW_PROMPTS = 300;
  private static final int CANDIDATES = 20;

  /** The samples of one prompt. */
  private record Samples(double[] phi, double[] proxy) {
    boolean junk(int sample) {
      return phi[sample * FEATURES + PLAIN] > 0;
    }
  }

  /** Which sample of a prompt. */
  @FunctionalInterface
  private interface Choice {
    int of(Samples samples, int prompt);
  }

  public static PositionedPairs defaults() {
    return new PositionedPairs(200, false, 60);
  }

  @Override
  public PositionedPairs trial() {
    return new PositionedPairs(Math.min(n, 20), combinations, 2);
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    double[] truth = Normals.direction(PLAIN, 1, seeds.stream("utility"));
    var all = new Samples[PROMPTS];
    for (int p = 0; p < PROMPTS; p++) all[p] = samples(truth, seeds.stream("prompt " + p));
    var arms = new Arms(figures, all, test(truth, seeds.stream("test")), steps);
    for (var rejected : Position.values())
      for (var chosen : Position.values())
        if (rejected.isBelow(chosen) && (combinations || chosen == Position.MAX))
          arms.add(name(chosen) + ", " + name(rejected), at(chosen), at(rejected));
    var best = at(Position.MAX);
    arms.add("max, -2s by quantile", best, at(Position.MINUS_TWO_SIGMA, Spread.QUANTILE));
    arms.add("max, -2s by MAD", best, at(Position.MINUS_TWO_SIGMA, Spread.MAD));
    arms.add("max, random", best, drawn(1, seeds.child("one")));
    arms.add("max, min of 5 random", best, drawn(5, seeds.child("five")));
  }

  private static String name(Position position) {
    return switch (position) {
      case MIN -> "min";
      case MINUS_TWO_SIGMA -> "-2s";
      case MINUS_SIGMA -> "-s";
      case MEAN -> "mean";
      case PLUS_SIGMA -> "+s";
      case PLUS_TWO_SIGMA -> "+2s";
      case MAX -> "max";
    };
  }

  private static Choice at(Position position) {
    return at(position, Spread.SIGMA);
  }

  private static Choice at(Position position, Spread spread) {
    return (samples, _) -> position.nearest(samples.proxy(), spread);
  }

  /** The worst of some drawn from all but the best. */
  private static Choice drawn(int draws, Seeds seeds) {
    return (samples, prompt) -> {
      double[] proxy = samples.proxy();
      int best = Position.MAX.nearest(proxy, Spread.SIGMA);
      var order = Seeds.permutation(proxy.length, seeds.stream("prompt " + prompt));
      return Arrays.stream(order)
          .filter(i -> i != best)
          .limit(draws)
          .reduce((a, b) -> proxy[a] <= proxy[b] ? a : b)
          .orElseThrow();
    };
  }

  private Samples samples(double[] truth, RandomGenerator random) {
    double[] phi = new double[n * FEATURES];
    double[] proxy = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < PLAIN; j++) {
        phi[i * FEATURES + j] = random.nextGaussian();
        proxy[i] += truth[j] * phi[i * FEATURES + j];
      }
      if (random.nextDouble() < 0.01) {
        phi[i * FEATURES + PLAIN] = 10;
        proxy[i] -= 6;
      }
      proxy[i] += 0.5 * random.nextGaussian();
    }
    return new Samples(phi, proxy);
  }

  private static LogLinearWorld test(double[] truth, RandomGenerator random) {
    int responses = NEW_PROMPTS * CANDIDATES;
    double[] phi = new double[responses * FEATURES];
    double[] utility = new double[responses];
    for (int i = 0; i < responses; i++)
      for (int j = 0; j < PLAIN; j++) {
        phi[i * FEATURES + j] = random.nextGaussian();
        utility[i] += truth[j] * phi[i * FEATURES + j];
      }
    return LogLinearWorld.of(NEW_PROMPTS, CANDIDATES, phi, new double[responses], utility);
  }

  private record Arms(Figures figures, Samples[] prompts, LogLinearWorld test, int steps) {
    void add(String arm, Choice chosen, Choice rejected) {
      var rows = new ArrayList<double[]>();
      int junk = 0;
      for (int p = 0; p < prompts.length; p++) {
        var samples = prompts[p];
        int w = chosen.of(samples, p);
        int l = rejected.of(samples, p);
        if (w == l || samples.proxy()[w] == samples.proxy()[l]) continue;
        double[] row = new double[FEATURES];
        for (int j = 0; j < FEATURES; j++)
          row[j] = samples.phi()[w * FEATURES + j] - samples.phi()[l * FEATURES + j];
        rows.add(row);
        if (samples.junk(l)) junk++;
      }
      double[] theta =
          Differences.of(rows, FEATURES).fit(1, 0.03, steps, (_, u) -> -Logistic.sigmoid(-u));
      // The score theta . features is the one feature that the policy's ray needs.
      double[] one = {1};
      double[] scores = new Differences(test.phi(), FEATURES).margins(theta);
      var scored =
          LogLinearWorld.of(NEW_PROMPTS, CANDIDATES, scores, test.reference(), test.utility());
      figures.put(arm, "value", scored.value(scored.logPolicy(one)));
      figures.put(arm, "value at KL 0.5", new Ray(scored, one).valueAtKl(0.5));
      figures.put(arm, "junk share", junk / (double) Math.max(1, rows.size()));
      figures.put(arm, "pairs", rows.size());
    }
  }
}
