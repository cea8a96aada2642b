package org.penchant.core.io;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;

/**
 * JSON of records. Reading is strict: repeated keys, unknown keys, missing ones and anything after
 * the end are errors. Writing is the same everywhere: record components in their order, map keys
 * sorted, line feeds as line ends. Numbers that are not finite are written as the strings "NaN",
 * "Infinity" and "-Infinity", and read back from them; null would lose which it was.
 */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private static final DefaultPrettyPrinter PRETTY = pretty();

  private Json() {}

  /** The mapper with these settings, for trees and streams; not to be configured further. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  /** Indented, ending in a line feed. */
  public static String pretty(Object value) {
    try {
      return MAPPER.writer(PRETTY).writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(value.getClass() + " cannot be written as JSON", e);
    }
  }

  /** On one line, without a line feed. */
  public static String line(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(value.getClass() + " cannot be written as JSON", e);
    }
  }

  /**
   * Reads {@code text}.
   *
   * @param place where it stands, for messages
   * @throws ProblemsException (bad data) if it is not JSON, or not of that type
   */
  public static <T> T read(String place, String text, Class<T> type) {
    try {
      return MAPPER.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw ProblemsException.of(
          ExitCode.BAD_DATA, place + where(e.getLocation()), "", e.getOriginalMessage(), "");
    }
  }

  /**
   * Reads a file in UTF-8.
   *
   * @throws IOException if it cannot be read
   * @throws ProblemsException (bad data) if it is not JSON, or not of that type
   */
  public static <T> T read(Path file, Class<T> type) throws IOException {
    return read(file.toString(), Files.readString(file, StandardCharsets.UTF_8), type);
  }

  private static String where(@Nullable JsonLocation at) {
    return at == null ? "" : " line " + at.getLineNr() + " column " + at.getColumnNr();
  }

  private static DefaultPrettyPrinter pretty() {
    var indenter = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
        .withObjectIndenter(indenter)
        .withArrayIndenter(indenter);
  }
}
