package org.penchant.data.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback;
import org.penchant.core.preference.Feedback.Outcome;
import org.penchant.core.preference.Feedback.Pairwise;
import org.penchant.core.preference.Feedback.Unary;
import org.penchant.core.preference.Mark;

/** Reads replies that are ranked, scored, labelled or to be imitated; null after a mistake. */
record ReplyColumns(Cells cells, Mark mark) {
  @Nullable Said list(Format format) {
    Content prompt = cells.content(Column.PROMPT);
    ArrayNode list = cells.list(Column.RESPONSES);
    if (prompt == null || list == null) return null;
    String name = cells.name(Column.RESPONSES);
    if (list.isEmpty() || (format == Format.VOTE && list.size() != 2)) {
      cells.fail(
          name,
          list,
          "must hold " + (format == Format.VOTE ? "two responses" : "at least one response"),
          "complete the list, or drop the row");
      return null;
    }
    var responses = new ArrayList<Content>();
    for (int i = 0; i < list.size(); i++) {
      Content response = cells.content(name + "[" + i + "]", list.get(i));
      if (response != null) responses.add(response);
    }
    if (responses.size() < list.size() || !cells.sameKind(Column.PROMPT, prompt, responses))
      return null;
    var lists = new ListFeedback(cells);
    Feedback feedback =
        switch (format) {
          case RANKED -> lists.ranks(responses.size(), mark);
          case SCORED -> lists.scores(responses.size(), mark);
          default -> outcome();
        };
    return feedback == null ? null : new Said(prompt, responses, feedback, false);
  }

  private @Nullable Feedback outcome() {
    JsonNode value = cells.required(Column.OUTCOME);
    if (value == null) return null;
    double strength = cells.number(cells.name(Column.STRENGTH), 0, 1).orElse(1);
    for (Outcome outcome : Outcome.values())
      if (outcome.name().toLowerCase(Locale.ROOT).equals(value.asText()))
        return new Pairwise(outcome, strength, mark);
    cells.fail(
        cells.name(Column.OUTCOME),
        value,
        "must be first, second, tie or both_bad",
        "translate the outcome");
    return null;
  }

  @Nullable Said single(Format format) {
    Content prompt = cells.content(Column.PROMPT);
    Content completion = cells.content(Column.COMPLETION);
    Feedback feedback =
        switch (format) {
          case UNPAIRED -> label();
          case RATED -> new ListFeedback(cells).rating(mark);
          default -> new Unary(true, mark);
        };
    if (prompt == null || completion == null || feedback == null) return null;
    if (!cells.sameKind(Column.PROMPT, prompt, List.of(completion))) return null;
    return new Said(prompt, List.of(completion), feedback, false);
  }

  private @Nullable Feedback label() {
    JsonNode value = cells.parsed(Column.LABEL);
    if (value == null) return null;
    if (value.isBoolean()) return new Unary(value.booleanValue(), mark);
    boolean bit = value.isNumber() && (value.doubleValue() == 0 || value.doubleValue() == 1);
    if (bit) return new Unary(value.doubleValue() == 1, mark);
    cells.fail(
        cells.name(Column.LABEL), value, "must be true or false, or 1 or 0", "translate the label");
    return null;
  }

  @Nullable Said whole(Format format) {
    if (format == Format.TEXT) {
      Content text = cells.content(Column.TEXT);
      if (text == null) return null;
      return new Said(Content.of(""), List.of(text), new Unary(true, mark), false);
    }
    ArrayNode list = cells.list(Column.MESSAGES);
    Content chat = list == null ? null : cells.content(cells.name(Column.MESSAGES), list);
    return chat == null
        ? null
        : new Said(Content.of(List.of()), List.of(chat), new Unary(true, mark), false);
  }
}
