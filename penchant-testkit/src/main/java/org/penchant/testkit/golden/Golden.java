package org.penchant.testkit.golden;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Golden numbers: cases whose expected values come from outside this house, each with its source.
 *
 * <pre>{@code
 * {"source": "paper, table or hand calculation",
 *  "cases": [{"name": "...", "source": "overrides the file's", "inputs": {...}, "expected": {...},
 *             "tolerance": 1e-9}]}
 * }</pre>
 *
 * <p>{@code inputs} and {@code tolerance} ({@value #TOLERANCE}) may be left out; a case without a
 * source, of its own or of the file, is refused, and so are unknown keys, repeated keys and
 * repeated names.
 *
 * @param resource where the cases were read
 * @param cases at least one
 */
public record Golden(String resource, List<GoldenCase> cases) {
  /** The tolerance of a case that states none. */
  public static final double TOLERANCE = 1e-9;

  private static final Set<String> FILE_KEYS = Set.of("source", "cases");
  private static final Set<String> CASE_KEYS =
      Set.of("name", "source", "inputs", "expected", "tolerance");

  public Golden {
    cases = List.copyOf(cases);
  }

  /**
   * Reads a resource, its path relative to the package of {@code anchor} unless it begins with a
   * slash.
   *
   * @throws AssertionError if it is absent or breaks a rule of the format
   */
  public static Golden read(Class<?> anchor, String resource) {
    try (var in = anchor.getResourceAsStream(resource)) {
      if (in == null) throw new AssertionError("no golden " + resource + " beside " + anchor);
      var mapper =
          JsonMapper.builder()
              .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
              .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
              .build();
      return of(resource, mapper.readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException("golden " + resource + ": " + e.getMessage(), e);
    }
  }

  /** The case of that name. */
  public GoldenCase named(String name) {
    return cases.stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(resource + " has no case " + name));
  }

  private static Golden of(String resource, JsonNode root) {
    checkKeys(resource, root, FILE_KEYS);
    String shared = root.path("source").asText("").strip();
    var cases = new ArrayList<GoldenCase>();
    var names = new HashSet<String>();
    for (var node : root.path("cases")) {
      String name = node.path("name").asText("").strip();
      String place = resource + " case " + (name.isEmpty() ? "#" + cases.size() : name);
      checkKeys(place, node, CASE_KEYS);
      if (name.isEmpty()) throw new AssertionError(place + ": needs a name");
      if (!names.add(name)) throw new AssertionError(place + ": the name stands twice");
      String own = node.path("source").asText("").strip();
      String source = own.isEmpty() ? shared : own;
      if (source.isEmpty())
        throw new AssertionError(place + ": says not where its numbers come from (source)");
      if (!node.path("expected").isObject() || node.path("expected").isEmpty())
        throw new AssertionError(place + ": expects nothing");
      double tolerance = node.path("tolerance").asDouble(TOLERANCE);
      if (!(tolerance >= 0)) throw new AssertionError(place + ": tolerance " + tolerance);
      cases.add(
          new GoldenCase(
              name,
              source,
              new Values(place + " inputs", node.path("inputs")),
              new Values(place + " expected", node.path("expected")),
              tolerance));
    }
    if (cases.isEmpty()) throw new AssertionError(resource + ": has no cases");
    return new Golden(resource, cases);
  }

  private static void checkKeys(String place, JsonNode node, Set<String> known) {
    node.fieldNames()
        .forEachRemaining(key -> {
          if (!known.contains(key))
            throw new AssertionError(place + ": unknown key " + key + ", known are " + known);
        });
  }
}
