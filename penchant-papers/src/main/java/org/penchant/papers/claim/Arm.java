package org.penchant.papers.claim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * One way of training in a comparison.
 *
 * @param name what tables and criteria call it
 * @param method an entry of the catalogue
 * @param set values of its parameters
 * @param terms changes to its terms, as an entry that extends it would make them; a control's way
 *     of taking an offset or factor from a {@link DerivedColumn}
 * @param rows which pairs it sees
 * @param permuteWeights gives each pair the weight of another, by one permutation for each seed
 * @param stopAtMarginOf an earlier arm; training stops at the step whose mean margin is nearest to
 *     that arm's final one
 * @param trained false leaves the reference as it is
 */
public record Arm(
    String name,
    String method,
    JsonNode set,
    JsonNode terms,
    Rows rows,
    boolean permuteWeights,
    String stopAtMarginOf,
    boolean trained) {
  /** Which of the drawn pairs an arm trains on. */
  public enum Rows {
    ALL,
    /** Those of the first pool. */
    FIRST_POOL,
    /** All, each turned so that the higher score is the chosen one. */
    SCORE_ORIENTED
  }

  public Arm {
    if (name.isBlank()) throw new IllegalArgumentException("an arm needs a name");
  }

  public static Arm defaults() {
    var nodes = JsonNodeFactory.instance;
    return new Arm("-", "dpo", nodes.objectNode(), nodes.arrayNode(), Rows.ALL, false, "", true);
  }
}
