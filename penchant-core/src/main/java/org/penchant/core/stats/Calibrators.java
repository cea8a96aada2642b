package org.penchant.core.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.penchant.core.numeric.Logistic;

/**
 * Fits {@link Calibrator}s by least logarithmic loss, isotonic ones by least squares. Fit them on
 * data that trained nothing. Pairs have a margin, the score of one response less that of the other,
 * and an outcome, whether the first was preferred; which of a pair stands first changes nothing.
 */
public final class Calibrators {
  private static final int ITERATIONS = 200;

  private Calibrators() {}

  /**
   * The temperature of margins: the least mean of log(1 + exp(-s a)) over a = 1 / temperature, s
   * the margin turned to the preferred response, by Newton's method.
   *
   * @throws IllegalArgumentException if no margin is wrong, so that the temperature would be 0, or
   *     margins do not agree with outcomes on the whole, so that it would be infinite
   */
  public static Calibrator.Temperature temperature(double[] margins, boolean[] happened) {
    double[] turned = turned(margins, happened);
    if (Arrays.stream(turned).noneMatch(s -> s > 0) || Arrays.stream(turned).sum() <= 0)
      throw new IllegalArgumentException(
          "margins do not agree with the outcomes on the whole, no temperature fits;"
              + " see whether they are turned round");
    if (Arrays.stream(turned).noneMatch(s -> s < 0))
      throw new IllegalArgumentException(
          "no margin of "
              + turned.length
              + " is wrong: the temperature runs to 0; give more pairs, or harder ones");
    double scale = Arrays.stream(turned).map(Math::abs).max().orElseThrow();
    double a = 0;
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    for (int k = 0; k < ITERATIONS; k++) {
      double slope = 0;
      double curve = 0;
      for (double s : turned) {
        double z = s / scale;
        double miss = Logistic.sigmoid(-a * z);
        slope -= z * miss;
        curve += z * z * miss * (1 - miss);
      }
      if (slope < 0) low = a;
      else high = a;
      double next = a - slope / curve;
      // Convex in a: where a step leaves the bracket of the root, it is halved or doubled instead.
      if (!(next > low && next < high)) next = high < 1e300 ? (low + high) / 2 : 2 * a + 1;
      boolean done = Math.abs(next - a) <= 1e-14 * Math.max(1, a);
      a = next;
      if (done) break;
    }
    return new Calibrator.Temperature(scale / a);
  }

  /**
   * Slope and bias of single scores, by Newton's method in both.
   *
   * @throws IllegalArgumentException if all outcomes are equal, the scores separate them, or scores
   *     do not rise with them
   */
  public static Calibrator.Platt platt(double[] scores, boolean[] happened) {
    bothClasses(scores, happened);
    double mean = Moments.mean(scores);
    double sd = scores.length > 1 ? Moments.sd(scores) : 0;
    // Of equal scores the mean may differ from them by rounding.
    if (sd == 0 || Arrays.stream(scores).distinct().count() < 2)
      throw new IllegalArgumentException("all scores are equal, nothing to calibrate");
    double[] point = {0, 0};
    for (int k = 0; k < ITERATIONS; k++) {
      double[] g = new double[2];
      double aa = 0;
      double ab = 0;
      double bb = 0;
      for (int i = 0; i < scores.length; i++) {
        double z = (scores[i] - mean) / sd;
        double p = Logistic.sigmoid(point[0] * z + point[1]);
        double miss = p - (happened[i] ? 1 : 0);
        double w = p * (1 - p);
        g[0] += miss * z;
        g[1] += miss;
        aa += w * z * z;
        ab += w * z;
        bb += w;
      }
      double det = aa * bb - ab * ab;
      if (!(det > 1e-10 * scores.length) || Math.abs(point[0]) > 1e4)
        throw new IllegalArgumentException(
            "a threshold on the score separates the outcomes: the slope runs to infinity;"
                + " give more data");
      double da = (bb * g[0] - ab * g[1]) / det;
      double db = (aa * g[1] - ab * g[0]) / det;
      double cut = Math.min(1, 2 / Math.max(Math.abs(da), Math.abs(db)));
      point[0] -= cut * da;
      point[1] -= cut * db;
      if (Math.abs(da) + Math.abs(db) < 1e-13) break;
    }
    if (!(point[0] > 0))
      throw new IllegalArgumentException(
          "scores do not rise with the outcomes; see whether they are turned round");
    double slope = point[0] / sd;
    return new Calibrator.Platt(slope, point[1] - slope * mean);
  }

  /**
   * Isotonic regression of single scores.
   *
   * @throws IllegalArgumentException if all outcomes are equal
   */
  public static Calibrator.Isotonic isotonic(double[] scores, boolean[] happened) {
    bothClasses(scores, happened);
    double[] y = new double[scores.length];
    Arrays.setAll(y, i -> happened[i] ? 1 : 0);
    return knots(scores, y, false);
  }

  /** Isotonic regression of margins, every pair counted in both its orders. */
  public static Calibrator.Isotonic isotonicOfPairs(double[] margins, boolean[] happened) {
    double[] turned = turned(margins, happened);
    int n = turned.length;
    double[] both = Arrays.copyOf(turned, 2 * n);
    double[] y = new double[2 * n];
    for (int i = 0; i < n; i++) {
      both[n + i] = -turned[i];
      y[i] = 1;
    }
    return knots(both, y, true);
  }

  private static Calibrator.Isotonic knots(double[] scores, double[] y, boolean paired) {
    // Probabilities of 0 and 1 would make one later surprise infinitely costly.
    double least = 1.0 / (scores.length + 2);
    var at = new ArrayList<Double>();
    var p = new ArrayList<Double>();
    if (paired) {
      at.add(0.0);
      p.add(0.5);
    }
    for (var block : Isotonics.fit(scores, y)) {
      if (paired && block.high() <= 0) continue;
      double value = Math.clamp(block.mean(), least, 1 - least);
      for (double end : new double[] {block.low(), block.high()}) {
        if (!at.isEmpty() && end <= at.getLast()) continue;
        at.add(end);
        p.add(paired ? Math.max(0.5, value) : value);
      }
    }
    return new Calibrator.Isotonic(List.copyOf(at), List.copyOf(p), paired);
  }

  private static double[] turned(double[] margins, boolean[] happened) {
    check(margins, happened);
    double[] turned = new double[margins.length];
    Arrays.setAll(turned, i -> happened[i] ? margins[i] : -margins[i]);
    return turned;
  }

  private static void bothClasses(double[] scores, boolean[] happened) {
    check(scores, happened);
    for (int i = 1; i < happened.length; i++) if (happened[i] != happened[0]) return;
    throw new IllegalArgumentException(
        "all "
            + happened.length
            + " outcomes are "
            + happened[0]
            + "; calibration needs both; pairs ordered by their labels are calibrated as pairs");
  }

  private static void check(double[] scores, boolean[] happened) {
    if (scores.length != happened.length)
      throw new IllegalArgumentException(
          scores.length + " scores for " + happened.length + " outcomes");
    Checks.atLeast(1, scores, "scores");
    Checks.finite(scores, "scores");
  }
}
