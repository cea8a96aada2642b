package org.penchant.torch.safetensors;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a safetensors file says of itself: its tensors and free-form metadata.
 *
 * @param entries in the order of the header
 */
record Header(Map<String, Entry> entries, Map<String, String> metadata) {
  static final String METADATA = "__metadata__";

  /** Bytes of an element of every type the format knows, also those libtorch is not asked for. */
  private static final Map<String, Integer> BYTES =
      Map.ofEntries(
          Map.entry("F64", 8),
          Map.entry("I64", 8),
          Map.entry("U64", 8),
          Map.entry("C64", 8),
          Map.entry("F32", 4),
          Map.entry("I32", 4),
          Map.entry("U32", 4),
          Map.entry("F16", 2),
          Map.entry("BF16", 2),
          Map.entry("I16", 2),
          Map.entry("U16", 2),
          Map.entry("F8_E4M3", 1),
          Map.entry("F8_E5M2", 1),
          Map.entry("F8_E8M0", 1),
          Map.entry("I8", 1),
          Map.entry("U8", 1),
          Map.entry("BOOL", 1));

  /**
   * One tensor's place.
   *
   * @param type the format's name of the element type
   * @param shape row-major
   * @param begin offset of its first byte after the header
   * @param end offset behind its last byte
   */
  record Entry(String type, long[] shape, long begin, long end) {}

  /** Parses and checks the header of a file whose data section has {@code dataBytes} bytes. */
  static Header parse(Path file, byte[] json, long dataBytes) throws SafetensorsException {
    JsonNode root;
    try {
      root =
          JsonMapper.builder()
              .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
              .build()
              .readTree(new String(json, StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      throw new SafetensorsException(file, "header is not valid JSON: " + e.getOriginalMessage());
    }
    if (!root.isObject()) throw new SafetensorsException(file, "header is not a JSON object");
    var entries = new LinkedHashMap<String, Entry>();
    var metadata = new LinkedHashMap<String, String>();
    for (var property : root.properties()) {
      if (property.getKey().equals(METADATA))
        for (var pair : property.getValue().properties())
          metadata.put(pair.getKey(), pair.getValue().asText());
      else entries.put(property.getKey(), entry(file, property.getKey(), property.getValue()));
    }
    checkCover(file, entries, dataBytes);
    return new Header(entries, metadata);
  }

  private static Entry entry(Path file, String name, JsonNode node) throws SafetensorsException {
    JsonNode shape = node.path("shape");
    JsonNode offsets = node.path("data_offsets");
    if (!node.path("dtype").isTextual() || !shape.isArray() || offsets.size() != 2)
      throw new SafetensorsException(file, name + ": needs dtype, shape and two data_offsets");
    String type = node.path("dtype").asText();
    Integer bytes = BYTES.get(type);
    if (bytes == null) throw new SafetensorsException(file, name + ": unknown dtype " + type);
    long[] sizes = new long[shape.size()];
    long expected = bytes;
    try {
      for (int i = 0; i < sizes.length; i++) {
        sizes[i] = whole(file, name, shape.path(i));
        expected = Math.multiplyExact(expected, sizes[i]);
      }
    } catch (ArithmeticException e) {
      throw new SafetensorsException(file, name + ": shape " + shape + " is too large");
    }
    long begin = whole(file, name, offsets.path(0));
    long end = whole(file, name, offsets.path(1));
    if (end - begin != expected)
      throw new SafetensorsException(
          file,
          name
              + ": "
              + type
              + shape
              + " takes "
              + expected
              + " bytes, its offsets "
              + offsets
              + " span "
              + (end - begin));
    return new Entry(type, sizes, begin, end);
  }

  private static long whole(Path file, String name, JsonNode value) throws SafetensorsException {
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < 0)
      throw new SafetensorsException(file, name + ": " + value + " is not a size or offset");
    return value.asLong();
  }

  /** The format asks that tensors fill the data section: no overlap, no hole, no rest. */
  private static void checkCover(Path file, Map<String, Entry> entries, long dataBytes)
      throws SafetensorsException {
    var ordered =
        entries.entrySet().stream()
            .sorted(
                Comparator.comparingLong((Map.Entry<String, Entry> e) -> e.getValue().begin())
                    .thenComparingLong(e -> e.getValue().end()))
            .toList();
    long at = 0;
    for (var e : ordered) {
      long begin = e.getValue().begin();
      if (begin != at)
        throw new SafetensorsException(
            file,
            e.getKey()
                + ": begins at "
                + begin
                + (begin < at
                    ? ", inside the tensor before it that ends at "
                    : ", leaving a hole after ")
                + at);
      at = e.getValue().end();
      if (at > dataBytes)
        throw new SafetensorsException(
            file, e.getKey() + ": ends at " + at + ", the file has " + dataBytes + " data bytes");
    }
    if (at != dataBytes)
      throw new SafetensorsException(
          file, (dataBytes - at) + " bytes after the last tensor belong to none");
  }
}
