package org.penchant.eval.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.penchant.core.preference.Feedback.Outcome;
import org.penchant.core.problems.Problems;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Interval;
import org.penchant.core.stats.Scores;
import org.penchant.eval.bench.BenchItem.Tied;

/**
 * Counts pairs that may tie. A margin of at most a threshold in size says "tie"; the threshold of
 * one half of the items, drawn by the seed, is the one that does best on the other half.
 */
record TieCount(BenchOptions options) {
  BenchResult count(List<ScoredItem> items, List<String> truncated, Problems warnings) {
    int n = items.size();
    int[] order = Seeds.permutation(n, options.seeds().stream("halves"));
    double[] credits = new double[n];
    for (int half = 0; half < 2; half++) {
      int parity = half;
      var chooses =
          IntStream.range(0, n)
              .filter(k -> k % 2 != parity)
              .mapToObj(k -> items.get(order[k]))
              .toList();
      double threshold = threshold(chooses);
      for (int k = half; k < n; k += 2)
        credits[order[k]] = right(items.get(order[k]), threshold) ? 1 : 0;
    }
    var figures = new ArrayList<BenchResult.Figure>();
    figures.add(
        new BenchResult.Figure(
            "three-way accuracy",
            Share.of("all", credits, options.confidence()).interval(),
            "first, second or tie, the threshold chosen on the other half"));
    var decided = items.stream().filter(s -> outcome(s) != Outcome.TIE).toList();
    if (!decided.isEmpty())
      figures.add(
          new BenchResult.Figure(
              "accuracy of decided pairs",
              Share.of(
                      "decided",
                      decided.stream().mapToDouble(this::direction).toArray(),
                      options.confidence())
                  .interval(),
              "ties left out, no threshold"));
    figures.add(
        new BenchResult.Figure(
            "commonest outcome",
            Share.of("floor", floor(items), n, options.confidence()).interval(),
            "the floor: always says the commonest of first, second and tie"));
    if (!decided.isEmpty() && decided.size() < n) figures.add(separation(items));
    else
      warnings.warn(
          "ties",
          n - decided.size() + " of " + n + " pairs",
          "ties and decided pairs are needed to see whether margins tell them apart",
          "");
    var lines = IntStream.range(0, n).mapToObj(i -> items.get(i).line(credits[i])).toList();
    return new BenchResult(
        BenchFormat.TIES, n, truncated, figures, rows(items, credits), lines, warnings.warnings());
  }

  private static Outcome outcome(ScoredItem item) {
    return ((Tied) item.item()).outcome();
  }

  private double direction(ScoredItem item) {
    return options.ties().of(Benchmark.sign(outcome(item)) * item.margin(), 0);
  }

  private static boolean right(ScoredItem item, double threshold) {
    int said = Math.abs(item.margin()) <= threshold ? 0 : (int) Math.signum(item.margin());
    return said == Benchmark.sign(outcome(item));
  }

  /** The least of those with most right; -1 calls nothing a tie. */
  private static double threshold(List<ScoredItem> items) {
    var sorted =
        items.stream().sorted(Comparator.comparingDouble(s -> Math.abs(s.margin()))).toList();
    long here = sorted.stream().filter(s -> right(s, -1)).count();
    long most = here;
    double best = -1;
    for (int i = 0; i < sorted.size(); i++) {
      var item = sorted.get(i);
      double size = Math.abs(item.margin());
      here += outcome(item) == Outcome.TIE ? 1 : 0;
      here -= right(item, -1) ? 1 : 0;
      boolean last = i + 1 == sorted.size() || Math.abs(sorted.get(i + 1).margin()) > size;
      if (last && here > most) {
        most = here;
        best = size;
      }
    }
    return best;
  }

  private static long floor(List<ScoredItem> items) {
    return Arrays.stream(Outcome.values())
        .mapToLong(o -> items.stream().filter(s -> outcome(s) == o).count())
        .max()
        .orElseThrow();
  }

  private BenchResult.Figure separation(List<ScoredItem> items) {
    Interval value =
        options
            .bootstrap()
            .interval(
                items.size(),
                index -> {
                  double[] decided = sizes(items, index, false);
                  double[] tied = sizes(items, index, true);
                  return decided.length == 0 || tied.length == 0 ? 0.5 : Scores.auc(decided, tied);
                },
                options.seeds().stream("separation"));
    return new BenchResult.Figure(
        "ties told apart",
        value,
        "AUC of the margin's size, decided over tied; bootstrap over items");
  }

  private static double[] sizes(List<ScoredItem> items, int[] index, boolean tied) {
    return Arrays.stream(index)
        .mapToObj(items::get)
        .filter(s -> (outcome(s) == Outcome.TIE) == tied)
        .mapToDouble(s -> Math.abs(s.margin()))
        .toArray();
  }

  private List<BenchResult.Row> rows(List<ScoredItem> items, double[] credits) {
    var rows = new ArrayList<BenchResult.Row>();
    var numbers = IntStream.range(0, credits.length).boxed().toList();
    PairTable.by(numbers, i -> items.get(i).item().group())
        .forEach((group, some) ->
            rows.add(
                new BenchResult.Row(
                    group,
                    "",
                    Share.of(
                        group,
                        some.stream().mapToDouble(i -> credits[i]).toArray(),
                        options.confidence()),
                    Double.NaN)));
    return rows;
  }
}
