package org.penchant.rank.judge.factor;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Correlation;
import org.penchant.core.stats.Interval;
import org.penchant.core.stats.Quantiles;

/**
 * Whether two tasks favour the same factors (arXiv 2305.14702).
 *
 * @param spearman of the strengths, with its bootstrap interval over judgements
 * @param top Jaccard overlap of the sets of most favoured factors
 * @param bottom of the least favoured
 * @param p of the hypothesis that the tasks are one: (1 + how many shufflings of the judgements
 *     between the tasks give a Spearman as low) / (1 + shufflings)
 */
public record TaskComparison(Interval spearman, double top, double bottom, double p) {
  /**
   * How tasks are compared.
   *
   * @param size of the sets of factors
   * @param resamples of the bootstrap
   * @param shufflings of the permutation test
   */
  public record Settings(FactorRating rating, int size, int resamples, int shufflings) {
    public Settings {
      if (size < 1 || resamples < 1 || shufflings < 1)
        throw new IllegalArgumentException(
            "size " + size + ", resamples " + resamples + ", shufflings " + shufflings + ", >= 1");
    }

    /** Three factors, 200 resamples and shufflings. */
    public static Settings defaults() {
      return new Settings(FactorRating.defaults(), 3, 200, 200);
    }
  }

  /** Compares judgements of two tasks on the same factors. */
  public static TaskComparison of(
      FactorJudgements a, FactorJudgements b, Settings settings, Seeds seeds) {
    if (!a.factors().equals(b.factors()))
      throw new IllegalArgumentException("factors " + a.factors() + " and " + b.factors());
    double[] here = settings.rating().rate(a).scores();
    double[] there = settings.rating().rate(b).scores();
    double spearman = spearman(here, there);
    double[] draws =
        IntStream.range(0, settings.resamples())
            .mapToDouble(k -> {
              var random = seeds.stream("resample " + k);
              var one = a.rows(random.ints(a.rows(), 0, a.rows()).toArray());
              var other = b.rows(random.ints(b.rows(), 0, b.rows()).toArray());
              return spearman(
                  settings.rating().rate(one).scores(), settings.rating().rate(other).scores());
            })
            .filter(r -> !Double.isNaN(r))
            .toArray();
    double[] ends =
        draws.length == 0
            ? new double[] {Double.NaN, Double.NaN}
            : Quantiles.quantiles(draws, 0.025, 0.975);
    return new TaskComparison(
        new Interval(spearman, ends[0], ends[1], 0.95),
        jaccard(extreme(here, settings.size(), true), extreme(there, settings.size(), true)),
        jaccard(extreme(here, settings.size(), false), extreme(there, settings.size(), false)),
        shuffled(a, b, settings, spearman, seeds));
  }

  private static double shuffled(
      FactorJudgements a, FactorJudgements b, Settings settings, double observed, Seeds seeds) {
    var both =
        new FactorJudgements(a.factors(), joined(a.won(), b.won()), joined(a.lost(), b.lost()));
    int low = 0;
    for (int k = 0; k < settings.shufflings(); k++) {
      int[] order = Seeds.permutation(both.rows(), seeds.stream("shuffling " + k));
      var one = both.rows(Arrays.copyOf(order, a.rows()));
      var other = both.rows(Arrays.copyOfRange(order, a.rows(), order.length));
      double r =
          spearman(settings.rating().rate(one).scores(), settings.rating().rate(other).scores());
      if (r <= observed) low++;
    }
    return (1.0 + low) / (1.0 + settings.shufflings());
  }

  private static boolean[][] joined(boolean[][] a, boolean[][] b) {
    return java.util.stream.Stream.concat(Arrays.stream(a), Arrays.stream(b))
        .toArray(boolean[][]::new);
  }

  /** Over the factors both tasks determine. */
  private static double spearman(double[] a, double[] b) {
    int[] known =
        IntStream.range(0, a.length)
            .filter(k -> !Double.isNaN(a[k]) && !Double.isNaN(b[k]))
            .toArray();
    if (known.length < 2) return Double.NaN;
    return Correlation.spearman(
        Arrays.stream(known).mapToDouble(k -> a[k]).toArray(),
        Arrays.stream(known).mapToDouble(k -> b[k]).toArray());
  }

  /** The factors of greatest or least strength. */
  public static Set<Integer> extreme(double[] strengths, int size, boolean top) {
    return IntStream.range(0, strengths.length)
        .filter(k -> !Double.isNaN(strengths[k]))
        .boxed()
        .sorted(Comparator.comparingDouble(k -> top ? -strengths[k] : strengths[k]))
        .limit(size)
        .collect(Collectors.toSet());
  }

  /** Shared members over all members; 1 for two empty sets. */
  public static double jaccard(Set<Integer> a, Set<Integer> b) {
    var all = new HashSet<>(a);
    all.addAll(b);
    var shared = new HashSet<>(a);
    shared.retainAll(b);
    return all.isEmpty() ? 1 : shared.size() / (double) all.size();
  }
}
