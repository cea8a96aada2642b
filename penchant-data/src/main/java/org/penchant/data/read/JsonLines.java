package org.penchant.data.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.penchant.core.problems.Problems;

/** One JSON object a line; lines that are empty or white space are no records. */
final class JsonLines implements RowSource {
  @Override
  public void forEach(Input input, ReadOptions options, Problems problems, Sink sink)
      throws IOException {
    var lines = new Lines(input.stream(), options.lineLimit(), input.mark());
    var reader = Json.mapper(options.lineLimit()).reader();
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    long row = 0;
    while (lines.advance()) {
      if (!lines.tooLong() && blank(lines)) continue;
      String place = Row.place(input.name(), row, lines.number());
      if (row == 0 && spread(input, lines, reader)) {
        problems.error(
            place,
            "{",
            "a JSON file must hold an array of objects, or one whole object on every line",
            "wrap the objects in [ ], or write each on a line");
        return;
      }
      ObjectNode fields = parse(lines, decoder, reader, options, place, problems);
      if (fields != null) sink.accept(new Row(input.name(), row, lines.number(), true, fields));
      row++;
    }
  }

  private static @Nullable ObjectNode parse(
      Lines lines,
      CharsetDecoder decoder,
      ObjectReader reader,
      ReadOptions options,
      String place,
      Problems problems) {
    String text = lines.text(decoder, place, problems);
    if (text == null) return null;
    try {
      JsonNode node = reader.readTree(text);
      if (node instanceof ObjectNode fields) return fields;
      problems.error(
          place,
          Json.around(text, 1),
          "a line must hold an object, not " + Json.kind(node),
          "write one object such as {\"prompt\": ..., \"chosen\": ..., \"rejected\": ...} a line");
    } catch (JsonProcessingException e) {
      problems.error(
          place,
          Json.around(text, Json.column(e)),
          Json.broken(e),
          Json.remedy(e, "write one whole JSON object on every line"));
    }
    return null;
  }

  /** Whether a file that does not claim to hold lines begins with an object over several. */
  private static boolean spread(Input input, Lines lines, ObjectReader reader) throws IOException {
    if (lines.tooLong() || !input.name().matches("(?i).*\\.json(\\.[a-z]+)?")) return false;
    try {
      reader.readTree(lines.bytes(), 0, lines.length());
      return false;
    } catch (JsonEOFException e) {
      return true;
    } catch (JsonProcessingException | CharConversionException e) {
      return false;
    }
  }

  private static boolean blank(Lines lines) {
    for (int i = 0; i < lines.length(); i++) {
      byte b = lines.bytes()[i];
      if (b != ' ' && b != '\t' && b != '\r') return false;
    }
    return true;
  }
}
