package org.penchant.rank.ask;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.penchant.rank.standing.Uncertainty;

/**
 * When a ranking is sure enough: each of the best {@code top} items has an interval of places no
 * wider than {@code width}, and the best is first with probability {@code first} or more.
 *
 * @param top how many of the best must be sure; 0 for all
 * @param width most places between best and worst, 0 asks for one place
 * @param first least probability that the leader leads, in [0, 1]
 */
public record StoppingRule(int top, int width, double first) {
  public StoppingRule {
    if (top < 0) throw new IllegalArgumentException("top = " + top + ", must not be negative");
    if (width < 0) throw new IllegalArgumentException("width = " + width + ", not negative");
    if (!(first >= 0 && first <= 1))
      throw new IllegalArgumentException("first = " + first + ", must be in [0, 1]");
  }

  /** The best three each within two places. */
  public static StoppingRule defaults() {
    return new StoppingRule(3, 1, 0);
  }

  /** Whether there is nothing left to ask. */
  public boolean met(Uncertainty uncertainty) {
    int n = uncertainty.items().size();
    int count = top == 0 ? n : Math.min(top, n);
    boolean narrow =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -uncertainty.estimates()[i]))
            .limit(count)
            .allMatch(i -> uncertainty.worstPlaces()[i] - uncertainty.bestPlaces()[i] <= width);
    return narrow && Arrays.stream(uncertainty.first()).max().orElse(0) >= first;
  }
}
