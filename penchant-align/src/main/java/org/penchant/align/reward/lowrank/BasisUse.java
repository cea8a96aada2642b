package org.penchant.align.reward.lowrank;

import java.util.stream.IntStream;
import org.penchant.align.reward.LowRank;
import org.penchant.align.reward.Tables;

/**
 * Which shared rewards users take.
 *
 * @param most max_u |w_uj| of every shared reward
 * @param mean mean_u |w_uj|
 */
public record BasisUse(double[] most, double[] mean) {
  /** Below this share a shared reward can go (LoRe, arXiv 2504.14439). */
  public static final double LEAST = 0.01;

  /**
   * Of a trained head.
   *
   * @param users in its tables, at least 1
   */
  public static BasisUse of(LowRank head, Tables tables, int users) {
    if (users < 1) throw new IllegalArgumentException("users = " + users + ", must be at least 1");
    double[] most = new double[head.rank()];
    double[] mean = new double[head.rank()];
    for (int u = 0; u < users; u++) {
      double[] w = head.weights(tables, u);
      for (int j = 0; j < w.length; j++) {
        most[j] = Math.max(most[j], Math.abs(w[j]));
        mean[j] += Math.abs(w[j]) / users;
      }
    }
    return new BasisUse(most, mean);
  }

  /** The shared rewards that some user takes with at least {@code least}, in order. */
  public int[] kept(double least) {
    return IntStream.range(0, most.length).filter(j -> most[j] >= least).toArray();
  }

  /** Logits of users, [users rank], without the columns that are not kept. */
  public double[] logits(double[] all, int[] kept) {
    int rank = most.length;
    double[] out = new double[all.length / rank * kept.length];
    for (int i = 0; i < out.length; i++)
      out[i] = all[i / kept.length * rank + kept[i % kept.length]];
    return out;
  }
}
