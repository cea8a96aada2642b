package org.penchant.align.objective;

import org.penchant.core.problems.Problems;

/**
 * A loss of the scores s of a list's candidates, given their labels psi, higher better. Its scalar
 * form gives the loss and its slopes by every score; {@link Listwise} turns both into tensors, as a
 * list has few scores. Candidates come in the data's order, which must not follow the labels where
 * ties of scores are broken by place.
 */
public sealed interface ListLoss
    permits PairwiseList,
        SkipList,
        PlackettLuce,
        SoftmaxList,
        PointwiseList,
        ApproxNdcg,
        SetContrast,
        GapContrast {
  /**
   * A loss and its slopes.
   *
   * @param slopes d loss / d s_i as training uses it
   */
  record Sloped(double loss, double[] slopes) {}

  /**
   * The loss of a list.
   *
   * @param s scores, two at least
   * @param psi labels, as many
   * @param progress optimiser steps done / total steps
   */
  Sloped at(double[] s, double[] psi, double progress);

  /** Whether slopes are derivatives of the loss; not so where weights are cut off. */
  default boolean differentiable() {
    return true;
  }

  /** Reports labels that this loss cannot take. */
  default void check(double[] psi, String place, Problems problems) {
    for (double label : psi) if (label != psi[0]) return;
    problems.warn(
        place,
        psi.length + " equal labels",
        "a list whose labels are all equal teaches nothing",
        "drop the row, or label it more finely");
  }

  /** log sum exp. */
  static double logSumExp(double[] x) {
    double most = Double.NEGATIVE_INFINITY;
    for (double v : x) most = Math.max(most, v);
    if (most == Double.NEGATIVE_INFINITY) return most;
    double sum = 0;
    for (double v : x) sum += Math.exp(v - most);
    return most + Math.log(sum);
  }

  /** Places from the highest to the lowest value, equal ones in order of place. */
  static int[] descending(double[] values) {
    return java.util.stream.IntStream.range(0, values.length)
        .boxed()
        .sorted(java.util.Comparator.comparingDouble(i -> -values[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
