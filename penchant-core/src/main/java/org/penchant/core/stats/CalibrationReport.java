package org.penchant.core.stats;

import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Calibration errors with what they depend on. Compare reports of equal bins, orders and pairs
 * only.
 *
 * @param pairs how many
 * @param bins of equal width
 * @param bothOrders whether every pair was counted in both orders
 * @param expected the expected error, with an interval over pairs
 * @param average the mean error of bins that are not empty
 * @param maximum the greatest error of a bin
 * @param accuracy the share of pairs told right, ties half
 */
public record CalibrationReport(
    int pairs,
    int bins,
    boolean bothOrders,
    Interval expected,
    double average,
    double maximum,
    double accuracy) {

  /**
   * Of predictions of pairs, each in one order that does not depend on its label.
   *
   * @param bothOrders whether to count each in the other order too
   * @throws IllegalArgumentException if a probability is not one; NaN is refused, not binned
   */
  public static CalibrationReport of(
      double[] predicted,
      boolean[] happened,
      int bins,
      boolean bothOrders,
      Bootstrap bootstrap,
      RandomGenerator random) {
    var all =
        bothOrders
            ? Calibration.bothOrders(predicted, happened)
            : new Calibration.Predictions(predicted, happened);
    var expected =
        bootstrap.interval(
            predicted.length,
            index -> {
              double[] p = new double[index.length];
              boolean[] y = new boolean[index.length];
              for (int i = 0; i < index.length; i++) {
                p[i] = predicted[index[i]];
                y[i] = happened[index[i]];
              }
              var drawn =
                  bothOrders ? Calibration.bothOrders(p, y) : new Calibration.Predictions(p, y);
              return Calibration.expectedCalibrationError(
                  drawn.predicted(), drawn.happened(), bins);
            },
            random);
    return new CalibrationReport(
        predicted.length,
        bins,
        bothOrders,
        expected,
        Calibration.averageCalibrationError(all.predicted(), all.happened(), bins),
        Calibration.maximumCalibrationError(all.predicted(), all.happened(), bins),
        accuracy(predicted, happened));
  }

  private static double accuracy(double[] predicted, boolean[] happened) {
    double right = 0;
    for (int i = 0; i < predicted.length; i++)
      right += predicted[i] == 0.5 ? 0.5 : predicted[i] > 0.5 == happened[i] ? 1 : 0;
    return right / predicted.length;
  }

  /** One line of text. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "accuracy %.4f; calibration error %.4f expected (%.4f to %.4f), %.4f average, %.4f maximum;"
            + " %d bins, %d pairs in %s",
        accuracy,
        expected.estimate(),
        expected.low(),
        expected.high(),
        average,
        maximum,
        bins,
        pairs,
        bothOrders ? "both orders" : "one order");
  }
}
