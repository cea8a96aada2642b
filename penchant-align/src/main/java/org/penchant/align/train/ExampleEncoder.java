package org.penchant.align.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.lm.SequenceEncoder;
import org.penchant.align.lm.TokenSequence;
import org.penchant.align.objective.Objective;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;

/**
 * Rows of preference data as examples. Whatever is left out or cut is counted with its reason.
 *
 * @param encoder renders and tokenizes
 * @param maxLength tokens of a sequence
 * @param truncation what happens to longer ones
 */
public record ExampleEncoder(SequenceEncoder encoder, int maxLength, Truncation truncation) {
  /**
   * Encoded rows, in the order of the data.
   *
   * @param examples rows to train on
   * @param rows the data row of each example
   * @param dropped rows left out, by reason
   * @param truncated sequences that were cut
   * @param straddling tokens across the edge of a response, which do not train
   */
  public record Encoded(
      List<Example> examples,
      List<Comparison> rows,
      Map<String, Integer> dropped,
      int truncated,
      int straddling) {}

  /** Encodes pairs and single responses; rows of other feedback are errors. */
  public Encoded encode(List<Comparison> data) {
    var problems = new Problems();
    var work = new Work(problems);
    for (var row : data) work.add(row);
    problems.throwIfErrors(ExitCode.BAD_DATA);
    return new Encoded(
        List.copyOf(work.examples),
        List.copyOf(work.rows),
        Map.copyOf(work.dropped),
        work.truncated,
        work.straddling);
  }

  private final class Work {
    final Problems problems;
    final List<Example> examples = new ArrayList<>();
    final List<Comparison> rows = new ArrayList<>();
    final Map<String, Integer> dropped = new HashMap<>();
    int truncated;
    int straddling;

    Work(Problems problems) {
      this.problems = problems;
    }

    void add(Comparison row) {
      String place = row.provenance().toString();
      var responses = responses(row);
      if (responses.isEmpty()) {
        problems.error(
            place,
            row.feedback().getClass().getSimpleName(),
            "training takes decided pairs and single responses",
            "turn rankings and ratings into pairs, and remove ties");
        return;
      }
      var sequences = new ArrayList<TokenSequence>();
      for (var response : responses) {
        var sequence = sequence(row, response, place);
        if (sequence.isEmpty()) return;
        sequences.add(sequence.get());
      }
      if (sequences.size() == 2 && Arrays.equals(sequences.get(0).ids(), sequences.get(1).ids())) {
        identical(place, responses.get(0).equals(responses.get(1)));
        return;
      }
      boolean good = !(row.feedback() instanceof Feedback.Unary unary) || unary.good();
      examples.add(new Example(sequences, good, columns(row), place, Optional.empty()));
      rows.add(row);
    }

    private Optional<TokenSequence> sequence(Comparison row, Content response, String place) {
      var encoded = encoder.withMaxLength(Integer.MAX_VALUE).encode(row, response, problems);
      if (encoded.isEmpty()) return Optional.empty();
      straddling += encoded.get().straddling();
      var whole = encoded.get().sequence();
      var cut = truncation.cut(whole, maxLength, encoder.bos().isPresent());
      if (cut.isEmpty()) tooLong(place, whole.length());
      else if (cut.get() != whole) truncated++;
      return cut;
    }

    private void tooLong(String place, int length) {
      if (truncation == Truncation.ERROR)
        problems.error(
            place,
            length + " tokens",
            "a sequence may have " + maxLength,
            "--truncation drop|prompt|completion, or a greater --max-length");
      else drop("longer than " + maxLength + " tokens");
    }

    private void identical(String place, boolean inTheData) {
      String reason =
          inTheData ? "chosen equals rejected" : "chosen equals rejected after truncation";
      if (truncation == Truncation.ERROR)
        problems.error(
            place, "", reason, "remove the row, or --truncation drop to leave such rows out");
      else drop(reason);
    }

    private void drop(String reason) {
      dropped.merge(reason, 1, Integer::sum);
    }
  }

  /** The responses that train: chosen and rejected, or the only one; empty for other rows. */
  public static List<Content> responses(Comparison row) {
    if (row.isDecidedPair()) return List.of(row.chosen().content(), row.rejected().content());
    return row.candidates().size() == 1
        ? List.of(row.candidates().getFirst().content())
        : List.of();
  }

  private static Map<String, Double> columns(Comparison row) {
    var columns = new HashMap<>(row.columns());
    double weight = row.feedback().mark().weight();
    if (weight != 1) columns.put(Objective.ROW_WEIGHT, weight);
    return columns;
  }
}
