package org.penchant.papers.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.penchant.align.objective.Aggregation;
import org.penchant.align.objective.Objective;
import org.penchant.align.objective.Term;
import org.penchant.align.reward.Head;
import org.penchant.core.parts.Codec;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;

/** All entries, by id. Loading is strict: an unknown key anywhere is an error. */
public final class Catalogue {
  private static final String FOLDER = "/catalogue/";

  private final Map<String, Entry> entries;

  private Catalogue(Map<String, Entry> entries) {
    this.entries = entries;
  }

  /** The entries Penchant ships. */
  public static Catalogue load() {
    var entries = new TreeMap<String, Entry>();
    for (String name : text(FOLDER + "index").lines().toList()) {
      var entry = parse(name + ".yaml", text(FOLDER + name + ".yaml"));
      if (!entry.id().equals(name))
        throw problem(name + ".yaml", entry.id(), "the id must be the file's name", "rename one");
      entries.put(name, entry);
    }
    return new Catalogue(entries);
  }

  /** These entries and one of the user's own, which may extend any of them. */
  public Catalogue with(String place, String yaml) {
    var entry = parse(place, yaml);
    var more = new TreeMap<>(entries);
    if (more.put(entry.id(), entry) != null)
      throw problem(place, entry.id(), "an entry of this id exists", "choose another id");
    return new Catalogue(more);
  }

  public List<Entry> entries() {
    return List.copyOf(entries.values());
  }

  /** The entry with this id, or the numbered paper with this number ("009"). */
  public Entry entry(String id) {
    return find(id)
        .orElseThrow(() ->
            problem(
                "--method", id, "no such method", "'penchant papers ls' lists them" + near(id)));
  }

  /**
   * The method {@code id} with some parameters set.
   *
   * @throws ProblemsException naming every parameter that is unknown or out of range, and every
   *     part that refuses its values
   */
  public Method method(String id, Map<String, JsonNode> set) {
    var entry = entry(id);
    if (!entry.parts().isEmpty())
      throw problem(
          entry.id(),
          String.join(", ", entry.parts().keySet()),
          "no training objective; it is made of other parts",
          "'penchant papers show " + entry.id() + "' says where it is used");
    var settings = settings(entry, set);
    var problems = new Problems();
    var objective = compose(entry, lineage(entry), settings, problems);
    objective.check(entry.id(), problems);
    problems.throwIfErrors(ExitCode.USAGE);
    var warnings = new ArrayList<>(entry.warnings());
    problems.warnings().forEach(w -> warnings.add(w.toString()));
    return new Method(
        entry.id(), settings, objective, recipe(entry, settings), List.copyOf(warnings));
  }

  /**
   * The reward model's method {@code id} with some parameters set.
   *
   * @throws ProblemsException as {@link #method} does, and if the entry has no head
   */
  public RewardMethod rewardMethod(String id, Map<String, JsonNode> set) {
    var entry = entry(id);
    if (!entry.rewards())
      throw problem(
          entry.id(),
          "no head",
          "it trains no reward model",
          "take reward-model, reward-labels, 010, 019, 047, 054, 078, 094 or 109");
    var settings = settings(entry, set);
    var parts = Families.parts(entry, settings);
    var head = (Head) Objects.requireNonNull(parts.get(Families.HEAD));
    var problems = new Problems();
    var objective =
        entry.terms().isEmpty()
            ? Optional.<Objective>empty()
            : Optional.of(compose(entry, lineage(entry), settings, problems));
    objective.ifPresent(o -> o.check(entry.id(), problems));
    if (objective.isEmpty() && head.labels() == 0)
      problems.error(
          entry.id(),
          head,
          "learns from comparisons only, and the entry has no terms",
          "take reward-model, which compares");
    problems.throwIfErrors(ExitCode.USAGE);
    var warnings = new ArrayList<>(entry.warnings());
    problems.warnings().forEach(w -> warnings.add(w.toString()));
    return new RewardMethod(entry.id(), settings, head, objective, parts, List.copyOf(warnings));
  }

  private static Recipe recipe(Entry entry, Map<String, JsonNode> settings) {
    if (!entry.recipe().isObject()) return Recipe.NONE;
    try {
      return Codec.read(Parameters.fill(entry.recipe(), settings), Recipe.class);
    } catch (IllegalArgumentException | Codec.CodecException refused) {
      throw problem(
          entry.id() + " recipe",
          settings.toString(),
          String.valueOf(refused.getMessage()),
          "change the parameter");
    }
  }

