package org.penchant.data.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Locale;

/** The JSON dialect taken: strict, but NaN and Infinity are read so that a rule can name them. */
final class Json {
  private Json() {}

  static ObjectMapper mapper(int longest) {
    var factory =
        JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(longest).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();
    return JsonMapper.builder(factory)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
  }

  /**
   * What is broken and in which column, in the parser's words without its references to sources.
   */
  static String broken(JsonProcessingException e) {
    String text = String.valueOf(e.getOriginalMessage());
    text = text.replaceAll("\\s*\\(start marker at \\[[^\\]]*\\]\\)", "");
    text = text.replaceAll("\\s*at \\[Source:[^\\]]*\\]", "");
    text = text.replaceAll(",? *from `Stream[^`]*`", "");
    text = text.replace("Number (or 'NaN'/'+INF'/'-INF')", "Number");
    text = text.replaceAll("Trailing token .*", "a second value follows the first");
    text = text.replaceAll("\\s+", " ").strip();
    int column = column(e);
    return "broken JSON" + (column > 0 ? " at column " + column : "") + ": " + text;
  }

  /** What to do about it, {@code otherwise} where the complaint has no remedy of its own. */
  static String remedy(JsonProcessingException e, String otherwise) {
    return String.valueOf(e.getOriginalMessage()).startsWith("Duplicate field")
        ? "keep one of the fields of that name"
        : otherwise;
  }

  /** The 1-based column of the complaint, 0 where the parser does not know it. */
  static int column(JsonProcessingException e) {
    return e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getColumnNr());
  }

  /** What kind of value this is, in the words of JSON. */
  static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "a list";
      case STRING -> "text";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case NULL, MISSING -> "null";
      case OBJECT, POJO -> "an object";
      case BINARY -> "binary";
    };
  }

  /** The text around a place, for messages. */
  static String around(String text, int column) {
    int at = Math.clamp(column - 1, 0, text.length());
    int from = Math.max(0, at - 30);
    int to = Math.min(text.length(), at + 30);
    return String.format(
        Locale.ROOT,
        "%s%s%s",
        from > 0 ? "..." : "",
        text.substring(from, to),
        to < text.length() ? "..." : "");
  }
}
