package org.penchant.rank.rating;

import java.util.BitSet;
import org.penchant.core.votes.VoteTable;

/** Triples of items in which majorities run in a circle. */
final class Triads {
  private static final int MOST_ITEMS = 2_000;

  private Triads() {}

  /**
   * The share of circles among triples with a majority in each pair, NaN without any or beyond
   * 2,000 items.
   */
  static double cyclic(VoteTable votes) {
    if (votes.items().size() > MOST_ITEMS) return Double.NaN;
    var won = WinMatrix.of(votes);
    int n = won.length;
    var above = sets(n);
    var below = sets(n);
    var either = sets(n);
    for (int i = 0; i < n; i++)
      for (int j = 0; j < n; j++)
        if (won[i][j] > won[j][i]) {
          below[i].set(j);
          above[j].set(i);
          either[i].set(j);
          either[j].set(i);
        }
    long circles = 0;
    long triples = 0;
    for (int i = 0; i < n; i++)
      for (int j = below[i].nextSetBit(0); j >= 0; j = below[i].nextSetBit(j + 1)) {
        circles += common(below[j], above[i]);
        triples += common(either[i], either[j]);
      }
    // every circle and every triple is met once for each of its three pairs
    return triples == 0 ? Double.NaN : (double) circles / triples;
  }

  private static BitSet[] sets(int n) {
    var sets = new BitSet[n];
    for (int i = 0; i < n; i++) sets[i] = new BitSet(n);
    return sets;
  }

  private static int common(BitSet a, BitSet b) {
    var both = (BitSet) a.clone();
    both.and(b);
    return both.cardinality();
  }
}
