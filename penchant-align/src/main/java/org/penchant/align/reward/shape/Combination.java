package org.penchant.align.reward.shape;

import java.util.List;
import org.penchant.core.numeric.Logistic;

/** Several rewards of one answer made into one. */
public sealed interface Combination {
  /**
   * The value.
   *
   * @param raw one reward for each property
   * @param backgrounds what each is held against
   */
  double of(double[] raw, List<Background> backgrounds);

  /** Its derivatives by the raw rewards. */
  double[] slopes(double[] raw, List<Background> backgrounds);

  /**
   * All properties wanted: sum of w_k log sigmoid(r_k - point_k), the log-probability that all hold
   * if they are independent given prompt and answer.
   *
   * @param weights empty for 1 each
   */
  record And(ReferencePoint point, List<Double> weights) implements Combination {
    public And {
      weights = nonNegative(weights);
    }

    public static And defaults() {
      return new And(ReferencePoint.Quantile.defaults(), List.of());
    }

    @Override
    public double of(double[] raw, List<Background> backgrounds) {
      return sum().of(raw, backgrounds);
    }

    @Override
    public double[] slopes(double[] raw, List<Background> backgrounds) {
      return sum().slopes(raw, backgrounds);
    }

    private WeightedSum sum() {
      return new WeightedSum(new Shaping.LogSigmoid(point), weights);
    }
  }

  /** One property suffices: log(1 - prod_k (1 - sigmoid(r_k - point_k))). */
  record Or(ReferencePoint point) implements Combination {
    public static Or defaults() {
      return new Or(ReferencePoint.Quantile.defaults());
    }

    @Override
    public double of(double[] raw, List<Background> backgrounds) {
      return logs(raw, backgrounds)[0];
    }

    @Override
    public double[] slopes(double[] raw, List<Background> backgrounds) {
      double[] logs = logs(raw, backgrounds);
      double[] slopes = new double[raw.length];
      for (int k = 0; k < raw.length; k++)
        slopes[k] =
            Math.exp(
                logs[1] - logs[0] + Logistic.logSigmoid(raw[k] - point.of(backgrounds.get(k))));
      return slopes;
    }

    /**
     * Log-probabilities that some property holds and that none does. P(some of the first k) =
     * P(some of the first k - 1) + P(none of them) p_k keeps its digits where all are improbable.
     */
    private double[] logs(double[] raw, List<Background> backgrounds) {
      paired(raw, backgrounds);
      double some = Double.NEGATIVE_INFINITY;
      double none = 0;
      for (int k = 0; k < raw.length; k++) {
        double z = raw[k] - point.of(backgrounds.get(k));
        some = logSum(some, none + Logistic.logSigmoid(z));
        none += Logistic.logSigmoid(-z);
      }
      return new double[] {some, none};
    }

    private static double logSum(double a, double b) {
      double high = Math.max(a, b);
      return high + Math.log1p(Math.exp(Math.min(a, b) - high));
    }
  }

  /**
   * sum of w_k u_k with one shaping; of {@link Shaping.Identity}, the plain sum in which one huge
   * reward pays for a bad one.
   *
   * @param weights empty for 1 each
   */
  record WeightedSum(Shaping shaping, List<Double> weights) implements Combination {
    public WeightedSum {
      weights = nonNegative(weights);
    }

    /** The sum of raw rewards. */
    public static WeightedSum raw() {
      return new WeightedSum(new Shaping.Identity(), List.of());
    }

    @Override
    public double of(double[] raw, List<Background> backgrounds) {
      check(raw, backgrounds);
      double sum = 0;
      for (int k = 0; k < raw.length; k++)
        sum += weight(k) * shaping.of(raw[k], backgrounds.get(k));
      return sum;
    }

    @Override
    public double[] slopes(double[] raw, List<Background> backgrounds) {
      check(raw, backgrounds);
      double[] slopes = new double[raw.length];
      for (int k = 0; k < raw.length; k++)
        slopes[k] = weight(k) * shaping.slope(raw[k], backgrounds.get(k));
      return slopes;
    }

    private double weight(int k) {
      return weights.isEmpty() ? 1 : weights.get(k);
    }

    private void check(double[] raw, List<Background> backgrounds) {
      paired(raw, backgrounds);
      if (!weights.isEmpty() && weights.size() != raw.length)
        throw new IllegalArgumentException(weights.size() + " weights of " + raw.length);
    }
  }

  private static List<Double> nonNegative(List<Double> weights) {
    for (double weight : weights)
      if (!(weight >= 0 && Double.isFinite(weight)))
        throw new IllegalArgumentException("weight " + weight + ", must not be negative");
    return List.copyOf(weights);
  }

  private static void paired(double[] raw, List<Background> backgrounds) {
    if (raw.length == 0 || raw.length != backgrounds.size())
      throw new IllegalArgumentException(
          raw.length + " rewards against " + backgrounds.size() + " backgrounds");
  }
}
