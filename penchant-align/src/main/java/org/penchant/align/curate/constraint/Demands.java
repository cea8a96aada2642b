package org.penchant.align.curate.constraint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penchant.core.io.Json;
import org.penchant.core.parts.Codec;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.Problems;
import org.penchant.data.read.Column;

/**
 * The constraints of a row, in its column {@code constraints}: a list of constraints as data,
 * {@code {"max-words": {"words": 50}}}; with words of the prompt's own, {@code {"check": ...,
 * "text": ..., "opposite": ...}}; or judged by somebody, {@code {"text": ..., "judged": [true,
 * false], "opposite": ..., "safety": true}}.
 */
public final class Demands {
  private static final String COLUMN = Column.CONSTRAINTS.key();
  private static final Set<String> KEYS = Set.of("check", "text", "opposite", "judged", "safety");

  private Demands() {}

  /** The row's demands; what is wrong with them goes to {@code problems}, and the list is empty. */
  public static List<Demand> of(Comparison row, Problems problems) {
    JsonNode list = Json.mapper().valueToTree(row.template().getOrDefault(COLUMN, List.of()));
    var demands = new ArrayList<Demand>();
    for (int i = 0; i < list.size(); i++)
      try {
        var demand = read(list.get(i));
        if (demand.check().isEmpty() && demand.judged().size() != row.candidates().size())
          throw new IllegalArgumentException(
              "judged must have one entry for each of the row's "
                  + row.candidates().size()
                  + " candidates");
        demands.add(demand);
      } catch (IllegalArgumentException | Codec.CodecException wrong) {
        problems.error(
            row.provenance() + " " + COLUMN + "[" + i + "]",
            list.get(i),
            String.valueOf(wrong.getMessage()),
            "docs/data.md lists the constraints");
        return List.of();
      }
    return demands;
  }

  /** The row with these demands instead of those it had. */
  public static Comparison with(Comparison row, List<Demand> demands) {
    var template = new HashMap<>(row.template());
    var list =
        demands.stream().map(d -> Json.mapper().convertValue(write(d), Object.class)).toList();
    if (list.isEmpty()) template.remove(COLUMN);
    else template.put(COLUMN, list);
    return row.withTemplate(template);
  }

  /**
   * The template of a row made of these of the row's candidates, in this order: what was judged
   * follows its candidate. A place of -1 stands for a new candidate, of which nothing was judged:
   * demands that a program does not check are then left out.
   */
  public static Map<String, Object> template(Comparison row, List<Integer> candidates) {
    if (!row.template().containsKey(COLUMN)) return row.template();
    var list = Json.mapper().createArrayNode();
    for (JsonNode one : Json.mapper().<JsonNode>valueToTree(row.template().get(COLUMN))) {
      var judged = one.path("judged");
      // Another number of entries is a fault, which stays to be named where they are read.
      if (judged.size() != row.candidates().size()) list.add(one);
      else if (!candidates.contains(-1)) {
        ObjectNode moved = one.deepCopy();
        var entries = moved.putArray("judged");
        for (int c : candidates) entries.add(judged.get(c));
        list.add(moved);
      }
    }
    var template = new HashMap<>(row.template());
    if (list.isEmpty()) template.remove(COLUMN);
    else template.put(COLUMN, Json.mapper().convertValue(list, Object.class));
    return template;
  }

  private static Demand read(JsonNode node) {
    if (!node.has("check") && !node.has("judged"))
      return Demand.of(Codec.read(node, Constraint.class));
    for (var field : node.properties())
      if (!KEYS.contains(field.getKey()))
        throw new IllegalArgumentException("'" + field.getKey() + "' is not one of " + KEYS);
    Optional<Constraint> check =
        node.has("check")
            ? Optional.of(Codec.read(node.get("check"), Constraint.class))
            : Optional.empty();
    var judged = new ArrayList<Boolean>();
    for (JsonNode verdict : node.path("judged")) {
      if (!verdict.isBoolean()) throw new IllegalArgumentException("judged must be true or false");
      judged.add(verdict.booleanValue());
    }
    return new Demand(
        node.path("text").asText(check.map(Constraint::text).orElse("")),
        node.path("opposite").asText(check.map(c -> c.opposite().text()).orElse("")),
        check,
        judged,
        node.path("safety").asBoolean());
  }

  private static JsonNode write(Demand demand) {
    if (demand.check().isPresent() && demand.equals(Demand.of(demand.check().get())))
      return Codec.write(demand.check().get());
    ObjectNode node = Json.mapper().createObjectNode();
    node.put("text", demand.text());
    demand.check().ifPresent(check -> node.set("check", Codec.write(check)));
    if (demand.check().isEmpty()) node.set("judged", Json.mapper().valueToTree(demand.judged()));
    node.put("opposite", demand.opposite());
    if (demand.safety()) node.put("safety", true);
    return node;
  }
}