  /**
   * The parts of an entry that is no objective, by family, with some parameters set.
   *
   * @throws ProblemsException naming every parameter that is unknown or out of range, or the part
   *     that refuses its values
   */
  public Map<String, Object> parts(String id, Map<String, JsonNode> set) {
    var entry = entry(id);
    return Families.parts(entry, settings(entry, set));
  }

  private Map<String, JsonNode> settings(Entry entry, Map<String, JsonNode> set) {
    var problems = new Problems();
    if (!entry.runs())
      throw problem(
          entry.id(),
          entry.status().toString(),
          "nothing of this method runs yet",
          "see 'penchant papers ls'");
    var parameters = parameters(entry);
    var settings = new LinkedHashMap<String, JsonNode>();
    parameters.forEach((name, p) -> settings.put(name, set.getOrDefault(name, p.standard())));
    for (var name : set.keySet())
      if (!parameters.containsKey(name))
        problems.error(
            entry.id(),
            name,
            "no such parameter",
            "it has " + String.join(", ", parameters.keySet()));
    parameters.forEach((name, p) ->
        Range.check(entry.id(), name, set.getOrDefault(name, p.standard()), p.range(), problems));
    problems.throwIfErrors(ExitCode.USAGE);
    return settings;
  }

  /** What can be set of the entry, inherited parameters included. */
  public Map<String, Entry.Parameter> parameters(Entry entry) {
    var parameters = new LinkedHashMap<String, Entry.Parameter>();
    for (var ancestor : lineage(entry)) parameters.putAll(ancestor.parameters());
    return parameters;
  }

  private static Objective compose(
      Entry entry, List<Entry> lineage, Map<String, JsonNode> settings, Problems problems) {
    try {
      var terms = new ArrayList<ObjectNode>();
      String aggregation = "mean";
      for (var ancestor : lineage) {
        aggregation = ancestor.aggregation().orElse(aggregation);
        for (int i = 0; i < ancestor.terms().size(); i++) {
          var change = (ObjectNode) Parameters.fill(ancestor.terms().get(i), settings);
          if (i < terms.size()) terms.set(i, Parameters.merge(terms.get(i), change));
          else terms.add(change);
        }
      }
      return new Objective(
          terms.stream().map(node -> Codec.read(node, Term.class)).toList(),
          Codec.read(
              new com.fasterxml.jackson.databind.node.TextNode(aggregation), Aggregation.class));
    } catch (IllegalArgumentException | Codec.CodecException refused) {
      problems.error(
          entry.id(), settings, String.valueOf(refused.getMessage()), "change the parameter");
      problems.throwIfErrors(ExitCode.USAGE);
      throw refused;
    }
  }

  /** The entry's ancestor, if it has one, then the entry. */
  private List<Entry> lineage(Entry entry) {
    if (entry.extendsId().isEmpty()) return List.of(entry);
    var parent = entry(entry.extendsId().get());
    var all = new ArrayList<>(lineage(parent));
    all.add(entry);
    return all;
  }

  private Optional<Entry> find(String id) {
    var exact = entries.get(id);
    if (exact != null) return Optional.of(exact);
    return id.length() == 3
        ? entries.values().stream().filter(e -> e.id().startsWith(id + "-")).findFirst()
        : Optional.empty();
  }

  private String near(String id) {
    String like =
        entries.keySet().stream()
            .filter(other -> !id.isEmpty() && (other.contains(id) || id.contains(other)))
            .limit(5)
            .collect(Collectors.joining(", "));
    return like.isEmpty() ? "" : "; like it: " + like;
  }

  private static Entry parse(String place, String yaml) {
    try {
      return mapper().readValue(yaml, Entry.class);
    } catch (JsonProcessingException bad) {
      throw problem(place, "", bad.getOriginalMessage(), "see docs/catalogue.md");
    }
  }

  private static ObjectMapper mapper() {
    return new ObjectMapper(
            YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
        .registerModule(new Jdk8Module())
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  }

  private static String text(String resource) {
    try (InputStream in = Catalogue.class.getResourceAsStream(resource)) {
      if (in == null) throw new IllegalStateException("resource " + resource + " is missing");
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static ProblemsException problem(String place, String value, String rule, String remedy) {
    return ProblemsException.of(ExitCode.USAGE, place, value, rule, remedy);
  }
}
