package org.penchant.eval.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.penchant.core.problems.Problems;

/**
 * Counts right against wrong answers in three styles, plainer to richer. Easy: the right answer in
 * the richer style; normal: the same style; hard: the right answer in the plainer style.
 */
record StyleCount(BenchOptions options) {
  BenchResult count(List<ScoredItem> items, List<String> truncated, Problems warnings) {
    var figures = new ArrayList<BenchResult.Figure>();
    figures.add(figure("accuracy", items, s -> mean(s, 0), "all nine comparisons of an item"));
    figures.add(figure("easy", items, s -> mean(s, 1), "the right answer is in the richer style"));
    figures.add(figure("normal", items, s -> mean(s, 2), "both are in the same style"));
    figures.add(figure("hard", items, s -> mean(s, 3), "the right answer is in the plainer style"));
    var rows = new ArrayList<BenchResult.Row>();
    PairTable.by(items, s -> s.item().group())
        .forEach((group, some) -> {
          rows.add(row(group, "", some, 0));
          rows.add(row(group, "easy", some, 1));
          rows.add(row(group, "normal", some, 2));
          rows.add(row(group, "hard", some, 3));
        });
    return new BenchResult(
        BenchFormat.STYLES,
        items.size(),
        truncated,
        figures,
        rows,
        items.stream().map(s -> s.line(mean(s, 0))).toList(),
        warnings.warnings());
  }

  private BenchResult.Figure figure(
      String name, List<ScoredItem> items, ToDoubleFunction<ScoredItem> of, String says) {
    double[] each = items.stream().mapToDouble(of).toArray();
    return new BenchResult.Figure(
        name, options.bootstrap().mean(each, options.seeds().stream(name)), says);
  }

  private BenchResult.Row row(String group, String subset, List<ScoredItem> items, int kind) {
    double[] credits = items.stream().mapToDouble(s -> mean(s, kind)).toArray();
    return new BenchResult.Row(
        group,
        subset,
        Share.of(subset.isEmpty() ? group : subset, credits, options.confidence()),
        Double.NaN);
  }

  /** Over the comparisons of a kind: 0 all, 1 easy, 2 normal, 3 hard. */
  private double mean(ScoredItem item, int kind) {
    double sum = 0;
    int count = 0;
    for (int right = 0; right < 3; right++)
      for (int wrong = 0; wrong < 3; wrong++) {
        int here = right > wrong ? 1 : right == wrong ? 2 : 3;
        if (kind != 0 && kind != here) continue;
        sum += options.ties().of(item.scores()[right], item.scores()[3 + wrong]);
        count++;
      }
    return sum / count;
  }
}
