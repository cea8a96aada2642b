package org.penchant.align.train;

import java.util.BitSet;
import java.util.Optional;
import org.penchant.align.lm.TokenSequence;

/** What happens to a sequence of more tokens than allowed. */
public enum Truncation {
  /** An error that counts and names the rows. */
  ERROR,
  /** The row is left out and counted. */
  DROP,
  /** The prompt loses tokens from its start, but for a first special token. */
  PROMPT,
  /** The response loses tokens from its end. */
  COMPLETION;

  /**
   * The sequence cut to {@code most} tokens; empty if the policy cannot make it fit with a trained
   * token left.
   *
   * @param keepFirst whether the first token (a beginning-of-sequence token) stays
   */
  public Optional<TokenSequence> cut(TokenSequence sequence, int most, boolean keepFirst) {
    int excess = sequence.length() - most;
    if (excess <= 0) return Optional.of(sequence);
    return switch (this) {
      case ERROR, DROP -> Optional.empty();
      case PROMPT -> {
        int from = keepFirst ? 1 : 0;
        int prompt = sequence.trains().nextSetBit(0);
        // A token must stay before the first that trains, to predict it.
        yield prompt - excess < from + (keepFirst ? 0 : 1)
            ? Optional.empty()
            : Optional.of(without(sequence, from, excess));
      }
      case COMPLETION -> {
        int prompt = sequence.trains().nextSetBit(0);
        yield prompt >= most ? Optional.empty() : Optional.of(without(sequence, most, excess));
      }
    };
  }

  private static TokenSequence without(TokenSequence sequence, int from, int count) {
    int[] ids = new int[sequence.length() - count];
    System.arraycopy(sequence.ids(), 0, ids, 0, from);
    System.arraycopy(sequence.ids(), from + count, ids, from, ids.length - from);
    var trains = new BitSet(ids.length);
    for (int i = 0; i < ids.length; i++)
      if (sequence.trains().get(i < from ? i : i + count)) trains.set(i);
    return new TokenSequence(ids, trains);
  }
}
