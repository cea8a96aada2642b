package org.penchant.app.reward.refresh;

import java.util.Arrays;
import java.util.List;
import org.penchant.core.stats.Moments;

/**
 * What a reward model says of labelled pairs.
 *
 * @param pairs how many it read
 * @param accuracy the share it ranks as labelled, ties half
 * @param clear the share whose rewards differ by half the standard deviation of all of them or more
 */
public record Margins(int pairs, double accuracy, double clear) {
  private static final double CLEAR = 0.5;

  /** Of the rewards of chosen and rejected. */
  static Margins of(List<double[]> rewards) {
    double[] all = rewards.stream().flatMapToDouble(Arrays::stream).toArray();
    double sd = all.length < 2 ? 0 : Math.sqrt(Moments.variance(all));
    double right = 0;
    double clear = 0;
    for (double[] pair : rewards) {
      right += pair[0] > pair[1] ? 1 : pair[0] == pair[1] ? 0.5 : 0;
      if (sd > 0 && Math.abs(pair[0] - pair[1]) >= CLEAR * sd) clear++;
    }
    int n = rewards.size();
    return new Margins(n, right / Math.max(1, n), clear / Math.max(1, n));
  }
}
