package org.penchant.eval.bench;

import java.util.ArrayList;
import java.util.List;
import org.penchant.core.problems.Problems;
import org.penchant.core.stats.Interval;
import org.penchant.eval.bench.BenchItem.Pair;

/** Counts labelled pairs. */
record PairCount(BenchOptions options) {
  BenchResult count(
      BenchFormat format, List<ScoredItem> items, List<String> truncated, Problems warnings) {
    var pairs =
        items.stream()
            .map(s -> new ScoredPair((Pair) s.item(), s.scores()[0], s.scores()[1]))
            .toList();
    var floor =
        PairTable.of(
            pairs.stream().map(PairCount::byLength).toList(), TieCredit.HALF, options.confidence());
    var table = PairTable.of(pairs, options.ties(), options.confidence());
    var figures = new ArrayList<BenchResult.Figure>();
    figures.add(figure("accuracy", table.micro().interval(), "of all pairs alike"));
    figures.add(
        figure(
            "mean over groups",
            overGroups(pairs),
            "each group, and each subset in it, of equal weight; bootstrap over pairs"));
    figures.add(figure("longer wins", floor.micro().interval(), "the floor: counts words alone"));
    Lengths.balanced(pairs, options.ties(), options.confidence())
        .ifPresent(_ ->
            figures.add(
                figure(
                    "accuracy, length balanced",
                    balanced(pairs),
                    "mean of pairs whose chosen answer is longer and of those whose is shorter;"
                        + " bootstrap over pairs")));
    warn(table, pairs, warnings);
    return new BenchResult(
        format,
        pairs.size(),
        truncated,
        figures,
        rows(table, floor),
        items.stream().map(s -> s.line(options.ties().of(s.scores()[0], s.scores()[1]))).toList(),
        warnings.warnings());
  }

  private Interval overGroups(List<ScoredPair> pairs) {
    var cells = Cells.of(pairs, options.ties());
    return options
        .bootstrap()
        .interval(pairs.size(), cells::overGroups, options.seeds().stream("groups"));
  }

  private Interval balanced(List<ScoredPair> pairs) {
    var cells = Cells.of(pairs, options.ties());
    return options
        .bootstrap()
        .interval(pairs.size(), cells::balanced, options.seeds().stream("lengths"));
  }

  private static ScoredPair byLength(ScoredPair pair) {
    return new ScoredPair(
        pair.pair(), Lengths.words(pair.pair().chosen()), Lengths.words(pair.pair().rejected()));
  }

  private static void warn(PairTable table, List<ScoredPair> pairs, Problems warnings) {
    long small = table.groups().stream().filter(g -> g.pairs().small()).count();
    if (small > 0)
      warnings.warn(
          "groups",
          small + " of fewer than " + Share.SMALL + " pairs",
          "their accuracies are uncertain",
          "read the intervals before ranking models by them");
    long equal = pairs.stream().filter(p -> p.chosen() == p.rejected()).count();
    if (equal > 0)
      warnings.warn(
          "ties", equal + " of " + pairs.size() + " pairs", "both answers score alike", "");
  }

  private static List<BenchResult.Row> rows(PairTable table, PairTable floor) {
    var rows = new ArrayList<BenchResult.Row>();
    for (var group : table.groups()) {
      var low = floor.group(group.name());
      rows.add(new BenchResult.Row(group.name(), "", group.pairs(), low.pairs().value()));
      if (group.subsets().size() == 1) continue;
      for (int s = 0; s < group.subsets().size(); s++)
        rows.add(
            new BenchResult.Row(
                group.name(),
                group.subsets().get(s).name(),
                group.subsets().get(s),
                low.subsets().get(s).value()));
    }
    return rows;
  }

  private static BenchResult.Figure figure(String name, Interval value, String says) {
    return new BenchResult.Figure(name, value, says);
  }
}
