package org.penchant.core.stats;

/** Intervals of proportions. */
public final class Proportions {
  private Proportions() {}

  /**
   * The score interval of a proportion p = k / n: (p + z^2 / 2n -+ z sqrt(p (1 - p) / n + z^2 /
   * 4n^2)) / (1 + z^2 / n). Wilson, "Probable inference, the law of succession, and statistical
   * inference", JASA 22 (1927).
   *
   * @param successes in [0, trials]; half a success is allowed, as ties give
   * @param trials at least 1, independent
   * @throws IllegalArgumentException if an argument is out of range
   */
  public static Interval wilson(double successes, long trials, double confidence) {
    Checks.confidence(confidence);
    if (trials < 1)
      throw new IllegalArgumentException("trials = " + trials + ", must be at least 1");
    if (!(successes >= 0 && successes <= trials))
      throw new IllegalArgumentException(
          "successes = " + successes + ", must be in [0, " + trials + "]");
    double z = Distributions.normalQuantile((1 + confidence) / 2);
    double n = trials;
    double p = successes / n;
    double centre = p + z * z / (2 * n);
    double half = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    double scale = 1 + z * z / n;
    double low = successes == 0 ? 0 : (centre - half) / scale;
    double high = successes == trials ? 1 : (centre + half) / scale;
    return new Interval(p, low, high, confidence);
  }

  /**
   * The exact interval of a proportion: its ends are quantiles of Beta(k, n - k + 1) and Beta(k +
   * 1, n - k). Clopper and Pearson, "The use of confidence or fiducial limits illustrated in the
   * case of the binomial", Biometrika 26 (1934).
   *
   * @param successes in [0, trials]
   * @param trials at least 1, independent
   * @throws IllegalArgumentException if an argument is out of range
   */
  public static Interval clopperPearson(long successes, long trials, double confidence) {
    Checks.confidence(confidence);
    double tail = (1 - confidence) / 2;
    double high = clopperPearsonUpper(successes, trials, 1 - tail);
    double low = 1 - clopperPearsonUpper(trials - successes, trials, 1 - tail);
    return new Interval((double) successes / trials, low, high, confidence);
  }

  /**
   * The exact upper limit of a proportion: the p at which {@code successes} or fewer have
   * probability 1 - confidence; with none of n it is 1 - (1 - confidence)^(1 / n).
   *
   * @param confidence of the one-sided limit, in (0, 1)
   */
  public static double clopperPearsonUpper(long successes, long trials, double confidence) {
    Checks.confidence(confidence);
    if (trials < 1)
      throw new IllegalArgumentException("trials = " + trials + ", must be at least 1");
    if (successes < 0 || successes > trials)
      throw new IllegalArgumentException(
          "successes = " + successes + ", must be in [0, " + trials + "]");
    return successes == trials
        ? 1
        : Distributions.betaQuantile(confidence, successes + 1.0, (double) trials - successes);
  }
}
