package org.penchant.core.stats;

/**
 * Two right-or-wrong answers to the same questions, compared where they differ. McNemar, "Note on
 * the sampling error of the difference between correlated proportions or percentages",
 * Psychometrika 12 (1947).
 *
 * @param onlyFirst questions that the first alone has right
 * @param onlySecond questions that the second alone has right
 * @param p exact and two-sided: the probability of a split at least as uneven by fair coins; 1
 *     where they never differ
 */
public record McNemar(int onlyFirst, int onlySecond, double p) {
  /**
   * Compares answers to the same questions.
   *
   * @throws IllegalArgumentException if lengths differ
   */
  public static McNemar of(boolean[] first, boolean[] second) {
    if (first.length != second.length)
      throw new IllegalArgumentException(
          first.length + " and " + second.length + " answers do not pair");
    int onlyFirst = 0;
    int onlySecond = 0;
    for (int i = 0; i < first.length; i++) {
      if (first[i] && !second[i]) onlyFirst++;
      if (second[i] && !first[i]) onlySecond++;
    }
    return of(onlyFirst, onlySecond);
  }

  /** From the counts of questions that one alone has right, not negative. */
  public static McNemar of(int onlyFirst, int onlySecond) {
    if (onlyFirst < 0 || onlySecond < 0)
      throw new IllegalArgumentException(onlyFirst + " and " + onlySecond + " are no counts");
    int n = onlyFirst + onlySecond;
    double p =
        n == 0
            ? 1
            : Math.min(1, 2 * Distributions.binomialCdf(Math.min(onlyFirst, onlySecond), n, 0.5));
    return new McNemar(onlyFirst, onlySecond, p);
  }
}
