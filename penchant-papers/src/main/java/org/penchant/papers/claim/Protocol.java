package org.penchant.papers.claim;

import java.util.List;
import java.util.stream.IntStream;

/** Where the pairs that a policy trains on come from. */
public sealed interface Protocol {
  /** What is put after a metric's name for each time it is taken; nothing at the end. */
  List<String> rounds();

  /** Drawn once, before training, the same for all arms. */
  record Offline() implements Protocol {
    @Override
    public List<String> rounds() {
      return List.of("");
    }
  }

  /**
   * In each round every prompt is answered {@code draws} times by {@code samples} distinct
   * candidates of the current policy; the best and the worst by a reward model make a pair;
   * training starts from the current policy, which is the reference, with a fresh optimiser.
   *
   * @param count of rounds
   * @param lengthBias what the reward model adds to true utility for a unit of standardised length
   */
  record Iterative(int count, int draws, int samples, double lengthBias) implements Protocol {
    public Iterative {
      if (count < 1 || draws < 1 || samples < 2)
        throw new IllegalArgumentException("needs a round, a draw and two samples");
    }

    @Override
    public List<String> rounds() {
      return IntStream.rangeClosed(1, count).mapToObj(r -> r < count ? "@" + r : "").toList();
    }
  }
}
