package org.penchant.align.reward;

import java.util.OptionalDouble;

/**
 * A reward that says how sure it is: z = (mean m, log-variance s), v = exp(s) with s held in [-10,
 * 10]. Two responses are compared by the log-odds that a logistic choice has on average under
 * normal rewards, (m_1 - m_2) / sqrt(1 + pi (v_1 + v_2) / 8) (MacKay, "The evidence framework
 * applied to classification networks", 1992). A label is a rating: its normal negative
 * log-likelihood, (label - m)^2 / (2 v) + s / 2.
 */
public record Gaussian() implements Head {
  private static final double LIMIT = 10;

  @Override
  public int outputs() {
    return 2;
  }

  @Override
  public boolean pairsOnly() {
    return true;
  }

  @Override
  public double variance(double[] z) {
    return Math.exp(held(z[1]));
  }

  private static double held(double s) {
    return Math.clamp(s, -LIMIT, LIMIT);
  }

  private static boolean free(double s) {
    return Math.abs(s) < LIMIT;
  }

  @Override
  public Utilities utilities(Outputs outputs, Tables tables) {
    Head.requirePair(outputs, this);
    double[] a = outputs.z()[0];
    double[] b = outputs.z()[1];
    double shrink = 1 + Math.PI / 8 * (variance(a) + variance(b));
    double score = (a[0] - b[0]) / Math.sqrt(shrink);
    return Head.pair(
        score,
        (slope, byOutputs, _) -> {
          double byMean = slope / Math.sqrt(shrink);
          byOutputs.z()[0][0] += byMean;
          byOutputs.z()[1][0] -= byMean;
          for (int i = 0; i < 2; i++) {
            double[] z = outputs.z()[i];
            if (free(z[1]))
              byOutputs.z()[i][1] -= slope * score * Math.PI / 16 * variance(z) / shrink;
          }
        });
  }

  @Override
  public int labels() {
    return 1;
  }

  @Override
  public double[] expected(double[] z) {
    return new double[] {z[0]};
  }

  @Override
  public double loss(double[] z, double[] label, double[] slopes) {
    double error = z[0] - label[0];
    double v = variance(z);
    slopes[0] += error / v;
    if (free(z[1])) slopes[1] += 0.5 - error * error / (2 * v);
    return error * error / (2 * v) + held(z[1]) / 2;
  }

  @Override
  public OptionalDouble score(Outputs one, Tables tables) {
    return OptionalDouble.of(one.z()[0][0]);
  }
}
