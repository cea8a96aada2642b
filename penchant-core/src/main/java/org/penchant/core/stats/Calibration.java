package org.penchant.core.stats;

import java.util.ArrayList;
import java.util.List;

/**
 * How well predicted probabilities agree with what happened. A pair of responses is predicted by
 * P(first preferred), and happened if the first was preferred; whoever orders pairs by their labels
 * must not, or every outcome is true.
 */
public final class Calibration {
  /** The number of bins unless another is given. */
  public static final int BINS = 10;

  private Calibration() {}

  /**
   * One bar of a reliability diagram; of an empty bin the means are NaN.
   *
   * @param low the least probability of the bin
   * @param high its upper end, which belongs to the next bin unless it is 1
   * @param count predictions in it
   * @param meanPredicted their mean probability
   * @param observed the share of them that happened
   */
  public record Bin(double low, double high, int count, double meanPredicted, double observed) {}

  /**
   * Equal-width bins over [0, 1].
   *
   * @param predicted probabilities
   * @param happened the outcomes
   * @throws IllegalArgumentException if lengths differ, nothing is given, a probability is not one,
   *     or bins < 1
   */
  public static List<Bin> reliability(double[] predicted, boolean[] happened, int bins) {
    check(predicted, happened);
    if (bins < 1) throw new IllegalArgumentException("bins = " + bins + ", must be at least 1");
    int[] count = new int[bins];
    double[] sum = new double[bins];
    int[] hits = new int[bins];
    for (int i = 0; i < predicted.length; i++) {
      int b = Math.min((int) (predicted[i] * bins), bins - 1);
      count[b]++;
      sum[b] += predicted[i];
      if (happened[i]) hits[b]++;
    }
    var result = new ArrayList<Bin>(bins);
    for (int b = 0; b < bins; b++) {
      double low = (double) b / bins;
      double high = (double) (b + 1) / bins;
      double n = count[b] == 0 ? Double.NaN : count[b];
      result.add(new Bin(low, high, count[b], sum[b] / n, hits[b] / n));
    }
    return List.copyOf(result);
  }

  /**
   * The expected calibration error, sum over bins of (share of predictions in the bin) |observed -
   * meanPredicted|. It depends on the bins: compare only values of equal bins. Naeini, Cooper and
   * Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning", AAAI 2015.
   */
  public static double expectedCalibrationError(double[] predicted, boolean[] happened, int bins) {
    double error = 0;
    for (var bin : reliability(predicted, happened, bins))
      if (bin.count() > 0)
        error += bin.count() * Math.abs(bin.observed() - bin.meanPredicted()) / predicted.length;
    return error;
  }

  /**
   * The average calibration error: the mean over bins that are not empty of |observed -
   * meanPredicted|, so that rare predictions count as much as common ones.
   */
  public static double averageCalibrationError(double[] predicted, boolean[] happened, int bins) {
    double error = 0;
    int filled = 0;
    for (var bin : reliability(predicted, happened, bins))
      if (bin.count() > 0) {
        error += Math.abs(bin.observed() - bin.meanPredicted());
        filled++;
      }
    return error / filled;
  }

  /** The maximum calibration error: the greatest |observed - meanPredicted| of a bin. */
  public static double maximumCalibrationError(double[] predicted, boolean[] happened, int bins) {
    double error = 0;
    for (var bin : reliability(predicted, happened, bins))
      if (bin.count() > 0) error = Math.max(error, Math.abs(bin.observed() - bin.meanPredicted()));
    return error;
  }

  /**
   * Predictions with what happened.
   *
   * @param predicted probabilities
   * @param happened the outcomes
   */
  public record Predictions(double[] predicted, boolean[] happened) {
    /** The expected calibration error in {@value #BINS} bins. */
    public double ece() {
      return expectedCalibrationError(predicted, happened, BINS);
    }

    /** The Brier score. */
    public double brier() {
      return Calibration.brier(predicted, happened);
    }

    /** The reliability diagram's {@value #BINS} bins. */
    public List<Bin> reliability() {
      return Calibration.reliability(predicted, happened, BINS);
    }
  }

  /** Both orders of pairs of which the first was preferred with these probabilities, and was. */
  public static Predictions bothOrders(double[] chosen) {
    boolean[] happened = new boolean[chosen.length];
    java.util.Arrays.fill(happened, true);
    return bothOrders(chosen, happened);
  }

  /**
   * Every pair in both orders: p with its outcome, then 1 - p with the opposite one. The
   * reliability curve is symmetric about (1/2, 1/2). In the limit errors are those of one order; of
   * finitely many pairs they are smaller, by sqrt(2) if the model is calibrated. Never compare the
   * two.
   */
  public static Predictions bothOrders(double[] predicted, boolean[] happened) {
    check(predicted, happened);
    int n = predicted.length;
    double[] p = java.util.Arrays.copyOf(predicted, 2 * n);
    boolean[] y = java.util.Arrays.copyOf(happened, 2 * n);
    for (int i = 0; i < n; i++) {
      p[n + i] = 1 - predicted[i];
      y[n + i] = !happened[i];
    }
    return new Predictions(p, y);
  }

  /**
   * The Brier score, mean((p - outcome)^2), in [0, 1]; 0.25 for p = 1/2 throughout. Brier,
   * "Verification of forecasts expressed in terms of probability", Monthly Weather Review 78
   * (1950), in its one-outcome form.
   */
  public static double brier(double[] predicted, boolean[] happened) {
    check(predicted, happened);
    double sum = 0;
    for (int i = 0; i < predicted.length; i++) {
      double error = predicted[i] - (happened[i] ? 1 : 0);
      sum += error * error;
    }
    return sum / predicted.length;
  }

  private static void check(double[] predicted, boolean[] happened) {
    if (predicted.length != happened.length)
      throw new IllegalArgumentException(
          predicted.length + " predictions for " + happened.length + " outcomes");
    Checks.atLeast(1, predicted, "predicted");
    for (int i = 0; i < predicted.length; i++)
      Checks.probability(predicted[i], "predicted[" + i + "]");
  }
}
