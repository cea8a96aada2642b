package org.penchant.align.objective;

import org.penchant.align.lm.Signal;

/**
 * What a part asks of data, reference or loop; the compiler checks all of it before anything loads.
 */
public sealed interface Need {
  /** Log-probabilities of a reference policy. */
  record ReferenceLogps() implements Need {}

  /** Rows that are labelled pairs. */
  record Pairs() implements Need {}

  /** Rows of labelled candidates, two at least. */
  record Lists() implements Need {}

  /** Pairs that belong together by their gaps may be joined. */
  record GapGroups() implements Need {}

  /** Rows may be ties, in the column {@code tie}. */
  record Ties() implements Need {}

  /** All rows of the optimiser step in scalars, however they are packed. */
  record WholeStep() implements Need {}

  /** The share of good rows in the optimiser step. */
  record LabelShares() implements Need {}

  /** An {@link Anchor} that follows the utilities of the steps. */
  record TrackedAnchor(double momentum) implements Need {}

  /** A vector for every prompt. */
  record Embeddings() implements Need {}

  /** Weights of the trained tokens of every response. */
  record TokenWeights() implements Need {}

  /** The tokens of the prompt train too. */
  record Prompts() implements Need {}

  /** Words that say why the chosen is better, in every row. */
  record Rationales() implements Need {}

  /**
   * Copies of the best response that lack more and more of its key content, and a trained head that
   * tells their level from the policy's hidden states.
   *
   * @param levels C, from nothing to all of it
   * @param filler stands for every word taken out
   */
  record Copies(int levels, String filler) implements Need {}

  /** A signal of the policy against teachers at every trained token. */
  record TokenSignal(Signal signal) implements Need {}

  /** A numeric column in every row. */
  record Column(String name) implements Need {}

  /** The number of optimiser steps, known before training. */
  record TotalSteps() implements Need {}

  /** A per-token statistic of the policy's distribution. */
  record TokenStatistic(Calibration calibration) implements Need {}

  /** The KL divergence estimated on mismatched prompts and responses of the batch. */
  record KlBaseline() implements Need {}

  /** A reward head, whose utilities stand for responses. */
  record RewardHead() implements Need {}
}
