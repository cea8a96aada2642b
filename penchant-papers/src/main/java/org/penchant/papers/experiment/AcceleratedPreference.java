package org.penchant.papers.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.penchant.core.numeric.Logistic;
import org.penchant.core.random.Seeds;
import org.penchant.papers.world.Differences;
import org.penchant.papers.world.Duel;
import org.penchant.papers.world.Lengths;
import org.penchant.papers.world.LogLinearSettings;
import org.penchant.papers.world.LogLinearWorld;
import org.penchant.papers.world.Normals;

/**
 * Repeated preference optimisation whose reference is carried on by alpha times the last change in
 * log-policy, against smaller beta (arXiv 2410.06293).
 *
 * <p>Exact: 50 prompts of 20 responses, rewards and reference logits N(0, 1), beta 5; a solve is
 * hat(y) ~ pi(y) exp(R / beta). Counted are solves until E[max R] - E_hat[R] is below 0.05.
 *
 * <p>Sampled: {@link LogLinearSettings} of 50 prompts, 12 responses, 10 features, theta* of norm 1,
 * beta 2; three times, pairs are drawn from the carried policy mixed with 2% of the uniform, two
 * distinct responses of a uniform prompt with Bradley-Terry labels, and solved from there by 200
 * steps of Adam 0.03.
 *
 * @param pairs of every solve; 0 for exact solves
 * @param steps of every sampled solve
 */
public record AcceleratedPreference(int pairs, int steps) implements Experiment {
  private static final int MOST_SOLVES = 1000;

  public static AcceleratedPreference defaults() {
    return new AcceleratedPreference(0, 200);
  }

  @Override
  public AcceleratedPreference trial() {
    return new AcceleratedPreference(pairs, 3);
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    if (pairs == 0) exact(seeds, figures);
    else sampled(seeds, figures);
  }

  private static void exact(Seeds seeds, Figures figures) {
    int k = 20;
    double[] rewards = Normals.of(50 * k, seeds.stream("rewards"));
    double[] logits = Normals.of(50 * k, seeds.stream("reference"));
    var world = LogLinearWorld.of(50, k, new double[50 * k], logits, rewards);
    double best = 0;
    for (int x = 0; x < 50; x++)
      best += Arrays.stream(rewards, x * k, x * k + k).max().orElseThrow() / 50;
    double plain = exact(figures, "alpha 0", world, best, 0, 5);
    for (double alpha : new double[] {0.1, 0.3, 0.5, 0.8}) {
      double solves = exact(figures, "alpha " + alpha, world, best, alpha, 5);
      figures.put("alpha " + alpha, "solves, share of alpha 0", solves / plain);
    }
    exact(figures, "alpha 0, beta 0.7", world, best, 0, 5 * 0.7);
  }

  private static double exact(
      Figures figures, String arm, LogLinearWorld world, double best, double alpha, double beta) {
    double[] carried = world.reference();
    double[] before = carried;
    int solves = 0;
    for (int t = 1; t <= 10 || (solves == 0 && t <= MOST_SOLVES); t++) {
      double[] solved = moved(carried, world.utility(), 1 / beta, world.candidates());
      double[] change = solved.clone();
      for (int i = 0; i < change.length; i++) change[i] -= before[i];
      carried = moved(solved, change, alpha, world.candidates());
      before = solved;
      double gap = best - world.value(solved);
      if (solves == 0 && gap < 0.05) solves = t;
      if (t == 3 || t == 10) figures.put(arm, "gap after " + t, gap);
    }
    if (solves == 0) throw new IllegalStateException("no end after " + MOST_SOLVES + " solves");
    figures.put(arm, "solves", solves);
    return solves;
  }

  /** logits + factor by, normalised. */
  private static double[] moved(double[] logits, double[] by, double factor, int candidates) {
    double[] out = logits.clone();
    for (int i = 0; i < out.length; i++) out[i] += factor * by[i];
    return LogLinearWorld.normalised(out, candidates);
  }

  private void sampled(Seeds seeds, Figures figures) {
    var world =
        new LogLinearSettings(50, 12, 10, 1, 1, 0, List.of(), Lengths.defaults()).draw(seeds);
    for (double alpha : new double[] {0, 0.3, 0.6})
      sampled(figures, alpha == 0 ? "alpha 0" : "alpha " + alpha, world, alpha, 2, seeds);
    for (double factor : new double[] {0.7, 0.4})
      sampled(figures, "alpha 0, beta " + factor, world, 0, 2 * factor, seeds);
  }

  /** All arms hear the same draws of every solve, from policies of their own. */
  private void sampled(
      Figures figures, String arm, LogLinearWorld world, double alpha, double beta, Seeds seeds) {
    double[] carried = new double[world.features()];
    double[] before = carried;
    for (int t = 1; t <= 3; t++) {
      var rows = Differences.of(world, pairs(world, carried, seeds.stream("solve " + t)));
      double[] solved = rows.fit(beta, 0.03, steps, (_, m) -> -Logistic.sigmoid(-m));
      double[] next = new double[solved.length];
      for (int j = 0; j < solved.length; j++) {
        solved[j] += carried[j];
        next[j] = solved[j] + alpha * (solved[j] - before[j]);
      }
      carried = next;
      before = solved;
      figures.put(arm, t < 3 ? "value after " + t : "value", world.value(world.logPolicy(solved)));
    }
  }

  private List<Duel> pairs(LogLinearWorld world, double[] theta, RandomGenerator random) {
    int k = world.candidates();
    double[] shares =
        Arrays.stream(world.logPolicy(theta)).map(l -> 0.98 * Math.exp(l) + 0.02 / k).toArray();
    var duels = new ArrayList<Duel>(pairs);
    for (int i = 0; i < pairs; i++) {
      int start = random.nextInt(world.prompts()) * k;
      int a = drawn(shares, start, k, -1, random);
      int b = drawn(shares, start, k, a, random);
      duels.add(new Duel(a, b).judged(y -> world.utility()[y], random));
    }
    return duels;
  }

  /** A response from {@code start} on but {@code without}, by its share. */
  private static int drawn(double[] shares, int start, int k, int without, RandomGenerator random) {
    double u = random.nextDouble() * (without < 0 ? 1 : 1 - shares[without]);
    int last = start;
    for (int y = start; y < start + k; y++) {
      if (y == without) continue;
      last = y;
      u -= shares[y];
      if (u < 0) return y;
    }
    return last;
  }
}
