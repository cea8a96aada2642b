package org.penchant.align.objective;

import java.util.Arrays;
import org.penchant.core.problems.Problems;

/**
 * -sum_i p_i log softmax(s)_i: ListNet's top-one cross-entropy.
 *
 * @param target p
 */
public record SoftmaxList(Target target) implements ListLoss {
  /** The distribution that scores should have. */
  public enum Target {
    /** psi / sum psi. */
    SHARE,
    /** softmax(psi). */
    SOFTMAX
  }

  @Override
  public Sloped at(double[] s, double[] psi, double progress) {
    double[] p = target(psi);
    double all = ListLoss.logSumExp(s);
    double loss = 0;
    double[] slopes = new double[s.length];
    for (int i = 0; i < s.length; i++) {
      loss -= p[i] * (s[i] - all);
      slopes[i] = Math.exp(s[i] - all) - p[i];
    }
    return new Sloped(loss, slopes);
  }

  private double[] target(double[] psi) {
    if (target == Target.SOFTMAX) {
      double all = ListLoss.logSumExp(psi);
      return Arrays.stream(psi).map(v -> Math.exp(v - all)).toArray();
    }
    double sum = Arrays.stream(psi).sum();
    return sum > 0
        ? Arrays.stream(psi).map(v -> v / sum).toArray()
        : Arrays.stream(psi).map(_ -> 1.0 / psi.length).toArray();
  }

  @Override
  public void check(double[] psi, String place, Problems problems) {
    ListLoss.super.check(psi, place, problems);
    if (target == Target.SHARE && Arrays.stream(psi).anyMatch(v -> v < 0))
      problems.error(
          place,
          "labels " + Arrays.toString(psi),
          "shares need labels that are not negative",
          "set labels to unit, or target to softmax");
  }
}
