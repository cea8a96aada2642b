package org.penchant.align.lm;

import java.util.BitSet;

/**
 * One rendering of a prompt and a response as the model reads it.
 *
 * @param ids token ids, at least one
 * @param trains which of them train: the tokens whose log-probability counts; never the first
 */
public record TokenSequence(int[] ids, BitSet trains) {
  public TokenSequence {
    if (ids.length == 0) throw new IllegalArgumentException("a sequence needs a token");
    if (trains.get(0)) throw new IllegalArgumentException("nothing predicts the first token");
    if (trains.length() > ids.length)
      throw new IllegalArgumentException(
          "token " + (trains.length() - 1) + " trains, the sequence has " + ids.length);
  }

  /** Tokens from {@code start} on train. */
  public static TokenSequence trainingFrom(int[] ids, int start) {
    var trains = new BitSet(ids.length);
    trains.set(start, ids.length);
    return new TokenSequence(ids, trains);
  }

  public int length() {
    return ids.length;
  }

  /** How many tokens train: the |y| of every formula. */
  public int trained() {
    return trains.cardinality();
  }

  /** How many first tokens both sequences share before a token trains in either. */
  public int sharedPrefix(TokenSequence other) {
    int limit = Math.min(firstTrained(), other.firstTrained());
    int i = 0;
    while (i < limit && ids[i] == other.ids[i]) i++;
    return i;
  }

  private int firstTrained() {
    int first = trains.nextSetBit(0);
    return first < 0 ? ids.length : first;
  }
}
