package org.penchant.align.reward.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.penchant.core.io.Json;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.problems.Problems;
import org.penchant.data.read.Column;

/**
 * The traces of a row's answers, in its column {@code traces}: a list of {@code {answer, steps:
 * [{thought, tool, input, observation}], work}}. A trace is found by the answer it is of, so that
 * rows may be turned round and filtered; equal answers share one.
 */
public final class RowTraces {
  private static final String COLUMN = Column.TRACES.key();

  /** A trace as data has it. */
  private record Written(String answer, List<Trace.Step> steps, String work) {}

  private RowTraces() {}

  /** The trace of an answer; what is wrong with the row's traces goes to {@code problems}. */
  public static Optional<Trace> of(Comparison row, Content answer, Problems problems) {
    String text = answer.plain();
    JsonNode list = Json.mapper().valueToTree(row.template().getOrDefault(COLUMN, List.of()));
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i).path("answer").isTextual()
          && !list.get(i).path("answer").textValue().equals(text)) continue;
      try {
        var found = Json.mapper().convertValue(list.get(i), Written.class);
        return Optional.of(new Trace(row.prompt().plain(), text, found.steps(), found.work()));
      } catch (IllegalArgumentException wrong) {
        problems.error(
            row.provenance() + " " + COLUMN + "[" + i + "]",
            list.get(i),
            "is no trace: an object of answer, steps and work; a step has thought, tool, input and"
                + " observation; all but steps are texts",
            "'reward trace' writes such rows; see docs/data.md");
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Whether the row has a trace for every answer. */
  public static boolean complete(Comparison row) {
    var problems = new Problems();
    return row.candidates().stream().allMatch(c -> of(row, c.content(), problems).isPresent());
  }

  /** The row with these traces instead of those it had, one for each answer that is another. */
  public static Comparison with(Comparison row, List<Trace> traces) {
    var list = new ArrayList<Object>();
    var answers = new ArrayList<String>();
    for (var trace : traces) {
      if (answers.contains(trace.answer())) continue;
      answers.add(trace.answer());
      list.add(
          Json.mapper()
              .convertValue(
                  new Written(trace.answer(), trace.steps(), trace.work()), Object.class));
    }
    var template = new HashMap<>(row.template());
    if (list.isEmpty()) template.remove(COLUMN);
    else template.put(COLUMN, list);
    return row.withTemplate(template);
  }
}
