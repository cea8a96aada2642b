package org.penchant.align.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penchant.align.lm.SequenceEncoder;
import org.penchant.align.lm.TokenSequence;
import org.penchant.align.objective.Coefficient;
import org.penchant.align.objective.Need;
import org.penchant.align.objective.Objective;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.random.Seeds;

/**
 * Rows of preference data as examples. Whatever is left out or cut is counted with its reason.
 *
 * @param encoder renders and tokenizes
 * @param maxLength tokens of a sequence
 * @param truncation what happens to longer ones
 * @param needs of the objective: whether prompts train, and whether rationales and copies are
 *     wanted
 * @param seeds of which key phrases copies lack
 */
public record ExampleEncoder(
    SequenceEncoder encoder, int maxLength, Truncation truncation, Set<Need> needs, Seeds seeds) {
  static final String CHOSEN = "chosen_rating";
  static final String REJECTED = "rejected_rating";

  /** Encodes responses only. */
  public ExampleEncoder(SequenceEncoder encoder, int maxLength, Truncation truncation) {
    this(encoder, maxLength, truncation, Set.of(), new Seeds(0));
  }

  /**
   * Encoded rows, in the order of the data.
   *
   * @param examples rows to train on
   * @param rows the data row of each example
   * @param dropped rows left out, by reason
   * @param truncated sequences that were cut
   * @param copies what is to be known of copies of responses, and how often
   * @param straddling tokens across the edge of a response, which do not train
   */
  public record Encoded(
      List<Example> examples,
      List<Comparison> rows,
      Map<String, Integer> dropped,
      int truncated,
      Map<String, Integer> copies,
      int straddling) {}

  /** Encodes pairs, ties, lists and single responses; rows of other feedback are errors. */
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
        work.copies.counts(),
        work.straddling);
  }

  private final class Work {
    final Problems problems;
    final List<Example> examples = new ArrayList<>();
    final List<Comparison> rows = new ArrayList<>();
    final Map<String, Integer> dropped = new HashMap<>();
    final GradedCopies copies = new GradedCopies(encoder, maxLength, needs, seeds);
    int truncated;
    int straddling;

    Work(Problems problems) {
      this.problems = problems;
    }

    void add(Comparison row) {
      String place = row.provenance().toString();
      var told = LabelledResponses.of(row);
      if (told.responses().isEmpty()) {
        problems.error(
            place,
            row.feedback().getClass().getSimpleName(),
            "training takes pairs, labelled lists and single responses",
            "name one rating of several with curate, and remove pairs that are both bad");
        return;
      }
      var sequences = new ArrayList<TokenSequence>();
      var labels = new ArrayList<Double>();
      for (int i = 0; i < told.responses().size(); i++) {
        var sequence = sequence(row, told.responses().get(i), place);
        if (sequence.isEmpty()) return;
        int same = repeated(sequences, sequence.get());
        if (same >= 0) {
          identical(place, told.responses().get(same).equals(told.responses().get(i)));
          if (sequences.size() + told.responses().size() - i <= 2) return;
          continue;
        }
        sequences.add(sequence.get());
        if (told.labels().length > 0) labels.add(told.labels()[i]);
      }
      if (told.responses().size() > 1 && sequences.size() < 2) return;
      boolean good = !(row.feedback() instanceof Feedback.Unary unary) || unary.good();
      examples.add(
          new Example(
              sequences,
              labels.stream().mapToDouble(Double::doubleValue).toArray(),
              good,
              columns(row, told.tie()),
              place,
              Optional.empty(),
              Example.Extras.NONE
                  .withRationale(rationale(row, place))
                  .withCopies(copies.of(row, told.responses()))));
      rows.add(row);
    }

    private static int repeated(List<TokenSequence> known, TokenSequence sequence) {
      for (int i = 0; i < known.size(); i++)
        if (Arrays.equals(known.get(i).ids(), sequence.ids())) return i;
      return -1;
    }

    private Optional<TokenSequence> rationale(Comparison row, String place) {
      if (!needs.contains(new Need.Rationales())) return Optional.empty();
      return RationalePrompt.of(row).flatMap(asked -> sequence(asked.row(), asked.why(), place));
    }

    private Optional<TokenSequence> sequence(Comparison row, Content response, String place) {
      var encoded = encoder.withMaxLength(Integer.MAX_VALUE).encode(row, response, problems);
      if (encoded.isEmpty()) return Optional.empty();
      straddling += encoded.get().straddling();
      var whole = encoded.get().sequence();
      if (needs.contains(new Need.Prompts())) whole = TokenSequence.trainingFrom(whole.ids(), 1);
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
          inTheData ? "chosen equals rejected" : "chosen and rejected are the same tokens";
      if (truncation == Truncation.ERROR)
        problems.error(
            place, "", reason, "remove the row, or --truncation drop to leave such rows out");
      else drop(reason);
    }

    private void drop(String reason) {
      dropped.merge(reason, 1, Integer::sum);
    }
  }

  /** The responses that train, chosen before rejected; empty for rows that do not train. */
  public static List<Content> responses(Comparison row) {
    return LabelledResponses.of(row).responses();
  }

  private static Map<String, Double> columns(Comparison row, boolean tie) {
    var columns = new HashMap<>(row.columns());
    double weight = row.feedback().mark().weight();
    if (weight != 1) columns.put(Objective.ROW_WEIGHT, weight);
    if (tie) columns.put(Coefficient.ByTie.COLUMN, 1.0);
    return columns;
  }
}
