package org.penchant.data.write;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.penchant.core.preference.Candidate;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback;
import org.penchant.core.preference.Feedback.Pairwise;
import org.penchant.core.preference.Feedback.Ranking;
import org.penchant.core.preference.Feedback.Rating;
import org.penchant.core.preference.Feedback.Unary;
import org.penchant.core.preference.Lineage;
import org.penchant.core.preference.Mark;
import org.penchant.core.preference.Message;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;

/**
 * One comparison as one JSON object on one line, its keys in a fixed order.
 *
 * <p>A decided pair becomes {@code prompt, chosen, rejected}, the preferred candidate first; a vote
 * that may tie {@code prompt, responses, outcome}; a ranking {@code prompt, responses, ranks} with
 * 1 the best; scores {@code prompt, responses, scores}, of one reply {@code prompt, completion,
 * rating}; steps {@code prompt, completions, labels}, a line a step; a labelled reply {@code
 * prompt, completion, label}. Where the prompt is a dialogue without messages, a good reply becomes
 * {@code messages} and a pair has the prompt {@code []}: its dialogues have prompts of their own.
 * What a row was made of becomes {@code provenance: {from: [{file, row}], steps}}. Names of
 * candidates are not written, and a demonstration with a prompt is written as a good reply. The
 * line is plain JSON in which nothing but LF ends a line anywhere: U+0085, U+2028, U+2029 and
 * surrogates that stand alone are escaped.
 */
public final class RowEncoder {
  private final ObjectMapper mapper = new ObjectMapper();

  /**
   * The row as a decided pair where it is one.
   *
   * @throws ProblemsException with {@link ExitCode#BAD_DATA} if the conventions have no columns for
   *     its feedback
   */
  public String encode(Comparison row) {
    return encode(row, false);
  }

  /** As {@link #encode(Comparison)}, but a pair is written as a vote where {@code votes} is set. */
  String encode(Comparison row, boolean votes) {
    ObjectNode node = mapper.createObjectNode();
    boolean pair = row.feedback() instanceof Pairwise;
    boolean steps = row.feedback() instanceof Feedback.Stepwise;
    if (pair || steps || !empty(row.prompt())) content(node, "prompt", row.prompt());
    feedback(node, row, votes);
    marks(node, row.feedback().mark());
    new TreeMap<>(row.columns()).forEach(node::put);
    new TreeMap<>(row.template())
        .forEach((name, value) -> node.set(name, mapper.valueToTree(value)));
    if (!row.provenance().lineage().isEmpty()) lineage(node, row.provenance().lineage());
    try {
      return LineSafe.escape(mapper.writeValueAsString(node));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values did not encode", e);
    }
  }

  /** The columns that hold what the row says. */
  static String convention(Comparison row, boolean votes) {
    return switch (row.feedback()) {
      case Pairwise _ when votes -> "prompt, responses, outcome";
      case Pairwise _ -> "prompt, chosen, rejected";
      case Ranking _ -> "prompt, responses, ranks";
      case Rating _ when row.candidates().size() == 1 -> "prompt, completion, rating";
      case Rating _ -> "prompt, responses, scores";
      case Unary unary ->
          unary.good() && empty(row.prompt()) ? "messages" : "prompt, completion, label";
      case Feedback.Stepwise _ -> "prompt, completions, labels";
    };
  }

  private void feedback(ObjectNode node, Comparison row, boolean votes) {
    switch (row.feedback()) {
      case Pairwise pair when row.isDecidedPair() && !votes -> {
        content(node, "chosen", row.chosen().content());
        content(node, "rejected", row.rejected().content());
        if (pair.strength() != 1) node.put("strength", pair.strength());
      }
      case Pairwise pair -> {
        responses(node, row.candidates());
        node.put("outcome", pair.outcome().name().toLowerCase(Locale.ROOT));
        if (pair.strength() != 1) node.put("strength", pair.strength());
      }
      case Ranking ranking -> {
        responses(node, row.candidates());
        node.set("ranks", ranks(ranking, row.candidates().size()));
      }
      case Rating rating when row.candidates().size() == 1 -> {
        content(node, "completion", row.candidates().getFirst().content());
        node.set("rating", rating(rating));
      }
      case Rating rating -> {
        responses(node, row.candidates());
        node.set("scores", scores(rating));
      }
      case Unary unary when unary.good() && empty(row.prompt()) ->
          content(node, "messages", row.candidates().getFirst().content());
      case Unary unary -> {
        content(node, "completion", row.candidates().getFirst().content());
        node.put("label", unary.good());
      }
      case Feedback.Stepwise steps -> {
        node.set("completions", steps(row, steps.scores().size()));
        node.set("labels", numbers(steps.scores()));
      }
    }
  }

