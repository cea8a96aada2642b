package org.penchant.align.lm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.penchant.core.problems.Problems;

/** Typed access to the keys of config.json that reports each mistaken key once. */
final class ConfigFields {
  private final ObjectNode json;
  private final String place;
  private final Problems problems;
  private final Set<String> refused = new LinkedHashSet<>();

  ConfigFields(ObjectNode json, String place, Problems problems) {
    this.json = json;
    this.place = place;
    this.problems = problems;
  }

  void refuse(String key, String rule) {
    if (refused.add(key))
      problems.error(
          place + ", " + key,
          json.has(key) ? json.get(key) : "",
          rule,
          "use a model whose config says otherwise, or mend the key");
  }

  void refuseIfPresent(String key, String rule) {
    if (present(key)) refuse(key, rule);
  }

  void refuseUnless(String key, boolean value) {
    if (flag(key, value) != value) refuse(key, "only " + value + " is supported");
  }

  /** A positive whole number that must be there; 1 after a mistake, so that reading goes on. */
  int size(String key) {
    if (present(key)) return size(key, 1);
    refuse(key, "is missing");
    return 1;
  }

  /** A positive whole number, or the default where it is absent or null. */
  int size(String key, int absent) {
    if (!present(key)) return absent;
    JsonNode value = json.get(key);
    if (value.isInt() && value.asInt() > 0) return value.asInt();
    refuse(key, "must be a positive whole number");
    return 1;
  }

  double number(String key, double absent) {
    if (!present(key)) return absent;
    JsonNode value = json.get(key);
    if (value.isNumber() && Double.isFinite(value.asDouble())) return value.asDouble();
    refuse(key, "must be a number");
    return absent;
  }

  /** A soft cap: null means none, an absent key the default. */
  double cap(String key, double absent) {
    return json.has(key) ? number(key, 0) : absent;
  }

  boolean flag(String key, boolean absent) {
    if (!present(key)) return absent;
    if (json.get(key).isBoolean()) return json.get(key).asBoolean();
    refuse(key, "must be true or false");
    return absent;
  }

  String text(String key, String absent) {
    return present(key) ? json.get(key).asText() : absent;
  }

  List<String> texts(String key) {
    var out = new ArrayList<String>();
    json.path(key).forEach(node -> out.add(node.asText()));
    return out;
  }

  /** One id or a list of ids; empty where absent or null. */
  List<Integer> ids(String key) {
    var out = new ArrayList<Integer>();
    if (!present(key)) return out;
    JsonNode value = json.get(key);
    if (value.isInt()) out.add(value.asInt());
    else value.forEach(node -> out.add(node.asInt()));
    return out;
  }

  /** The object under a key, or a missing node. */
  JsonNode object(String key) {
    return json.path(key).isObject() ? json.path(key) : MissingNode.getInstance();
  }

  private boolean present(String key) {
    return json.hasNonNull(key);
  }
}
