package org.penchant.testkit.seed;

import java.util.random.RandomGenerator;

/** Random numbers that meet the edges of what formulas must stand, about half of the time. */
public final class Edges {
  private static final double[] MARGINS = {
    0, -0.0, 1e-300, -1e-300, 1e-12, -1e-12, 36.7, -36.7, 80, -80, 745.2, -745.2, 1e4, -1e4
  };
  private static final double[] PROBABILITIES = {
    0, 1, 0.5, 1e-300, 1e-12, 1 - 1e-12, Math.nextDown(1.0), Math.nextUp(0.5)
  };
  private static final double[] LOG_PROBABILITIES = {0, -1e-12, -1e-300, -Math.log(2), -745, -1e4};

  private Edges() {}

  /**
   * A margin or logit: 0, tiny, where exp rounds or overflows, ±1e4, or standard normal times 3.
   */
  public static double margin(RandomGenerator random) {
    return random.nextBoolean() ? pick(MARGINS, random) : 3 * random.nextGaussian();
  }

  /** {@code n} margins; one array in eight holds the same margin throughout. */
  public static double[] margins(RandomGenerator random, int n) {
    boolean same = random.nextInt(8) == 0;
    double[] margins = new double[n];
    for (int i = 0; i < n; i++) margins[i] = same && i > 0 ? margins[0] : margin(random);
    return margins;
  }

  /** A probability in [0, 1], its ends included. */
  public static double probability(RandomGenerator random) {
    return random.nextBoolean() ? pick(PROBABILITIES, random) : random.nextDouble();
  }

  /** A probability in (0, 1), as near as 1e-12 to its ends. */
  public static double openProbability(RandomGenerator random) {
    double p = probability(random);
    return Math.clamp(p, 1e-12, 1 - 1e-12);
  }

  /** The log-probability of a response, summed over its tokens: at most 0, down to -1e4. */
  public static double logProbability(RandomGenerator random) {
    return random.nextBoolean() ? pick(LOG_PROBABILITIES, random) : -30 * random.nextExponential();
  }

  /** A length in tokens, 1 to {@code most}; 1 and {@code most} come often. */
  public static int length(RandomGenerator random, int most) {
    return switch (random.nextInt(4)) {
      case 0 -> 1;
      case 1 -> most;
      default -> random.nextInt(1, most + 1);
    };
  }

  /** A positive scale such as an inverse temperature, log-uniform in [1e-3, 1e3]; 1 comes often. */
  public static double scale(RandomGenerator random) {
    return random.nextInt(4) == 0 ? 1 : Math.pow(10, random.nextDouble(-3, 3));
  }

  /** {@code n} scores: all equal, few levels with many ties, or all distinct. */
  public static double[] scores(RandomGenerator random, int n) {
    int kind = random.nextInt(3);
    double[] scores = new double[n];
    for (int i = 0; i < n; i++)
      scores[i] =
          switch (kind) {
            case 0 -> 1;
            case 1 -> random.nextInt(3);
            default -> random.nextGaussian();
          };
    return scores;
  }

  private static double pick(double[] from, RandomGenerator random) {
    return from[random.nextInt(from.length)];
  }
}
