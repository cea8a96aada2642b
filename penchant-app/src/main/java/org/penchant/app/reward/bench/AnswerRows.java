package org.penchant.app.reward.bench;

import java.util.Optional;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback.Outcome;
import org.penchant.eval.bench.BenchItem;

/** Rows of a prompt with two answers and what was said of them. */
final class AnswerRows {
  private AnswerRows() {}

  static Optional<BenchItem> judged(RecordFields row) {
    var two = Two.of(row);
    var outcome = label(row);
    if (two.isEmpty() || outcome.isEmpty()) return Optional.empty();
    if (outcome.get() == Outcome.TIE) {
      row.error("label tie", "one answer must be better", "choose format ties for such a file");
      return Optional.empty();
    }
    boolean first = outcome.get() == Outcome.FIRST;
    return Optional.of(
        BenchItem.Pair.of(
            row.id(),
            row.group(),
            row.group(),
            two.get().prompt(),
            first ? two.get().first() : two.get().second(),
            first ? two.get().second() : two.get().first()));
  }

  static Optional<BenchItem> tied(RecordFields row) {
    var two = Two.of(row);
    var outcome = label(row);
    if (two.isEmpty() || outcome.isEmpty()) return Optional.empty();
    return Optional.of(
        new BenchItem.Tied(
            row.id(),
            row.group(),
            two.get().prompt(),
            two.get().first(),
            two.get().second(),
            outcome.get()));
  }

  static Optional<BenchItem> votes(RecordFields row, LeftOut left) {
    var two = Two.of(row);
    int[] counts = !row.votes().isEmpty() ? listed(row, left) : counted(row);
    if (two.isEmpty() || counts.length == 0) return Optional.empty();
    if (counts[0] + counts[1] == 0) {
      left.undecided();
      return Optional.empty();
    }
    return Optional.of(
        new BenchItem.Votes(
            row.id(),
            row.group(),
            two.get().prompt(),
            two.get().first(),
            two.get().second(),
            counts[0],
            counts[1]));
  }

  private static int[] listed(RecordFields row, LeftOut left) {
    int[] counts = new int[2];
    for (String vote : row.votes()) {
      var outcome = Labels.read(vote);
      if (outcome.isEmpty()) {
        row.error("vote " + vote, "must be A, B or tie", "mend the row");
        return new int[0];
      }
      if (outcome.get() == Outcome.TIE) left.tie();
      else counts[outcome.get() == Outcome.FIRST ? 0 : 1]++;
    }
    return counts;
  }

  static int[] counted(RecordFields row) {
    var first = row.required(Field.FIRST_VOTES);
    var second = row.required(Field.SECOND_VOTES);
    if (first.isEmpty() || second.isEmpty()) return new int[0];
    try {
      int[] counts = {
        Integer.parseInt(first.get().asText()), Integer.parseInt(second.get().asText())
      };
      if (counts[0] >= 0 && counts[1] >= 0) return counts;
    } catch (NumberFormatException wrong) {
      // The error below says it in the file's terms.
    }
    row.error(
        "votes " + first.get() + ", " + second.get(),
        "must be whole numbers from 0",
        "mend the row");
    return new int[0];
  }

  private static Optional<Outcome> label(RecordFields row) {
    var label = row.required(Field.LABEL);
    if (label.isEmpty()) return Optional.empty();
    var outcome = Labels.read(label.get().asText());
    if (outcome.isEmpty())
      row.error("label " + label.get(), "must be A>B, B>A or tie", "mend the row");
    return outcome;
  }

  /** A prompt with two answers. */
  record Two(Content prompt, Content first, Content second) {
    static Optional<Two> of(RecordFields row) {
      var prompt = row.prompt();
      var first = row.content(Field.FIRST);
      var second = row.content(Field.SECOND);
      if (prompt.isEmpty() || first.isEmpty() || second.isEmpty()) return Optional.empty();
      return Optional.of(new Two(prompt.get(), first.get(), second.get()));
    }
  }
}
