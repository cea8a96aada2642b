package org.penchant.align.train;

import java.util.Map;
import java.util.Optional;

/**
 * What a pass found of one row. Arrays hold chosen then rejected, or the only response; of a list
 * the response with the highest label, the one with the lowest, then the others.
 *
 * @param example the row
 * @param loss before aggregation
 * @param logps log pi(y|x), nats
 * @param references log pi_ref(y|x), nats; empty without a reference
 * @param rewards of the objective's first preference term; empty without one
 * @param lengths trained tokens
 * @param varying the objective's weight, offset and factor of the row, where they vary
 * @param degree loss and accuracy of the levels of the row's copies; empty without copies
 * @param entropy of the policy's distribution, nats, summed over the row's trained tokens
 */
public record RowOutcome(
    Example example,
    double loss,
    double[] logps,
    double[] references,
    double[] rewards,
    int[] lengths,
    Map<String, Double> varying,
    Optional<Degree> degree,
    double entropy) {
  /**
   * How well a head tells the levels of copies.
   *
   * @param loss -log q of the level, mean over copies
   * @param accuracy share of copies whose level it finds likeliest
   */
  public record Degree(double loss, double accuracy) {}
}
