package org.penchant.align.objective;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penchant.core.problems.Problems;

/** Holds what an objective needs against what the data has, before anything trains. */
public final class MethodCompiler {
  private MethodCompiler() {}

  /**
   * What is known of a row before it is scored.
   *
   * @param lengths trained tokens of its responses
   * @param labels of its responses, or empty
   * @param good the label of an only response
   * @param columns its numeric columns
   * @param rationale whether it has words that say why
   * @param copies of its best response that lack key content
   * @param place file and row
   */
  public record RowFacts(
      int[] lengths,
      double[] labels,
      boolean good,
      Map<String, Double> columns,
      boolean rationale,
      int copies,
      String place) {}

  /** Reports every row that lacks what a part needs or holds what a part cannot take. */
  public static void check(Objective objective, List<RowFacts> rows, Problems problems) {
    var needs = objective.needs();
    for (var row : rows) {
      if (!fits(needs, row, problems)) continue;
      boolean complete = true;
      for (var need : needs)
        if (need instanceof Need.Column column && !row.columns().containsKey(column.name())) {
          problems.error(
              row.place(),
              "no value",
              "the method needs the numeric column " + column.name(),
              "add the column (--numeric reads one), or name another with --column");
          complete = false;
        }
      if (complete) objective.check(scalar(row), row.place(), problems);
    }
  }

  /** As {@link #check}, and reports what all rows together lack. */
  public static void checkAll(Objective objective, List<RowFacts> rows, Problems problems) {
    if (objective.needs().contains(new Need.RewardHead()))
      problems.error(
          "the method",
          "a reward head",
          "it trains reward models, not policies",
          "train with: penchant reward train");
    if (objective.needs().stream().anyMatch(Need.Copies.class::isInstance)
        && !rows.isEmpty()
        && rows.stream().allMatch(row -> row.copies() == 0))
      problems.error(
          rows.getFirst().place() + " and all others",
          "no copies",
          "the method learns from copies of the chosen that lack key phrases, two levels at least",
          "give pairs with English words in the chosen, or set its weight g to 0");
    boolean alone = rows.stream().allMatch(row -> row.lengths().length == 1);
    if (objective.comparesWithinSteps()
        && alone
        && rows.stream().map(RowFacts::good).distinct().count() == 1)
      problems.error(
          rows.getFirst().place() + " and all others",
          rows.getFirst().good() ? "good" : "bad",
          "the method compares good responses with bad ones",
          "give both, or use sft");
    if (objective.needs().contains(new Need.Lists())
        && !rows.isEmpty()
        && rows.stream().allMatch(row -> row.labels().length > 0 && equal(row.labels())))
      problems.error(
          rows.getFirst().place() + " and all others",
          "equal labels",
          "the method learns from responses of which some are better",
          "give scores or ranks that differ");
    check(objective, rows, problems);
  }

  private static boolean equal(double[] labels) {
    return Arrays.stream(labels).distinct().count() == 1;
  }

  private static boolean fits(Set<Need> needs, RowFacts row, Problems problems) {
    int n = row.lengths().length;
    boolean fits = true;
    if (needs.contains(new Need.Pairs()) && n != 2) {
      problems.error(
          row.place(),
          n == 1 ? "one response" : n + " responses",
          "the method needs pairs",
          "use kto, bco or sft, or pair the data");
      fits = false;
    }
    if (needs.contains(new Need.Lists()) && n < 2) {
      problems.error(
          row.place(),
          "one response",
          "the method needs rows of two or more labelled responses",
          "use kto, bco or sft, or gather the responses of a prompt in a row");
      fits = false;
    }
    boolean tie = row.columns().getOrDefault(Coefficient.ByTie.COLUMN, 0.0) == 1;
    if (tie && !needs.contains(new Need.Ties())) {
      problems.error(
          row.place(), "a tie", "the method takes decided pairs", "use 117-todo, or remove ties");
      fits = false;
    }
    if (needs.contains(new Need.Rationales()) && !row.rationale()) {
      problems.error(
          row.place(),
          "no rationale",
          "the method learns from words that say why the chosen is better",
          "add the column rationale, or write it with curate");
      fits = false;
    }
    return fits;
  }

  /** The row with likelihoods that no check looks at. */
  private static Row scalar(RowFacts facts) {
    var responses =
        java.util.Arrays.stream(facts.lengths())
            .mapToObj(n -> new Response(new double[n], new double[n]))
            .toList();
    var row =
        responses.size() == 1
            ? Row.only(responses.getFirst(), true)
            : Row.list(responses, facts.labels());
    return row.withColumns(facts.columns());
  }
}
