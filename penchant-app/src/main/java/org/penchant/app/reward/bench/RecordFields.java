package org.penchant.app.reward.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.core.io.Json;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Message;
import org.penchant.core.problems.Problems;
import org.penchant.data.read.RecordReader.Found;

/** The columns of one record by their meaning; what is wrong with them goes to the problems. */
record RecordFields(Found row, Map<Field, String> named, Problems problems) {
  /** The value, or nothing where the column is absent or null. */
  Optional<JsonNode> value(Field field) {
    String own = named.get(field);
    for (String name : own == null ? field.names() : List.of(own)) {
      JsonNode node = row.fields().get(name);
      if (node != null && !node.isNull()) return Optional.of(parsed(node));
    }
    return Optional.empty();
  }

  /** Lists in CSV stand as JSON. */
  private JsonNode parsed(JsonNode node) {
    if (row.typed() || !node.isTextual() || !node.textValue().strip().startsWith("[")) return node;
    try {
      return Json.mapper().readTree(node.textValue());
    } catch (JsonProcessingException plain) {
      return node;
    }
  }

  /** A column that must be there. */
  Optional<JsonNode> required(Field field) {
    var value = value(field);
    if (value.isEmpty())
      problems.error(
          row.place(),
          "column " + field.key(),
          "is missing; looked for "
              + (named.containsKey(field) ? named.get(field) : String.join(", ", field.names())),
          "add it, or name the column that holds it");
    return value;
  }

  Optional<Content> content(Field field) {
    return required(field).flatMap(node -> content(field, node));
  }

  /** Text, a number or truth value as its text, or a list of messages. */
  Optional<Content> content(Field field, JsonNode node) {
    if (node.isValueNode()) return Optional.of(Content.of(node.asText()));
    if (node.isArray() && !node.isEmpty()) {
      var messages = new ArrayList<Message>();
      for (var turn : node)
        if (turn.path("role").isTextual() && turn.path("content").isTextual())
          messages.add(new Message(turn.get("role").textValue(), turn.get("content").textValue()));
      if (messages.size() == node.size()) return Optional.of(Content.of(messages));
    }
    problems.error(
        row.place(),
        field.key() + " " + node,
        "must be text or a list of messages with role and content",
        "mend the row");
    return Optional.empty();
  }

  /** The prompt, with the input that some files keep apart after an empty line. */
  Optional<Content> prompt() {
    String input = text(Field.INPUT, "");
    return content(Field.PROMPT)
        .map(p ->
            p instanceof Content.Text(var t) && !input.isEmpty()
                ? Content.of(t + "\n\n" + input)
                : p);
  }

  /** Every annotator's vote. */
  List<String> votes() {
    return List.copyOf(votesByName().values());
  }

  /**
   * Every annotator's vote by name: of a list, whose members are annotator1 and so on; of the
   * columns named; or of columns annotator1 and so on.
   */
  Map<String, String> votesByName() {
    var votes = new LinkedHashMap<String, String>();
    String own = named.getOrDefault(Field.VOTES, "");
    if (!own.contains(",") && value(Field.VOTES).isPresent()) {
      for (String vote : texts(Field.VOTES)) votes.put("annotator" + (votes.size() + 1), vote);
      return votes;
    }
    var names = new ArrayList<String>();
    if (own.isEmpty())
      row.fields()
          .fieldNames()
          .forEachRemaining(n -> {
            if (n.matches("annotator_?\\d+")) names.add(n);
          });
    else for (String name : own.split(",")) names.add(name.strip());
    for (String name : names) {
      String vote = row.fields().path(name).asText("");
      if (!vote.isBlank()) votes.put(name, vote);
    }
    return votes;
  }

  /** Exactly three texts. */
  List<Content> three(Field field) {
    var node = required(field);
    if (node.isEmpty()) return List.of();
    if (!node.get().isArray() || node.get().size() != 3) {
      problems.error(
          row.place(),
          field.key() + " " + node.get(),
          "must be a list of three answers: concise, detailed, detailed in Markdown",
          "mend the row, or choose another format");
      return List.of();
    }
    var all = new ArrayList<Content>();
    for (var one : node.get()) content(field, one).ifPresent(all::add);
    return all.size() == 3 ? all : List.of();
  }

  /** Text of any scalar; {@code otherwise} where there is none. */
  String text(Field field, String otherwise) {
    return value(field).map(JsonNode::asText).filter(t -> !t.isBlank()).orElse(otherwise);
  }

  /** Texts of a list, or one text alone. */
  List<String> texts(Field field) {
    var node = value(field);
    if (node.isEmpty()) return List.of();
    if (!node.get().isArray()) return List.of(node.get().asText());
    var all = new ArrayList<String>();
    node.get().forEach(one -> all.add(one.isTextual() ? one.textValue() : one.toString()));
    return all;
  }

  String id() {
    return text(Field.ID, row.place());
  }

  String group() {
    return text(Field.GROUP, text(Field.SUBSET, "all"));
  }

  void error(String value, String rule, String remedy) {
    problems.error(row.place(), value, rule, remedy);
  }
}
