package org.penchant.data.read;

import static java.util.Locale.ROOT;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Lineage;
import org.penchant.core.problems.Problems;

/** The values of one row by what they mean; every one that breaks a rule is reported. */
final class Cells {
  /** How Python writes truth values into CSV. */
  private static final Pattern PYTHON_TRUTH = Pattern.compile("True|False|TRUE|FALSE");

  private final Row row;
  private final ColumnNames names;
  private final ObjectMapper mapper;
  private final Problems problems;
  private boolean failed;

  Cells(Row row, ColumnNames names, ObjectMapper mapper, Problems problems) {
    this.row = row;
    this.names = names;
    this.mapper = mapper;
    this.problems = problems;
  }

  /** Whether a rule was broken. */
  boolean failed() {
    return failed;
  }

  void fail(String name, JsonNode value, String rule, String remedy) {
    fail(name + " = " + (value.isTextual() ? '"' + value.textValue() + '"' : value), rule, remedy);
  }

  void fail(String value, String rule, String remedy) {
    failed = true;
    problems.error(row.place(), value, rule, remedy);
  }

  String name(Column column) {
    String name = names.find(column, row.fields());
    return name == null ? names.expected(column) : name;
  }

  /** The value, or null where it is absent, null, or an empty cell of a container of text. */
  @Nullable JsonNode optional(String name) {
    JsonNode value = row.fields().get(name);
    if (value == null || value.isNull()) return null;
    return !row.typed() && value.textValue().isBlank() ? null : value;
  }

  /** The value, which must be there. */
  @Nullable JsonNode required(Column column) {
    JsonNode value = row.fields().get(name(column));
    if (value != null && !value.isNull()) return value;
    fail(name(column), "must not be null", "fill the column in every row");
    return null;
  }

  /** Text, or messages; null after a reported mistake. */
  @Nullable Content content(Column column) {
    JsonNode value = required(column);
    return value == null ? null : content(name(column), value);
  }

  @Nullable Content content(String name, JsonNode value) {
    if (value instanceof ArrayNode list) return new Messages(this).read(name, list);
    if (!value.isTextual()) {
      fail(
          name,
          value,
          "must be text or a list of {role, content}, not " + Json.kind(value),
          "write the text itself, or messages");
      return null;
    }
    String text = value.textValue();
    if (!row.typed() && text.startsWith("[{") && json(text) instanceof ArrayNode list) {
      boolean messages = true;
      for (JsonNode turn : list) messages &= turn.has("role") && turn.has("content");
      if (messages) return new Messages(this).read(name, list);
    }
    return Content.of(text);
  }

  /** The value, read as JSON where the container holds only text and it is JSON. */
  @Nullable JsonNode parsed(Column column) {
    JsonNode value = required(column);
    if (value == null || row.typed()) return value;
    String text = value.textValue().strip();
    JsonNode json = json(PYTHON_TRUTH.matcher(text).matches() ? text.toLowerCase(ROOT) : text);
    return json == null ? value : json;
  }

  /** A list; null after a reported mistake. */
  @Nullable ArrayNode list(Column column) {
    JsonNode value = parsed(column);
    if (value == null || value instanceof ArrayNode) return (ArrayNode) value;
    fail(name(column), value, "must be a list, not " + Json.kind(value), "write a JSON list");
    return null;
  }

  /** A finite number in [least, most], or empty where the column is empty or broken. */
  OptionalDouble number(String name, double least, double most) {
    JsonNode value = optional(name);
    return value == null ? OptionalDouble.empty() : number(name, value, least, most);
  }

  OptionalDouble number(String name, JsonNode value, double least, double most) {
    if (!numeric(value)) {
      fail(name, value, "must be a number, not " + Json.kind(value), "write a plain number");
      return OptionalDouble.empty();
    }
    double number =
        value.isNumber() ? value.doubleValue() : Numbers.parse(value.textValue()).orElseThrow();
    if (!Double.isFinite(number)) {
      fail(name + " = " + number, "must be a finite number", "give a number or leave it out");
      return OptionalDouble.empty();
    }
    if (number < least || number > most) {
      fail(
          name + " = " + number,
          "must be "
              + (most == Double.MAX_VALUE
                  ? "at least " + least
                  : "in [" + least + ", " + most + "]"),
          "correct the value");
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(number);
  }

  /** Text of a scalar: text as it is, whole numbers as digits. */
  Optional<String> word(Column column) {
    return word(name(column));
  }

  /** The same of a column under any name. */
  Optional<String> word(String name) {
    JsonNode value = optional(name);
    if (value == null) return Optional.empty();
    if (value.isTextual() || value.isNumber()) return Optional.of(value.asText());
    fail(name, value, "must be text or a number, not " + Json.kind(value), "write a name");
    return Optional.empty();
  }

  /** Whether a column holds a number here. */
  boolean numeric(String name) {
    JsonNode value = optional(name);
    return value != null && numeric(value);
  }

  private boolean numeric(JsonNode value) {
    return value.isNumber()
        || (!row.typed() && value.isTextual() && Numbers.parse(value.textValue()).isPresent());
  }

  /** A list or an object; either as it is or as JSON in text. */
  @Nullable JsonNode structure(Column column, boolean list) {
    JsonNode value = optional(name(column));
    if (value == null) return null;
    JsonNode found = value.isTextual() ? json(value.textValue()) : value;
    if (list ? found instanceof ArrayNode : found instanceof ObjectNode) return found;
    fail(
        name(column),
        value,
        "must be " + (list ? "a list" : "an object") + ", not " + Json.kind(value),
        "write it as JSON");
    return null;
  }

  /** What the row was made of; nothing where the column is absent or means something else. */
  Lineage lineage() {
    JsonNode value = row.fields().get(name(Column.PROVENANCE));
    JsonNode found = value != null && value.isTextual() ? json(value.textValue()) : value;
    if (found == null || !found.path("from").isArray() || !found.path("steps").isArray())
      return Lineage.NONE;
    var sources = new ArrayList<Lineage.Source>();
    for (JsonNode from : found.path("from"))
      sources.add(new Lineage.Source(from.path("file").asText(), from.path("row").asLong()));
    var steps = new ArrayList<String>();
    for (JsonNode step : found.path("steps")) steps.add(step.asText());
    return new Lineage(sources, steps);
  }

  /** Whether all are text or all are messages; a mixture is reported. */
  boolean sameKind(Column column, Content first, List<Content> others) {
    for (Content other : others) {
      if (first.getClass() == other.getClass()) continue;
      fail(
          name(column) + (first instanceof Content.Chat ? " = messages" : " = text"),
          "prompt and replies must all be text or all be messages",
          "write them in one of the two ways");
      return false;
    }
    return true;
  }

  /** A plain Java value: maps, lists, text, numbers, truth values. */
  Object plain(JsonNode node) {
    return mapper.convertValue(node, Object.class);
  }

  private @Nullable JsonNode json(String text) {
    try {
      return mapper.readTree(text);
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
