package org.penchant.rank.voting;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.penchant.core.stats.Correlation;

/** How far two outcomes over the same items agree. */
public final class Agreement {
  private Agreement() {}

  /** Kendall's tau-b of the places; NaN where one outcome ties all. */
  public static double kendall(Outcome a, Outcome b) {
    return Correlation.kendallTauB(doubles(a.places()), doubles(b.places()));
  }

  /** Spearman's rho of the places; NaN where one outcome ties all. */
  public static double spearman(Outcome a, Outcome b) {
    return Correlation.spearman(doubles(a.places()), doubles(b.places()));
  }

  /** Spearman's rho of the places that the first k items of {@code full} take in both. */
  public static double spearmanOfTop(Outcome full, Outcome other, int k) {
    int[] top = top(full, k).stream().mapToInt(i -> i).toArray();
    return Correlation.spearman(
        Arrays.stream(top).mapToDouble(i -> full.places()[i]).toArray(),
        Arrays.stream(top).mapToDouble(i -> other.places()[i]).toArray());
  }

  /** The share of the first k items that both have among their first k; ties go by number. */
  public static double topOverlap(Outcome a, Outcome b, int k) {
    var both = new HashSet<>(top(a, k));
    both.retainAll(top(b, k));
    return both.size() / (double) k;
  }

  private static List<Integer> top(Outcome outcome, int k) {
    if (k < 1 || k > outcome.items().size())
      throw new IllegalArgumentException(
          "k = " + k + ", must be in [1, " + outcome.items().size() + "]");
    int[] places = outcome.places();
    return IntStream.range(0, places.length)
        .boxed()
        .sorted(Comparator.comparingInt(i -> places[i]))
        .limit(k)
        .toList();
  }

  private static double[] doubles(int[] places) {
    return Arrays.stream(places).asDoubleStream().toArray();
  }
}
