package org.penchant.align.objective;

import java.util.Map;

/**
 * One response in scalars: the readable counterpart of a slice of a {@link Batch}.
 *
 * @param logps log pi(y_t | x, y_<t) of each trained token, nats
 * @param reference the same under the reference policy; empty if there is none
 * @param calibration log A_t of each trained token, for the calibrations that were computed
 */
public record Response(double[] logps, double[] reference, Map<Calibration, double[]> calibration) {
  public Response {
    if (logps.length == 0) throw new IllegalArgumentException("an empty response has no |y|");
    if (reference.length != 0 && reference.length != logps.length)
      throw new IllegalArgumentException(
          reference.length + " reference tokens, " + logps.length + " policy tokens");
  }

  public Response(double[] logps, double[] reference) {
    this(logps, reference, Map.of());
  }

  /** A response of one token. */
  public static Response of(double logp, double reference) {
    return new Response(new double[] {logp}, new double[] {reference});
  }

  /** |y|, trained tokens. */
  public int length() {
    return logps.length;
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
