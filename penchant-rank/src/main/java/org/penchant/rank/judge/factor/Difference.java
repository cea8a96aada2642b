package org.penchant.rank.judge.factor;

/** How an attribute of A compares with that of B, as a feature (arXiv 2402.11296). */
public final class Difference {
  /** The least length that counts as longer than 0 to 11 words. */
  private static final int[] LEAST_LONGER = {1, 3, 5, 7, 8, 10, 11, 13, 14, 16, 17, 19};

  private Difference() {}

  /** -1, 0 or 1: whether B has more, both the same, or A more. */
  public static int sign(double a, double b) {
    return (int) Math.signum(a - b);
  }

  /**
   * Whether A is longer (1), B (-1), or neither by much (0). Up to 11 words the longer side must
   * reach 0: 1, 1: 3, 2: 5, 3: 7, 4: 8, 5: 10, 6: 11, 7: 13, 8: 14, 9: 16, 10: 17, 11: 19 words;
   * beyond, the shorter must be at most 0.7 of the longer and 10 words less, or 0.8 and 20, or 0.9
   * and 40.
   */
  public static int length(int wordsA, int wordsB) {
    int shorter = Math.min(wordsA, wordsB);
    int longer = Math.max(wordsA, wordsB);
    int gap = longer - shorter;
    boolean counts =
        shorter < LEAST_LONGER.length
            ? longer >= LEAST_LONGER[shorter] && gap > 0
            : (shorter <= 0.7 * longer && gap >= 10)
                || (shorter <= 0.8 * longer && gap >= 20)
                || (shorter <= 0.9 * longer && gap >= 40);
    return counts ? Integer.signum(wordsA - wordsB) : 0;
  }

  /** Of ratings from 0 to 3: difference / 3 within [-1, 1]. */
  public static double rating(double difference) {
    return Math.clamp(difference / 3, -1, 1);
  }

  /** Of counts of errors: difference / 5 within [-1, 1]. */
  public static double errors(double difference) {
    return Math.clamp(difference / 5, -1, 1);
  }

  /** Of words: sign(w) min(ln(1 + |w|) / ln 501, 1). */
  public static double words(double difference) {
    return Math.signum(difference) * Math.min(Math.log1p(Math.abs(difference)) / Math.log(501), 1);
  }
}
