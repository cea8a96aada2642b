package org.penchant.eval.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.penchant.core.stats.Bootstrap;
import org.penchant.core.stats.Interval;
import org.penchant.eval.metric.PairScores;

/** Pairs grouped by what is independent, for intervals of means over pairs. */
final class Units {
  /** Pairs in each unit. */
  private final int[] sizes;

  /** The unit each pair belongs to. */
  private final int[] members;

  private Units(int[] sizes, int[] members) {
    this.sizes = sizes;
    this.members = members;
  }

  static Units of(List<PairScores> pairs) {
    var index = new LinkedHashMap<String, Integer>();
    int[] members = new int[pairs.size()];
    for (int i = 0; i < members.length; i++)
      members[i] = index.computeIfAbsent(pairs.get(i).unit(), unit -> index.size());
    int[] sizes = new int[index.size()];
    for (int unit : members) sizes[unit]++;
    return new Units(sizes, members);
  }

  int count() {
    return sizes.length;
  }

  /** The interval of the mean of {@code value} over pairs, units resampled. */
  Interval mean(
      List<PairScores> pairs,
      ToDoubleFunction<PairScores> value,
      Bootstrap bootstrap,
      RandomGenerator random) {
    double[] sums = new double[sizes.length];
    for (int i = 0; i < members.length; i++) sums[members[i]] += value.applyAsDouble(pairs.get(i));
    return bootstrap.interval(
        sizes.length,
        drawn -> {
          double sum = 0;
          long count = 0;
          for (int unit : drawn) {
            sum += sums[unit];
            count += sizes[unit];
          }
          return sum / count;
        },
        random);
  }
}
