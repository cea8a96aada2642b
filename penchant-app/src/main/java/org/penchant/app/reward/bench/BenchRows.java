package org.penchant.app.reward.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.penchant.core.preference.Candidate;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Feedback.Outcome;
import org.penchant.core.preference.Feedback.Pairwise;
import org.penchant.core.preference.Mark;
import org.penchant.core.preference.Provenance;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.data.read.RecordReader;
import org.penchant.eval.bench.BenchFormat;
import org.penchant.eval.bench.BenchItem;

/**
 * A benchmark's file as preference data, to train on: of votes a row each, ties among them, with
 * the annotator where the file names one; of styles the right answer of each style against the
 * wrong one of the same style; of other formats a row an item.
 *
 * @param reader of the file
 */
public record BenchRows(BenchReader reader) {
  /**
   * Reads a file.
   *
   * @param problems takes errors and warnings
   * @throws ProblemsException if a row breaks a rule, or none is left
   */
  public List<Comparison> read(Path file, Problems problems) {
    var rows = new ArrayList<Comparison>();
    if (reader.format() == BenchFormat.VOTES) votes(file, problems, rows);
    else {
      long number = 0;
      for (var item : reader.read(file, problems).benchmark().items()) {
        for (var row : rows(item, new Provenance(file.toString(), number, ""))) rows.add(row);
        number++;
      }
    }
    if (rows.isEmpty())
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          file.toString(),
          "0 votes",
          "nothing to write",
          "give rows with votes");
    long empty =
        rows.stream()
            .filter(r -> r.candidates().stream().anyMatch(c -> c.content().plain().isBlank()))
            .count();
    if (empty > 0)
      problems.warn(
          file.toString(),
          empty + " rows",
          "have an empty reply, which verbs that read the rows refuse",
          "read them with --faulty-rows drop");
    return rows;
  }

  private void votes(Path file, Problems problems, List<Comparison> rows) {
    RecordReader.defaults()
        .read(
            file,
            problems,
            found ->
                votes(
                    new RecordFields(found, reader.columns(), problems),
                    new Provenance(file.toString(), found.index(), ""),
                    rows::add));
    problems.throwIfErrors(ExitCode.BAD_DATA);
  }

  private static void votes(RecordFields row, Provenance place, Consumer<Comparison> sink) {
    var two = AnswerRows.Two.of(row);
    if (two.isEmpty()) return;
    var named = row.votesByName();
    if (named.isEmpty()) {
      int[] counts = AnswerRows.counted(row);
      for (int side = 0; side < counts.length; side++)
        for (int i = 0; i < counts[side]; i++)
          sink.accept(
              vote(two.get(), side == 0 ? Outcome.FIRST : Outcome.SECOND, Mark.NONE, place));
      return;
    }
    named.forEach((name, said) ->
        Labels.read(said)
            .ifPresentOrElse(
                outcome ->
                    sink.accept(vote(two.get(), outcome, Mark.NONE.withAnnotator(name), place)),
                () -> row.error("vote " + said, "must be A, B or tie", "mend the row")));
  }

  private static Comparison vote(AnswerRows.Two two, Outcome outcome, Mark mark, Provenance place) {
    return Comparison.pair(two.prompt(), two.first(), two.second(), place)
        .withCandidates(
            List.of(Candidate.response(two.first()), Candidate.response(two.second())),
            new Pairwise(outcome, 1, mark));
  }

  private static List<Comparison> rows(BenchItem item, Provenance place) {
    return switch (item) {
      case BenchItem.Pair p ->
          List.of(Comparison.pair(p.prompt(), p.chosen(), p.rejected(), place));
      case BenchItem.Tied t ->
          List.of(
              vote(
                  new AnswerRows.Two(t.prompt(), t.first(), t.second()),
                  t.outcome(),
                  Mark.NONE,
                  place));
      case BenchItem.Styles s -> {
        var rows = new ArrayList<Comparison>();
        for (int k = 0; k < s.chosen().size(); k++)
          rows.add(Comparison.pair(s.prompt(), s.chosen().get(k), s.rejected().get(k), place));
        yield rows;
      }
      case BenchItem.Votes v -> throw new IllegalStateException(v.id() + " is read vote by vote");
    };
  }
}