  /** The lines of the only reply. */
  private ArrayNode steps(Comparison row, int labels) {
    String text =
        switch (row.candidates().getFirst().content()) {
          case Content.Text reply -> reply.text();
          case Content.Chat chat when chat.messages().size() == 1 ->
              chat.messages().getFirst().content();
          case Content.Chat _ -> "";
        };
    ArrayNode list = mapper.createArrayNode();
    for (String line : text.split("\n", -1)) list.add(line);
    boolean blank = text.lines().anyMatch(String::isBlank) || text.indexOf('\r') >= 0;
    if (list.size() == labels && !blank && !text.isBlank()) return list;
    throw ProblemsException.of(
        ExitCode.BAD_DATA,
        row.provenance().toString(),
        list.size() + " lines, " + labels + " labels",
        "scores of steps are written of one reply with a line a step",
        "write each step on one line that is not blank");
  }

  private ArrayNode ranks(Ranking ranking, int candidates) {
    Integer[] ranks = new Integer[candidates];
    int rank = 1;
    for (List<Integer> group : ranking.groups()) {
      for (int member : group) ranks[member] = rank;
      rank += group.size();
    }
    ArrayNode list = mapper.createArrayNode();
    for (Integer value : ranks) list.add(value);
    return list;
  }

  private JsonNode rating(Rating rating) {
    ObjectNode dimensions = mapper.createObjectNode();
    rating.scores().forEach((name, values) -> dimensions.put(name, values.getFirst()));
    return dimensions.size() == 1 && dimensions.has("score") ? dimensions.get("score") : dimensions;
  }

  private JsonNode scores(Rating rating) {
    if (rating.scores().size() == 1 && rating.scores().containsKey("score"))
      return numbers(rating.scores().getOrDefault("score", List.of()));
    ObjectNode dimensions = mapper.createObjectNode();
    rating.scores().forEach((name, values) -> dimensions.set(name, numbers(values)));
    return dimensions;
  }

  private ArrayNode numbers(List<Double> values) {
    ArrayNode list = mapper.createArrayNode();
    for (double value : values) {
      if (Double.isNaN(value)) list.addNull();
      else list.add(value);
    }
    return list;
  }

  private void responses(ObjectNode node, List<Candidate> candidates) {
    var list = new ArrayList<JsonNode>();
    for (Candidate candidate : candidates) list.add(tree(candidate.content()));
    node.putArray("responses").addAll(list);
  }

  private static boolean empty(Content prompt) {
    return prompt instanceof Content.Chat chat && chat.messages().isEmpty();
  }

  private void content(ObjectNode node, String name, Content content) {
    node.set(name, tree(content));
  }

  private JsonNode tree(Content content) {
    return switch (content) {
      case Content.Text text -> mapper.getNodeFactory().textNode(text.text());
      case Content.Chat chat -> {
        ArrayNode list = mapper.createArrayNode();
        for (Message message : chat.messages()) {
          ObjectNode turn = list.addObject();
          turn.put("role", message.role()).put("content", message.content());
          new TreeMap<>(message.extra())
              .forEach((name, value) -> turn.set(name, mapper.valueToTree(value)));
        }
        yield list;
      }
    };
  }

  private static void lineage(ObjectNode node, Lineage lineage) {
    ObjectNode made = node.putObject("provenance");
    ArrayNode from = made.putArray("from");
    for (var source : lineage.sources())
      from.addObject().put("file", source.file()).put("row", source.row());
    ArrayNode steps = made.putArray("steps");
    lineage.steps().forEach(steps::add);
  }

  private static void marks(ObjectNode node, Mark mark) {
    mark.annotator().ifPresent(name -> node.put("annotator", name));
    if (mark.weight() != 1) node.put("weight", mark.weight());
    mark.time().ifPresent(time -> node.put("time", time));
    mark.rationale().ifPresent(text -> node.put("rationale", text));
  }
}
