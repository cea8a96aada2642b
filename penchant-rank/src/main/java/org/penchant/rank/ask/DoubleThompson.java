package org.penchant.rank.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;

/**
 * Double Thompson sampling (Wu and Liu, NeurIPS 2016): the first item is the best by Copeland score
 * of sampled preferences among those whose upper bounds allow it, the second the strongest sampled
 * rival among those not surely beaten by the first. It spends a budget to lose little on the way;
 * it certifies nothing. Indifference is half a win for each.
 *
 * @param alpha width of the bounds sqrt(alpha ln t / N), above 0.5
 * @param budget answers, at least 1
 */
public record DoubleThompson(double alpha, int budget) {
  public DoubleThompson {
    if (!(alpha > 0.5)) throw new IllegalArgumentException("alpha = " + alpha + ", above 0.5");
    if (budget < 1) throw new IllegalArgumentException("budget = " + budget + ", at least 1");
  }

  public static DoubleThompson defaults() {
    return new DoubleThompson(0.51, 10_000);
  }

  /**
   * What was spent and found.
   *
   * @param winners by Copeland score of the mean answers
   * @param asked how often each pair was asked, upper triangle
   */
  public record Spent(List<Integer> winners, long[][] asked) {}

  /** Spends the budget. */
  public Spent run(int items, Oracle oracle, RandomGenerator random) {
    if (items < 2) throw new IllegalArgumentException(items + " items, needs at least 2");
    double[][] won = new double[items][items];
    for (int t = 1; t <= budget; t++) {
      int first = first(won, t, random);
      int second = second(won, first, t, random);
      if (first == second) second = (first + 1 + random.nextInt(items - 1)) % items;
      double points = oracle.ask(first, second).points();
      won[first][second] += points;
      won[second][first] += 1 - points;
    }
    double[] scores = new double[items];
    long[][] asked = new long[items][items];
    for (int i = 0; i < items; i++)
      for (int j = 0; j < items; j++) {
        double n = won[i][j] + won[j][i];
        if (i < j) asked[i][j] = Math.round(n);
        if (n > 0 && i != j) scores[i] += won[i][j] > n / 2 ? 1 : won[i][j] == n / 2 ? 0.5 : 0;
      }
    double best = java.util.Arrays.stream(scores).max().orElseThrow();
    return new Spent(
        IntStream.range(0, items).filter(i -> scores[i] == best).boxed().toList(), asked);
  }

  private int first(double[][] won, int t, RandomGenerator random) {
    int n = won.length;
    double[] upper = new double[n];
    double most = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) if (i != j && bound(won, i, j, t, 1) > 0.5) upper[i]++;
      most = Math.max(most, upper[i]);
    }
    double[] sampled = new double[n];
    for (int i = 0; i < n; i++)
      for (int j = i + 1; j < n; j++) {
        double theta = beta(won[i][j] + 1, won[j][i] + 1, random);
        sampled[theta > 0.5 ? i : j]++;
      }
    var best = new ArrayList<Integer>();
    double top = -1;
    for (int i = 0; i < n; i++) {
      if (upper[i] < most || sampled[i] < top) continue;
      if (sampled[i] > top) best.clear();
      top = sampled[i];
      best.add(i);
    }
    return best.get(random.nextInt(best.size()));
  }

  private int second(double[][] won, int first, int t, RandomGenerator random) {
    int rival = first;
    double strongest = 0.5;
    for (int j = 0; j < won.length; j++) {
      if (j == first || bound(won, j, first, t, -1) > 0.5) continue;
      double theta = beta(won[j][first] + 1, won[first][j] + 1, random);
      if (rival == first || theta > strongest) {
        strongest = theta;
        rival = j;
      }
    }
    return rival;
  }

  private double bound(double[][] won, int i, int j, int t, int side) {
    double n = won[i][j] + won[j][i];
    if (n == 0) return side > 0 ? 1 : 0;
    return won[i][j] / n + side * Math.sqrt(alpha * Math.log(t) / n);
  }

  private static double beta(double a, double b, RandomGenerator random) {
    UniformRandomProvider bits = random::nextLong;
    double x = AhrensDieterMarsagliaTsangGammaSampler.of(bits, a, 1).sample();
    double y = AhrensDieterMarsagliaTsangGammaSampler.of(bits, b, 1).sample();
    return x / (x + y);
  }
}
