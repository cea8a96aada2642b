package org.penchant.rank.rating;

import java.util.HashMap;
import java.util.List;

/**
 * Cohen's kappa of two raters: (p_o - p_e) / (1 - p_e), p_o how often they agree, p_e how often
 * they would if each answered at its own rates by chance. Cohen, "A coefficient of agreement for
 * nominal scales", Educational and Psychological Measurement 20 (1960).
 *
 * @param value in [-1, 1]; NaN if it does not exist
 * @param observed p_o
 * @param expected p_e
 * @param reason why there is no value; empty if there is
 */
public record Kappa(double value, double observed, double expected, String reason) {
  /**
   * @param one answers of one rater
   * @param other those of the other to the same questions
   */
  public static <T> Kappa of(List<T> one, List<T> other) {
    if (one.size() != other.size())
      throw new IllegalArgumentException(
          one.size() + " and " + other.size() + " answers do not pair");
    int n = one.size();
    if (n == 0) return new Kappa(Double.NaN, Double.NaN, Double.NaN, "there are no answers");
    var first = new HashMap<T, Integer>();
    var second = new HashMap<T, Integer>();
    int same = 0;
    for (int i = 0; i < n; i++) {
      first.merge(one.get(i), 1, Integer::sum);
      second.merge(other.get(i), 1, Integer::sum);
      if (one.get(i).equals(other.get(i))) same++;
    }
    long products = 0;
    for (var entry : first.entrySet())
      products += (long) entry.getValue() * second.getOrDefault(entry.getKey(), 0);
    double observed = (double) same / n;
    double expected = (double) products / ((long) n * n);
    if (products == (long) n * n)
      return new Kappa(Double.NaN, observed, expected, "both always give one and the same answer");
    return new Kappa((observed - expected) / (1 - expected), observed, expected, "");
  }
}
