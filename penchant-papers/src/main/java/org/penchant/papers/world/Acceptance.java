package org.penchant.papers.world;

import java.util.Arrays;
import java.util.Optional;

/**
 * A reference over a few responses and the probability that each is accepted: what preference
 * optimisation as inference aims at (arXiv 2410.04166).
 *
 * @param reference ref(y), sums to 1
 * @param accepted p(S = 1 | y)
 */
public record Acceptance(double[] reference, double[] accepted) {
  /** Z+ = sum_y ref(y) p(S = 1 | y). */
  public double rate() {
    double sum = 0;
    for (int y = 0; y < reference.length; y++) sum += reference[y] * accepted[y];
    return sum;
  }

  /** q+(y) = ref(y) p(S = 1 | y) / Z+. */
  public double[] positive() {
    double z = rate();
    double[] q = new double[reference.length];
    Arrays.setAll(q, y -> reference[y] * accepted[y] / z);
    return q;
  }

  /** q-(y) = ref(y) (1 - p(S = 1 | y)) / (1 - Z+). */
  public double[] negative() {
    double z = rate();
    double[] q = new double[reference.length];
    Arrays.setAll(q, y -> reference[y] * (1 - accepted[y]) / (1 - z));
    return q;
  }

  /** c = a q+ - (1 - a) q- + b ref, which the optimum is proportional to. */
  public double[] target(double a, double b) {
    double[] plus = positive();
    double[] minus = negative();
    double[] c = new double[reference.length];
    Arrays.setAll(c, y -> a * plus[y] - (1 - a) * minus[y] + b * reference[y]);
    return c;
  }

  /**
   * The maximiser of a E_{q+} log pi - (1 - a) E_{q-} log pi - b KL(ref || pi), if it is bounded.
   */
  public Optional<double[]> optimum(double a, double b) {
    double[] c = target(a, b);
    double sum = Arrays.stream(c).sum();
    if (!(sum > 0) || Arrays.stream(c).anyMatch(v -> v < 0)) return Optional.empty();
    return Optional.of(Arrays.stream(c).map(v -> v / sum).toArray());
  }

  /** The least b for which the objective is bounded: max_y ((1 - a) q-(y) - a q+(y)) / ref(y). */
  public double leastAnchor(double a) {
    double[] c = target(a, 0);
    double least = Double.NEGATIVE_INFINITY;
    for (int y = 0; y < c.length; y++) least = Math.max(least, -c[y] / reference[y]);
    return least;
  }
}
