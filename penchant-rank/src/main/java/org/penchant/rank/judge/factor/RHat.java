package org.penchant.rank.judge.factor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.penchant.core.stats.Moments;

/**
 * Split R-hat: each chain in two halves, sqrt(((n - 1) / n W + B / n) / W), W the mean variance
 * within halves and B n times the variance of their means. Near 1 where the chains have met.
 */
final class RHat {
  private RHat() {}

  /**
   * Of the weight that has met least.
   *
   * @param chains chain x draw x weight
   */
  static double largest(double[][][] chains) {
    double worst = 1;
    for (int k = 0; k < chains[0][0].length; k++) {
      int weight = k;
      var halves = new ArrayList<double[]>();
      for (double[][] chain : chains) {
        double[] draws = Arrays.stream(chain).mapToDouble(w -> w[weight]).toArray();
        halves.add(Arrays.copyOfRange(draws, 0, draws.length / 2));
        halves.add(Arrays.copyOfRange(draws, draws.length - draws.length / 2, draws.length));
      }
      worst = Math.max(worst, of(halves));
    }
    return worst;
  }

  private static double of(List<double[]> halves) {
    int n = halves.getFirst().length;
    double within = halves.stream().mapToDouble(Moments::variance).average().orElseThrow();
    double between = Moments.variance(halves.stream().mapToDouble(Moments::mean).toArray());
    return within == 0 ? 1 : Math.sqrt(((n - 1.0) / n * within + between) / within);
  }
}
