package org.penchant.align.objective;

/**
 * What a part asks of data, reference or loop; the compiler checks all of it before anything loads.
 */
public sealed interface Need {
  /** Log-probabilities of a reference policy. */
  record ReferenceLogps() implements Need {}

  /** Rows that are labelled pairs. */
  record Pairs() implements Need {}

  /** A numeric column in every row. */
  record Column(String name) implements Need {}

  /** The number of optimiser steps, known before training. */
  record TotalSteps() implements Need {}

  /** A per-token statistic of the policy's distribution. */
  record TokenStatistic(Calibration calibration) implements Need {}

  /** The KL divergence estimated on mismatched prompts and responses of the batch. */
  record KlBaseline() implements Need {}
}
