package org.penchant.align.curate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.penchant.align.curate.constraint.Demands;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Feedback;
import org.penchant.core.preference.Feedback.Outcome;
import org.penchant.core.preference.Feedback.Pairwise;
import org.penchant.core.preference.Feedback.Ranking;
import org.penchant.core.preference.Feedback.Rating;
import org.penchant.core.random.Seeds;

/**
 * Puts rows, or the candidates of each row, in random order. Lists that stand best first leak their
 * order to any rule that breaks ties by place (arXiv 2402.01878).
 *
 * @param what what is put in order
 */
public record Shuffle(What what) implements Step {
  /** What is put in random order. */
  public enum What {
    ROWS,
    CANDIDATES
  }

  public static Shuffle defaults() {
    return new Shuffle(What.CANDIDATES);
  }

  @Override
  public List<Comparison> apply(List<Comparison> rows, Tools tools, Tally tally) {
    if (what == What.ROWS) {
      int[] order = Seeds.permutation(rows.size(), tools.seeds().stream("rows"));
      return Arrays.stream(order).mapToObj(rows::get).toList();
    }
    return PerRow.apply(
        rows,
        (row, index, _) ->
            List.of(
                reordered(
                    row,
                    Seeds.permutation(
                        row.candidates().size(), tools.seeds().stream("row " + index)))));
  }

  private static Comparison reordered(Comparison row, int[] order) {
    int[] place = new int[order.length];
    for (int i = 0; i < order.length; i++) place[order[i]] = i;
    Feedback feedback =
        switch (row.feedback()) {
          case Ranking(var groups, var mark) ->
              new Ranking(
                  groups.stream()
                      .map(g -> g.stream().map(i -> place[i]).sorted().toList())
                      .toList(),
                  mark);
          case Rating(var scores, var mark) -> {
            var moved = new LinkedHashMap<String, List<Double>>();
            scores.forEach((name, values) ->
                moved.put(name, Arrays.stream(order).mapToObj(values::get).toList()));
            yield new Rating(moved, mark);
          }
          case Pairwise(var outcome, var strength, var mark) when place[0] == 1 ->
              new Pairwise(opposite(outcome), strength, mark);
          default -> row.feedback();
        };
    return row.withCandidates(
            Arrays.stream(order).mapToObj(row.candidates()::get).toList(), feedback)
        .withTemplate(Demands.template(row, Arrays.stream(order).boxed().toList()));
  }

  private static Outcome opposite(Outcome outcome) {
    return switch (outcome) {
      case FIRST -> Outcome.SECOND;
      case SECOND -> Outcome.FIRST;
      case TIE, BOTH_BAD -> outcome;
    };
  }
}
