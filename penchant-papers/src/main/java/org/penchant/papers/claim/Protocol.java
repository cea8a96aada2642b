package org.penchant.papers.claim;

/** Where the pairs that a policy trains on come from. */
public sealed interface Protocol {
  /** Drawn once, before training, the same for all arms. */
  record Offline() implements Protocol {}

  /**
   * In each round every prompt is answered {@code draws} times by {@code samples} distinct
   * candidates of the current policy; the best and the worst by a reward model make a pair;
   * training starts from the current policy, which is the reference, with a fresh optimiser.
   *
   * @param lengthBias what the reward model adds to true utility for a unit of standardised length
   */
  record Iterative(int rounds, int draws, int samples, double lengthBias) implements Protocol {
    public Iterative {
      if (rounds < 1 || draws < 1 || samples < 2)
        throw new IllegalArgumentException("needs a round, a draw and two samples");
    }
  }
}
