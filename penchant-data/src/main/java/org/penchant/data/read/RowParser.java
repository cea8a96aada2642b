package org.penchant.data.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.penchant.core.preference.Candidate;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback;
import org.penchant.core.preference.Feedback.Outcome;
import org.penchant.core.preference.Feedback.Pairwise;
import org.penchant.core.preference.Feedback.Unary;
import org.penchant.core.preference.Mark;
import org.penchant.core.preference.Message;
import org.penchant.core.preference.Provenance;
import org.penchant.core.problems.Problems;
import org.penchant.data.write.RowEncoder;

/** Turns the columns of a row into a comparison; every broken rule is a problem of that row. */
final class RowParser {
  private static final List<Column> NUMBERS =
      List.of(Column.MARGIN, Column.CHOSEN_RATING, Column.REJECTED_RATING);

  private final ColumnNames names;
  private final Problems problems;
  private final ObjectMapper mapper;
  private final RowEncoder encoder = new RowEncoder();
  private final MessageDigest digest = Input.sha256();

  RowParser(ColumnNames names, ReadOptions options, Problems problems) {
    this.names = names;
    this.problems = problems;
    this.mapper = Json.mapper(options.lineLimit());
  }

  /** What a row says before its marks and columns are known. */
  private record Said(
      Content prompt, List<Content> candidates, Feedback feedback, boolean mismatch) {}

  /** The comparison and its faults, or null after reported mistakes. */
  @Nullable ReadRow parse(Row row, Format format) {
    var cells = new Cells(row, names, mapper, problems);
    Mark mark = mark(cells);
    Map<String, Double> columns = columns(cells);
    Map<String, Object> template = template(cells);
    Said said = said(cells, format, mark);
    if (said == null || cells.failed()) return null;
    var bare =
        new Comparison(
            said.prompt(),
            said.candidates().stream().map(Candidate::response).toList(),
            said.feedback(),
            columns,
            template,
            new Provenance(row.file(), row.index(), ""));
    byte[] hash = digest.digest(encoder.encode(bare).getBytes(StandardCharsets.UTF_8));
    var comparison =
        new Comparison(
            bare.prompt(),
            bare.candidates(),
            bare.feedback(),
            columns,
            template,
            new Provenance(row.file(), row.index(), HexFormat.of().formatHex(hash)));
    return new ReadRow(comparison, Faults.of(comparison, said.mismatch()));
  }

  private @Nullable Said said(Cells cells, Format format, Mark mark) {
    return switch (format) {
      case EXPLICIT -> explicit(cells, mark);
      case IMPLICIT -> implicit(cells, mark);
      case VOTE, RANKED, SCORED -> list(cells, format, mark);
      case UNPAIRED, RATED, COMPLETION -> single(cells, format, mark);
      case MESSAGES, TEXT -> whole(cells, format, mark);
    };
  }

  private @Nullable Said explicit(Cells cells, Mark mark) {
    Content prompt = cells.content(Column.PROMPT);
    Content chosen = cells.content(Column.CHOSEN);
    Content rejected = cells.content(Column.REJECTED);
    if (prompt == null || chosen == null || rejected == null) return null;
    if (prompt instanceof Content.Text text
        && chosen instanceof Content.Chat one
        && rejected instanceof Content.Chat two) {
      Split split = Split.of(one.messages(), two.messages());
      if (ends(split.prompt(), text)) return pair(cells, split, mark);
    }
    if (!sameKind(cells, Column.PROMPT, prompt, List.of(chosen, rejected))) return null;
    return pair(cells, new Split(prompt, chosen, rejected, false), mark);
  }

  /** Some data repeats the last user turn of the dialogues as a prompt column. */
  private static boolean ends(Content shared, Content.Text prompt) {
    if (!(shared instanceof Content.Chat chat) || chat.messages().isEmpty()) return false;
    Message last = chat.messages().getLast();
    return last.role().equals("user") && last.content().equals(prompt.text());
  }

  private @Nullable Said implicit(Cells cells, Mark mark) {
    Content chosen = cells.content(Column.CHOSEN);
    Content rejected = cells.content(Column.REJECTED);
    if (chosen == null || rejected == null) return null;
    if (chosen instanceof Content.Chat one && rejected instanceof Content.Chat two)
      return pair(cells, Split.of(one.messages(), two.messages()), mark);
    if (!sameKind(cells, Column.CHOSEN, chosen, List.of(rejected))) return null;
    Optional<Split> split = Split.of(text(chosen), text(rejected));
    if (split.isPresent()) return pair(cells, split.get(), mark);
    cells.fail(
        cells.name(Column.CHOSEN) + " = \"" + text(chosen) + '"',
        "without a prompt column both texts must be dialogues with \"\\n\\nAssistant:\" turns",
        "add a prompt column");
    return null;
  }

