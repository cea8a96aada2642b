package org.penchant.align.objective;

import java.util.List;
import java.util.Map;
import org.penchant.core.problems.Problems;

/** Holds what an objective needs against what the data has, before anything trains. */
public final class MethodCompiler {
  private MethodCompiler() {}

  /**
   * What is known of a row before it is scored.
   *
   * @param pair whether it has a rejected response
   * @param lengths trained tokens of its responses
   * @param columns its numeric columns
   * @param place file and row
   */
  public record RowFacts(boolean pair, int[] lengths, Map<String, Double> columns, String place) {}

  /** Reports every row that lacks what a part needs or holds what a part cannot take. */
  public static void check(Objective objective, List<RowFacts> rows, Problems problems) {
    boolean pairs = objective.needs().contains(new Need.Pairs());
    for (var row : rows) {
      if (pairs && !row.pair()) {
        problems.error(
            row.place(),
            "one response",
            "the method needs pairs",
            "use kto, bco or sft, or pair the data");
        continue;
      }
      boolean complete = true;
      for (var need : objective.needs())
        if (need instanceof Need.Column column && !row.columns().containsKey(column.name())) {
          problems.error(
              row.place(),
              "no value",
              "the method needs the numeric column " + column.name(),
              "add the column, or name another with --column");
          complete = false;
        }
      if (complete) objective.check(scalar(row), row.place(), problems);
    }
  }

  /** The row with likelihoods that no check looks at. */
  private static Row scalar(RowFacts facts) {
    var responses =
        java.util.Arrays.stream(facts.lengths())
            .mapToObj(n -> new Response(new double[n], new double[n]))
            .toList();
    var row =
        facts.pair()
            ? Row.pair(responses.get(0), responses.get(1))
            : Row.only(responses.getFirst(), true);
    return row.withColumns(facts.columns());
  }
}
