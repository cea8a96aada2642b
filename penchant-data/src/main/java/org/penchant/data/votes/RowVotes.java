package org.penchant.data.votes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.penchant.core.problems.Problems;
import org.penchant.core.votes.Vote;
import org.penchant.data.read.TextRow;

/** The votes of a row; every value that breaks a rule is reported. */
final class RowVotes {
  private final VoteLayout layout;
  private final VoteOptions options;
  private final Problems problems;
  private final VoteCells cells;
  private final Winners winners;

  RowVotes(VoteLayout layout, VoteOptions options, Problems problems) {
    this.layout = layout;
    this.options = options;
    this.problems = problems;
    this.cells = new VoteCells(layout, problems);
    this.winners = new Winners(layout);
  }

  /** Whether a filter leaves the row out. */
  boolean leavesOut(TextRow row) {
    for (Map.Entry<VoteColumn, String> filter : options.where().entrySet()) {
      String value = row.cell(layout.cell(filter.getKey()));
      if (value == null || !value.strip().equals(filter.getValue())) return true;
    }
    return false;
  }

  /** When the row's votes were given, where that is read. */
  Optional<String> time(TextRow row) {
    return cells.optional(row, VoteColumn.TIME);
  }

  void read(TextRow row, Consumer<Vote> votes) {
    long before = problems.errorCount();
    boolean beaten = layout.form() == VoteForm.BEATEN;
    VoteColumn left = beaten ? VoteColumn.WINNER : VoteColumn.FIRST;
    VoteColumn right = beaten ? VoteColumn.LOSER : VoteColumn.SECOND;
    String first = cells.name(row, left);
    String second = cells.name(row, right);
    if (!first.isEmpty() && first.equals(second))
      cells.fail(
          row,
          left,
          first,
          "an item cannot be compared with itself",
          "remove the row, or correct the name in " + layout.name(right));
    double weight = cells.number(row, VoteColumn.WEIGHT, 1, Double.MAX_VALUE);
    List<Double> covariates = covariates(row);
    Optional<String> annotator = cells.optional(row, VoteColumn.ANNOTATOR);
    Optional<String> group = cells.optional(row, VoteColumn.GROUP);
    var cast = new Cast(first, second, weight, annotator, group, covariates, votes);
    switch (layout.form()) {
      case COUNTS -> {
        double won = cells.whole(row, VoteColumn.FIRST_WINS, 0);
        double lost = cells.whole(row, VoteColumn.SECOND_WINS, 0);
        double tied = cells.whole(row, VoteColumn.TIES, 0);
        if (problems.errorCount() > before) return;
        if (won > 0) cast.vote(Vote.WON, false, won * row.times());
        if (lost > 0) cast.vote(Vote.LOST, false, lost * row.times());
        if (tied > 0) cast.vote(Vote.TIED, false, tied * row.times());
      }
      case VERDICT, SOFT, BEATEN -> {
        double times = cells.whole(row, VoteColumn.TIMES, 1) * row.times();
        Verdict verdict = beaten ? Verdict.FIRST : verdict(row, first, second);
        double outcome = verdict == null ? soft(row) : verdict.outcome();
        if (problems.errorCount() > before) return;
        cast.vote(outcome, verdict == Verdict.BOTH_BAD, times);
      }
    }
  }

  /** The verdict; null where it is reported, or a number says how far the first won. */
  private @Nullable Verdict verdict(TextRow row, String first, String second) {
    if (layout.form() == VoteForm.SOFT) {
      String value = row.cell(layout.cell(VoteColumn.OUTCOME));
      return value == null ? null : Verdict.of(value).orElse(null);
    }
    String word = row.cell(layout.cell(VoteColumn.WINNER));
    return winners.verdict(
        word == null ? "" : word,
        first,
        second,
        (rule, remedy) -> cells.fail(row, VoteColumn.WINNER, word, rule, remedy));
  }

  private double soft(TextRow row) {
    return layout.form() == VoteForm.SOFT
        ? cells.number(row, VoteColumn.OUTCOME, Double.NaN, 1)
        : Double.NaN;
  }

  private List<Double> covariates(TextRow row) {
    if (layout.sides().isEmpty()) return List.of();
    var values = new ArrayList<Double>();
    for (int k = 0; k < layout.sides().size(); k++) {
      int[] side = layout.sides().get(k);
      List<String> columns = options.covariates().get(k).columns();
      double value = cells.finite(row, side[0], columns.getFirst());
      if (side.length > 1) value -= cells.finite(row, side[1], columns.getLast());
      values.add(value);
    }
    return values;
  }

  private record Cast(
      String first,
      String second,
      double weight,
      Optional<String> annotator,
      Optional<String> group,
      List<Double> covariates,
      Consumer<Vote> votes) {
    void vote(double outcome, boolean bothBad, double times) {
      votes.accept(
          new Vote(first, second, outcome, bothBad, weight, times, annotator, group, covariates));
    }
  }
}
