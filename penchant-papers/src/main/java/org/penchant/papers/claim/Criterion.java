package org.penchant.papers.claim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * One thing a claim's verdict depends on: the difference arm - than of a metric, over seeds.
 *
 * @param says what it asks, in words
 * @param role what it decides
 * @param metric the figure's name, taken at the end
 * @param arm whose metric
 * @param than the arm it is held against in the same case; empty for 0
 * @param in the cases it is asked in, by values of their variables; all that have its arms if empty
 * @param thanIn the one case of {@code than}, where it is another than {@code arm}'s
 * @param rule what the difference must show
 * @param condition of a {@link Role#BEYOND}: under what condition alone the claim then holds
 */
public record Criterion(
    String says,
    Role role,
    String metric,
    String arm,
    String than,
    JsonNode in,
    JsonNode thanIn,
    Rule rule,
    String condition) {
  /** What a criterion decides. */
  public enum Role {
    /** The claim itself. */
    CLAIM,
    /** What must be so if the claim holds for the reason given. */
    CONTROL,
    /**
     * The claim outside the setting of the criteria: where it fails, a condition must be stated.
     */
    BEYOND
  }

  public Criterion {
    if (says.isBlank() || arm.isBlank())
      throw new IllegalArgumentException("a criterion needs says and arm");
    if ((role == Role.BEYOND) == condition.isBlank())
      throw new IllegalArgumentException(
          "'" + says + "': beyond, and only beyond, has a condition");
  }

  public static Criterion defaults() {
    var nodes = JsonNodeFactory.instance;
    return new Criterion(
        "-",
        Role.CLAIM,
        Metric.VALUE.toString(),
        "-",
        "",
        nodes.objectNode(),
        nodes.objectNode(),
        Rule.Exceeds.defaults(),
        "");
  }
}
