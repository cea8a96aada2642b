package org.penchant.data.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.penchant.core.preference.Feedback;
import org.penchant.core.preference.Feedback.Ranking;
import org.penchant.core.preference.Feedback.Rating;
import org.penchant.core.preference.Mark;

/** Reads ranks and scores; null after a reported mistake. */
record ListFeedback(Cells cells) {
  /** The name of scores that the data gives no name. */
  static final String SCORE = "score";

  /** Ranks 1 (best) to n; equal ranks tie; null leaves a response out. */
  @Nullable Feedback ranks(int responses, Mark mark) {
    String name = cells.name(Column.RANKS);
    ArrayNode ranks = cells.list(Column.RANKS);
    if (ranks == null || !sized(name, ranks, responses)) return null;
    var groups = new TreeMap<Integer, List<Integer>>();
    for (int i = 0; i < ranks.size(); i++) {
      JsonNode rank = ranks.get(i);
      if (rank.isNull()) continue;
      double value = rank.isNumber() ? rank.doubleValue() : Double.NaN;
      if (value != Math.rint(value) || value < 1 || value > responses)
        cells.fail(
            name + "[" + i + "]",
            rank,
            "a rank must be a whole number from 1, the best, to " + responses,
            value == 0 ? "add 1 to every rank" : "correct the rank, or write null for unranked");
      else groups.computeIfAbsent((int) value, _ -> new ArrayList<>()).add(i);
    }
    if (groups.isEmpty() && !cells.failed())
      cells.fail(name, ranks, "must rank at least one response", "drop the row");
    return cells.failed() ? null : new Ranking(List.copyOf(groups.values()), mark);
  }

  /** A list of scores, or an object of such lists by dimension. */
  @Nullable Feedback scores(int responses, Mark mark) {
    String name = cells.name(Column.SCORES);
    JsonNode value = cells.parsed(Column.SCORES);
    if (value == null) return null;
    var scores = new LinkedHashMap<String, List<Double>>();
    if (value instanceof ObjectNode dimensions && !dimensions.isEmpty())
      for (var entry : dimensions.properties())
        scores.put(
            entry.getKey(), numbers(name + "." + entry.getKey(), entry.getValue(), responses));
    else scores.put(SCORE, numbers(name, value, responses));
    return cells.failed() ? null : new Rating(scores, mark);
  }

  /** The score of one reply, or an object of scores by dimension. */
  @Nullable Feedback rating(Mark mark) {
    String name = cells.name(Column.RATING);
    JsonNode value = cells.parsed(Column.RATING);
    if (value == null) return null;
    var scores = new LinkedHashMap<String, List<Double>>();
    if (value instanceof ObjectNode dimensions && !dimensions.isEmpty())
      for (var entry : dimensions.properties())
        scores.put(entry.getKey(), one(name + "." + entry.getKey(), entry.getValue()));
    else scores.put(SCORE, one(name, value));
    return cells.failed() ? null : new Rating(scores, mark);
  }

  private List<Double> one(String name, JsonNode value) {
    OptionalDouble number = cells.number(name, value, -Double.MAX_VALUE, Double.MAX_VALUE);
    return number.isPresent() ? List.of(number.getAsDouble()) : List.of();
  }

  private List<Double> numbers(String name, JsonNode list, int responses) {
    var numbers = new ArrayList<Double>();
    if (!(list instanceof ArrayNode values)) {
      cells.fail(
          name,
          list,
          "must be a list of numbers, not " + Json.kind(list),
          "write a number for each response");
      return numbers;
    }
    if (!sized(name, values, responses)) return numbers;
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i).isNull()) numbers.add(Double.NaN);
      else numbers.addAll(one(name + "[" + i + "]", values.get(i)));
    }
    return numbers;
  }

  private boolean sized(String name, ArrayNode list, int responses) {
    if (list.size() == responses) return true;
    cells.fail(
        name,
        list,
        "must have one entry for each of the " + responses + " responses, not " + list.size(),
        "write null where an entry is missing");
    return false;
  }
}
