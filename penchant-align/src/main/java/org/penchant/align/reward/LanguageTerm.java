package org.penchant.align.reward;

import java.util.BitSet;
import java.util.List;

/**
 * The language-model term of a reward model that also writes: weight times the mean cross-entropy
 * of the tokens it trains, one mean over all of a batch, so that long sequences weigh more.
 *
 * @param weight of the mean; 0 for no term
 * @param trained which tokens of each item's sequence; an item may have none
 */
public record LanguageTerm(double weight, List<BitSet> trained) {
  /** No term. */
  public static final LanguageTerm NONE = new LanguageTerm(0, List.of());

  public LanguageTerm {
    if (!(weight >= 0 && Double.isFinite(weight)))
      throw new IllegalArgumentException(
          "language-model weight = " + weight + ", must not be negative");
    trained = List.copyOf(trained);
  }

  /** Tokens of an item that train; none without a term. */
  BitSet of(int item) {
    return weight == 0 || item >= trained.size() ? new BitSet() : trained.get(item);
  }

  /** How many tokens of the items train. */
  long tokens(List<int[]> rows) {
    if (weight == 0) return 0;
    long count = 0;
    for (int[] row : rows) for (int item : row) count += of(item).cardinality();
    return count;
  }
}
