package org.penchant.align.curate.score;

import java.util.regex.Pattern;
import org.penchant.core.stats.Correlation;

/**
 * Keeps the rows whose score, or the score's quantile in the dataset, lies in an interval.
 *
 * <p>As text {@code ches < 0}, {@code ln-ches quantile < 0.05}, {@code likelihood-margin in (0,
 * 3)}. The quantile of a row is (rank - 1/2) / n, equal scores sharing the mean of their ranks.
 *
 * @param low least score, or quantile
 * @param lowIn whether {@code low} itself is kept
 * @param high greatest
 * @param highIn whether {@code high} itself is kept
 */
public record Filter(
    ExampleScore score, boolean quantile, double low, boolean lowIn, double high, boolean highIn) {
  private static final String NUMBER = "\\s*([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?|[-+]?inf)\\s*";
  private static final String HEAD = "\\s*(" + ScoreText.SHAPE + ")\\s*(quantile)?\\s*";
  private static final Pattern BOUND = Pattern.compile(HEAD + "(<=|>=|<|>)" + NUMBER);
  private static final Pattern INTERVAL =
      Pattern.compile(HEAD + "\\bin\\s*([\\[(])" + NUMBER + "," + NUMBER + "([\\])])\\s*");

  public Filter {
    if (Double.isNaN(low) || Double.isNaN(high) || low > high)
      throw new IllegalArgumentException(
          "the interval from " + low + " to " + high + " holds nothing");
    boolean share =
        (low >= 0 || low == Double.NEGATIVE_INFINITY)
            && (high <= 1 || high == Double.POSITIVE_INFINITY);
    if (quantile && !share)
      throw new IllegalArgumentException(
          "quantiles from " + low + " to " + high + ", must lie in [0, 1]");
  }

  /**
   * Reads a filter.
   *
   * @throws IllegalArgumentException saying what is allowed
   */
  public static Filter parse(String text) {
    var bound = BOUND.matcher(text);
    if (bound.matches()) {
      double value = number(bound.group(4), text);
      boolean below = bound.group(3).startsWith("<");
      boolean in = bound.group(3).endsWith("=");
      var score = ScoreText.parse(bound.group(1));
      boolean quantile = bound.group(2) != null;
      return below
          ? new Filter(score, quantile, Double.NEGATIVE_INFINITY, false, value, in)
          : new Filter(score, quantile, value, in, Double.POSITIVE_INFINITY, false);
    }
    var interval = INTERVAL.matcher(text);
    if (!interval.matches()) throw unknown(text);
    return new Filter(
        ScoreText.parse(interval.group(1)),
        interval.group(2) != null,
        number(interval.group(4), text),
        interval.group(3).equals("["),
        number(interval.group(5), text),
        interval.group(6).equals("]"));
  }

  /** Which rows are kept, given the scores of all rows. */
  public boolean[] keeps(double[] scores) {
    boolean[] kept = new boolean[scores.length];
    double[] values = quantile && scores.length > 0 ? quantiles(scores) : scores;
    for (int i = 0; i < kept.length; i++)
      kept[i] =
          (values[i] > low || lowIn && values[i] == low)
              && (values[i] < high || highIn && values[i] == high);
    return kept;
  }

  /** (rank - 1/2) / n of each score. */
  static double[] quantiles(double[] scores) {
    double[] shares = Correlation.ranks(scores);
    for (int i = 0; i < shares.length; i++) shares[i] = (shares[i] - 0.5) / shares.length;
    return shares;
  }

  @Override
  public String toString() {
    String head = score + (quantile ? " quantile" : "");
    if (low == Double.NEGATIVE_INFINITY) return head + (highIn ? " <= " : " < ") + high;
    if (high == Double.POSITIVE_INFINITY) return head + (lowIn ? " >= " : " > ") + low;
    return head + " in " + (lowIn ? "[" : "(") + low + ", " + high + (highIn ? "]" : ")");
  }

  private static double number(String text, String whole) {
    if (text.endsWith("inf"))
      return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(
          "'" + text + "' in '" + whole + "' is no number", notANumber);
    }
  }

  private static IllegalArgumentException unknown(String text) {
    return new IllegalArgumentException(
        "'"
            + text
            + "' must be SCORE [quantile] <|<=|>|>= NUMBER, or SCORE [quantile] in (LOW, HIGH)"
            + " with [ or ] where an end counts; a score is "
            + ScoreText.NAMES);
  }
}
