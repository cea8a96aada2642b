package org.penchant.data.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback.Stepwise;
import org.penchant.core.preference.Mark;
import org.penchant.core.preference.Message;

/**
 * Reads a solution in steps and whether each is right; null after a mistake. The steps become one
 * reply, a line each: what rewards steps finds them again by their lines.
 */
record StepColumns(Cells cells, Mark mark) {
  @Nullable Said steps() {
    Content prompt = cells.content(Column.PROMPT);
    ArrayNode list = cells.list(Column.COMPLETIONS);
    ArrayNode labels = cells.list(Column.LABELS);
    if (prompt == null || list == null || labels == null) return null;
    String name = cells.name(Column.COMPLETIONS);
    if (list.isEmpty()) cells.fail(name, list, "must hold at least one step", "drop the row");
    var steps = new ArrayList<String>();
    for (int i = 0; i < list.size(); i++) step(name + "[" + i + "]", list.get(i), steps);
    var scores = scores(labels, list.size());
    if (cells.failed()) return null;
    String text = String.join("\n", steps);
    Content reply =
        prompt instanceof Content.Chat
            ? Content.of(List.of(new Message("assistant", text)))
            : Content.of(text);
    return new Said(prompt, List.of(reply), new Stepwise(scores, mark), false);
  }

  private void step(String name, JsonNode value, List<String> steps) {
    if (!value.isTextual()) {
      cells.fail(name, value, "must be text, not " + Json.kind(value), "write each step as a text");
      return;
    }
    String text = value.textValue();
    if (text.isBlank())
      cells.fail(name, value, "must not be blank", "take the step and its label out");
    else if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0)
      cells.fail(
          name,
          value,
          "must be one line, for steps are told apart by their lines",
          "write it on one line, or as several steps with a label each");
    else steps.add(text);
  }

  private List<Double> scores(ArrayNode labels, int steps) {
    String name = cells.name(Column.LABELS);
    var scores = new ArrayList<Double>();
    if (labels.size() != steps) {
      cells.fail(
          name,
          labels,
          "must have one entry for each of the " + steps + " steps, not " + labels.size(),
          "label every step, or take out those without a label");
      return scores;
    }
    for (int i = 0; i < steps; i++) {
      JsonNode label = labels.get(i);
      if (label.isBoolean()) scores.add(label.booleanValue() ? 1.0 : 0.0);
      else {
        OptionalDouble number = cells.number(name + "[" + i + "]", label, 0, 1);
        if (number.isPresent()) scores.add(number.getAsDouble());
      }
    }
    return scores;
  }
}
