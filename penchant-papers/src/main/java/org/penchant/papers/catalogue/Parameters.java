package org.penchant.papers.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Filling parameters into a composition, and laying one term's changes over another's. */
public final class Parameters {
  private static final Pattern NAME = Pattern.compile("\\$([a-z-]+)");

  private Parameters() {}

  /**
   * {@code $name} becomes the parameter's value, in which other names may stand, {@code
   * =arithmetic} its result.
   */
  public static JsonNode fill(JsonNode node, Map<String, JsonNode> settings) {
    if (node.isTextual() && node.textValue().startsWith("$"))
      return fill(get(node.textValue().substring(1), settings), settings);
    if (node.isTextual() && node.textValue().startsWith("="))
      return DoubleNode.valueOf(
          Arithmetic.of(node.textValue().substring(1), name -> number(name, settings)));
    if (node.isTextual() && node.textValue().contains("$"))
      return TextNode.valueOf(
          NAME.matcher(node.textValue())
              .replaceAll(name -> Matcher.quoteReplacement(get(name.group(1), settings).asText())));
    if (node.isObject()) {
      var filled = JsonNodeFactory.instance.objectNode();
      node.properties().forEach(e -> filled.set(e.getKey(), fill(e.getValue(), settings)));
      return filled;
    }
    if (node.isArray()) {
      var filled = JsonNodeFactory.instance.arrayNode();
      node.forEach(item -> filled.add(fill(item, settings)));
      return filled;
    }
    return node;
  }

  /**
   * The components of {@code change} replace those of {@code base}, if both are terms of a kind; an
   * empty change leaves it.
   */
  static ObjectNode merge(ObjectNode base, ObjectNode change) {
    if (change.isEmpty()) return base;
    String kind = change.fieldNames().next();
    if (!base.has(kind)) return change;
    var components = ((ObjectNode) base.get(kind)).deepCopy();
    components.setAll((ObjectNode) change.get(kind));
    return JsonNodeFactory.instance.objectNode().set(kind, components);
  }

  private static double number(String name, Map<String, JsonNode> settings) {
    var value = get(name, settings);
    if (!value.isNumber())
      throw new IllegalArgumentException(name + " = " + value + ", must be a number");
    return value.doubleValue();
  }

  private static JsonNode get(String name, Map<String, JsonNode> settings) {
    var value = settings.get(name);
    if (value == null) throw new IllegalArgumentException("no parameter " + name);
    return value;
  }
}
