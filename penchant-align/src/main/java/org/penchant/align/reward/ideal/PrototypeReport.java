package org.penchant.align.reward.ideal;

import java.util.Arrays;
import org.penchant.align.reward.IdealPoint;
import org.penchant.align.reward.Tables;
import org.penchant.core.numeric.Assignment;

/**
 * How far apart prototypes are and how users share them: prototypes that fall together, or one that
 * all users take, make one ideal point for all.
 *
 * @param distances Euclidean, [K][K]
 * @param use mean weight of every prototype over users
 */
public record PrototypeReport(double[][] distances, double[] use) {
  /**
   * Of a trained head whose prototypes are points.
   *
   * @param users in its tables, at least 1
   */
  public static PrototypeReport of(IdealPoint head, Tables tables, int users) {
    if (head.prompted())
      throw new IllegalArgumentException("prototypes of " + head + " are maps, not points");
    double[] all = tables.of(IdealPoint.POINTS);
    int k = head.prototypes();
    double[][] points = new double[k][];
    for (int i = 0; i < k; i++)
      points[i] = Arrays.copyOfRange(all, i * head.dimensions(), (i + 1) * head.dimensions());
    double[] use = new double[k];
    for (int u = 0; u < users; u++) {
      double[] w = head.weights(tables, u);
      for (int i = 0; i < k; i++) use[i] += w[i] / users;
    }
    return new PrototypeReport(distances(points), use);
  }

  private static double[][] distances(double[][] points) {
    double[][] out = new double[points.length][points.length];
    for (int i = 0; i < points.length; i++)
      for (int j = 0; j < i; j++) {
        double sum = 0;
        for (int d = 0; d < points[i].length; d++) {
          double gap = points[i][d] - points[j][d];
          sum += gap * gap;
        }
        out[i][j] = Math.sqrt(sum);
        out[j][i] = out[i][j];
      }
    return out;
  }

  /** The distance of the two nearest prototypes; infinite of one alone. */
  public double nearest() {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < distances.length; i++)
      for (int j = 0; j < i; j++) least = Math.min(least, distances[i][j]);
    return least;
  }

  /** Entropy of use in nats: 0 if users take one prototype, log K if all alike. */
  public double entropy() {
    return -Arrays.stream(use).filter(p -> p > 0).map(p -> p * Math.log(p)).sum();
  }

  /**
   * The share of users whose heaviest prototype is that of their group, prototypes and groups
   * matched so that it is greatest, since neither has a name the other knows.
   *
   * @param weights [users][K]
   * @param groups of users, from 0
   */
  public static double matched(double[][] weights, int[] groups) {
    if (weights.length == 0 || weights.length != groups.length)
      throw new IllegalArgumentException(
          weights.length + " users with " + groups.length + " groups");
    int n = Math.max(weights[0].length, Arrays.stream(groups).max().orElse(0) + 1);
    double[][] cost = new double[n][n];
    for (int u = 0; u < groups.length; u++) cost[groups[u]][heaviest(weights[u])]--;
    int[] to = Assignment.least(cost);
    double together = 0;
    for (int g = 0; g < n; g++) together -= cost[g][to[g]];
    return together / groups.length;
  }

  private static int heaviest(double[] w) {
    int best = 0;
    for (int k = 1; k < w.length; k++) if (w[k] > w[best]) best = k;
    return best;
  }
}