  private static Said pair(Cells cells, Split split, Mark mark) {
    double strength = cells.number(cells.name(Column.STRENGTH), 0, 1).orElse(1);
    return new Said(
        split.prompt(),
        List.of(split.chosen(), split.rejected()),
        new Pairwise(Outcome.FIRST, strength, mark),
        split.mismatch());
  }

  private @Nullable Said list(Cells cells, Format format, Mark mark) {
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
    if (responses.size() < list.size() || !sameKind(cells, Column.PROMPT, prompt, responses))
      return null;
    var lists = new ListFeedback(cells);
    Feedback feedback =
        switch (format) {
          case RANKED -> lists.ranks(responses.size(), mark);
          case SCORED -> lists.scores(responses.size(), mark);
          default -> outcome(cells, mark);
        };
    return feedback == null ? null : new Said(prompt, responses, feedback, false);
  }

  private static @Nullable Feedback outcome(Cells cells, Mark mark) {
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

  private @Nullable Said single(Cells cells, Format format, Mark mark) {
    Content prompt = cells.content(Column.PROMPT);
    Content completion = cells.content(Column.COMPLETION);
    Feedback feedback =
        switch (format) {
          case UNPAIRED -> label(cells, mark);
          case RATED -> new ListFeedback(cells).rating(mark);
          default -> new Unary(true, mark);
        };
    if (prompt == null || completion == null || feedback == null) return null;
    if (!sameKind(cells, Column.PROMPT, prompt, List.of(completion))) return null;
    return new Said(prompt, List.of(completion), feedback, false);
  }

  private static @Nullable Feedback label(Cells cells, Mark mark) {
    JsonNode value = cells.parsed(Column.LABEL);
    if (value == null) return null;
    if (value.isBoolean()) return new Unary(value.booleanValue(), mark);
    boolean bit = value.isNumber() && (value.doubleValue() == 0 || value.doubleValue() == 1);
    if (bit) return new Unary(value.doubleValue() == 1, mark);
    cells.fail(
        cells.name(Column.LABEL), value, "must be true or false, or 1 or 0", "translate the label");
    return null;
  }

  private static @Nullable Said whole(Cells cells, Format format, Mark mark) {
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

  private static boolean sameKind(Cells cells, Column column, Content first, List<Content> others) {
    for (Content other : others) {
      if (first.getClass() == other.getClass()) continue;
      cells.fail(
          cells.name(column) + (first instanceof Content.Chat ? " = messages" : " = text"),
          "prompt and replies must all be text or all be messages",
          "write them in one of the two ways");
      return false;
    }
    return true;
  }

  private static Mark mark(Cells cells) {
    OptionalDouble weight = cells.number(cells.name(Column.WEIGHT), 0, Double.MAX_VALUE);
    return new Mark(
        cells.word(Column.ANNOTATOR),
        weight.orElse(1),
        cells.word(Column.TIME),
        cells.word(Column.RATIONALE));
  }

  private Map<String, Double> columns(Cells cells) {
    var columns = new HashMap<String, Double>();
    for (Column column : NUMBERS) number(cells, column.key(), cells.name(column), columns);
    cells
        .number(cells.name(Column.ALPHA), 0, 1)
        .ifPresent(share -> columns.put(Column.ALPHA.key(), share));
    for (String name : names.numeric()) number(cells, name, name, columns);
    return columns;
  }

  private static void number(Cells cells, String key, String name, Map<String, Double> columns) {
    cells
        .number(name, -Double.MAX_VALUE, Double.MAX_VALUE)
        .ifPresent(number -> columns.put(key, number));
  }

  private static Map<String, Object> template(Cells cells) {
    var template = new HashMap<String, Object>();
    JsonNode tools = cells.structure(Column.TOOLS, true);
    if (tools != null) template.put(Column.TOOLS.key(), cells.plain(tools));
    JsonNode options = cells.structure(Column.CHAT_TEMPLATE_KWARGS, false);
    if (options != null) template.put(Column.CHAT_TEMPLATE_KWARGS.key(), cells.plain(options));
    return template;
  }

  private static String text(Content content) {
    return content instanceof Content.Text text ? text.text() : content.plain();
  }
}
