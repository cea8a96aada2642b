package org.penchant.papers.claim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Cases as data: {@code {n: [2000, 300], eps: 0.1}} is two cases, the product of its lists. */
final class Cases {
  private Cases() {}

  /** All combinations of values; one empty case of an empty object. */
  static List<Map<String, JsonNode>> expand(JsonNode cases) {
    var all = new ArrayList<Map<String, JsonNode>>();
    all.add(new LinkedHashMap<>());
    for (var entry : cases.properties()) {
      var values = entry.getValue().isArray() ? entry.getValue() : list(entry.getValue());
      var longer = new ArrayList<Map<String, JsonNode>>();
      for (var before : all)
        for (var value : values) {
          var one = new LinkedHashMap<>(before);
          one.put(entry.getKey(), value);
          longer.add(one);
        }
      all.clear();
      all.addAll(longer);
    }
    return all;
  }

  static String name(Map<String, JsonNode> values) {
    return values.entrySet().stream()
        .map(e -> e.getKey() + "=" + text(e.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }

  /** Whether the case has one of the values asked for under each name. */
  static boolean matches(Map<String, JsonNode> values, JsonNode asked) {
    for (var entry : asked.properties()) {
      var here = values.get(entry.getKey());
      if (here == null) return false;
      var wanted = entry.getValue().isArray() ? entry.getValue() : list(entry.getValue());
      boolean found = false;
      for (var value : wanted) found |= same(here, value);
      if (!found) return false;
    }
    return true;
  }

  private static boolean same(JsonNode a, JsonNode b) {
    return a.isNumber() && b.isNumber() ? a.doubleValue() == b.doubleValue() : a.equals(b);
  }

  /** An enum constant as data writes it. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static JsonNode list(JsonNode value) {
    return JsonNodeFactory.instance.arrayNode().add(value);
  }
}
