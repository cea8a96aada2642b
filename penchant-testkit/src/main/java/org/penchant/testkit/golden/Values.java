package org.penchant.testkit.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Named values of a golden case, read by type. A number is a JSON number or one of the strings
 * "NaN", "Infinity", "-Infinity".
 *
 * @param place where they stand, for messages
 * @param node the JSON object they are the fields of
 */
public record Values(String place, JsonNode node) {
  public boolean has(String key) {
    return node.has(key);
  }

  public double number(String key) {
    return toNumber(key, get(key));
  }

  public int integer(String key) {
    var value = get(key);
    if (!value.canConvertToExactIntegral() || !value.canConvertToInt())
      throw wrong(key, value, "an integer");
    return value.intValue();
  }

  public boolean flag(String key) {
    var value = get(key);
    if (!value.isBoolean()) throw wrong(key, value, "true or false");
    return value.booleanValue();
  }

  public String text(String key) {
    var value = get(key);
    if (!value.isTextual()) throw wrong(key, value, "a text");
    return value.textValue();
  }

  public double[] numbers(String key) {
    return toNumbers(key, get(key));
  }

  /** The rows of an array of arrays; they may differ in length. */
  public double[][] rows(String key) {
    var rows = new ArrayList<double[]>();
    for (var row : array(key, get(key))) rows.add(toNumbers(key, row));
    return rows.toArray(double[][]::new);
  }

  public List<String> texts(String key) {
    var texts = new ArrayList<String>();
    for (var item : array(key, get(key))) {
      if (!item.isTextual()) throw wrong(key, item, "a text");
      texts.add(item.textValue());
    }
    return List.copyOf(texts);
  }

  private JsonNode get(String key) {
    var value = node.get(key);
    if (value == null) throw new AssertionError(place + " lacks " + key);
    return value;
  }

  private double[] toNumbers(String key, JsonNode array) {
    array(key, array);
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) numbers[i] = toNumber(key, array.get(i));
    return numbers;
  }

  private double toNumber(String key, JsonNode value) {
    if (value.isNumber()) return value.doubleValue();
    return switch (value.asText()) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> throw wrong(key, value, "a number");
    };
  }

  private JsonNode array(String key, JsonNode value) {
    if (!value.isArray()) throw wrong(key, value, "an array");
    return value;
  }

  private AssertionError wrong(String key, JsonNode value, String kind) {
    return new AssertionError(place + ": " + key + " = " + value + " is not " + kind);
  }
}
