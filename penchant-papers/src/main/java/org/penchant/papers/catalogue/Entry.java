package org.penchant.papers.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One file of the catalogue, as written; {@link Catalogue} resolves {@code extends}.
 *
 * @param id number-slug for the numbered papers, a plain name for the field's standard methods
 * @param extendsId the entry whose composition this one changes
 * @param parameters what a user may set
 * @param aggregation how rows are averaged; inherited, else mean
 * @param terms changes to the inherited terms by position, then further terms
 * @param parts what a method that is no objective is made of, by the name of each part's {@link
 *     Families family}
 * @param recipe what the method does around its objective: a {@link Recipe}
 * @param status how much of the paper runs
 * @param sameAs an entry with an equal composition, where that is meant
 * @param deviations what differs from the paper, each with its reason
 * @param warnings cautions shown when the method is used
 * @param golden the resource with its golden numbers
 * @param claim the claim's setting, for {@code penchant reproduce}
 */
public record Entry(
    String id,
    Paper paper,
    @JsonProperty("extends") Optional<String> extendsId,
    Map<String, Parameter> parameters,
    Optional<String> aggregation,
    List<JsonNode> terms,
    Map<String, JsonNode> parts,
    JsonNode recipe,
    Status status,
    Optional<String> sameAs,
    List<String> deviations,
    List<String> warnings,
    Optional<String> golden,
    JsonNode claim) {

  /** How much of a paper runs. */
  public enum Status {
    @JsonProperty("exact")
    EXACT,
    @JsonProperty("adapted")
    ADAPTED,
    @JsonProperty("partial")
    PARTIAL,
    @JsonProperty("planned")
    PLANNED
  }

  /**
   * Where a method comes from.
   *
   * @param title of the paper
   * @param arxiv its arXiv id, or empty
   * @param family the specification's word for its kind
   */
  public record Paper(String title, Optional<String> arxiv, String family) {}

  /**
   * What a user may set.
   *
   * @param standard the value used unless the user says otherwise
   * @param range the interval allowed for a number, such as "[0, 0.5)"
   * @param says its meaning
   */
  public record Parameter(
      @JsonProperty("default") JsonNode standard, Optional<String> range, String says) {}

  public Entry {
    if (id == null || paper == null || status == null)
      throw new IllegalArgumentException("an entry needs id, paper and status");
    parameters =
        parameters == null
            ? Map.of()
            : java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(parameters));
    parts =
        parts == null
            ? Map.of()
            : java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(parts));
    terms = terms == null ? List.of() : List.copyOf(terms);
    deviations = deviations == null ? List.of() : List.copyOf(deviations);
    warnings = warnings == null ? List.of() : List.copyOf(warnings);
    recipe = recipe == null ? MissingNode.getInstance() : recipe;
    claim = claim == null ? MissingNode.getInstance() : claim;
  }

  /** Whether anything runs. */
  public boolean runs() {
    return status != Status.PLANNED;
  }

  /** Whether it is an objective to train with. */
  public boolean trains() {
    return runs() && parts.isEmpty();
  }

  /** Whether it trains reward models. */
  public boolean rewards() {
    return runs() && parts.containsKey(Families.HEAD);
  }
}
