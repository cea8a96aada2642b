package org.penchant.align.objective;

import java.util.Map;
import org.penchant.align.lm.Signal;

/**
 * One response in scalars: the readable counterpart of a slice of a {@link Batch}.
 *
 * @param logps log pi(y_t | x, y_<t) of each trained token, nats
 * @param reference the same under the reference policy; empty if there is none
 * @param calibration log A_t of each trained token, for the calibrations that were computed
 * @param weights of each trained token, summing to 1; empty if there are none
 * @param signals of each trained token against teachers, for those that were computed
 */
public record Response(
    double[] logps,
    double[] reference,
    Map<Calibration, double[]> calibration,
    double[] weights,
    Map<Signal, double[]> signals) {
  public Response {
    if (logps.length == 0) throw new IllegalArgumentException("an empty response has no |y|");
    if (reference.length != 0 && reference.length != logps.length)
      throw new IllegalArgumentException(
          reference.length + " reference tokens, " + logps.length + " policy tokens");
    if (weights.length != 0 && weights.length != logps.length)
      throw new IllegalArgumentException(weights.length + " weights, " + logps.length + " tokens");
  }

  public Response(double[] logps, double[] reference) {
    this(logps, reference, Map.of(), new double[0], Map.of());
  }

  public Response withCalibration(Map<Calibration, double[]> values) {
    return new Response(logps, reference, values, weights, signals);
  }

  public Response withWeights(double... values) {
    return new Response(logps, reference, calibration, values, signals);
  }

  public Response withLogps(double[] values) {
    return new Response(values, reference, calibration, weights, signals);
  }

  public Response withSignals(Map<Signal, double[]> values) {
    return new Response(logps, reference, calibration, weights, values);
  }

  /** A response of one token. */
  public static Response of(double logp, double reference) {
    return new Response(new double[] {logp}, new double[] {reference});
  }

  /**
   * A response of {@code length} tokens whose sums are given, spread evenly.
   *
   * @param reference NaN if there is none
   */
  static Response even(double logp, double reference, int length) {
    double[] logps = new double[length];
    java.util.Arrays.fill(logps, logp / length);
    if (Double.isNaN(reference)) return new Response(logps, new double[0]);
    double[] references = new double[length];
    java.util.Arrays.fill(references, reference / length);
    return new Response(logps, references);
  }

  /** |y|, trained tokens. */
  public int length() {
    return logps.length;
  }

  /** The weight of every token: those given, or all equal. */
  double[] tokenWeights() {
    if (weights.length > 0) return weights;
    double[] even = new double[length()];
    java.util.Arrays.fill(even, 1.0 / even.length);
    return even;
  }

  /** log pi(y|x). */
  public double logp() {
    return sum(logps);
  }

  /** log pi_ref(y|x). */
  public double referenceLogp() {
    if (reference.length == 0) throw new IllegalStateException("no reference log-probabilities");
    return sum(reference);
  }

  static double sum(double[] values) {
    double total = 0;
    for (double v : values) total += v;
    return total;
  }
}
