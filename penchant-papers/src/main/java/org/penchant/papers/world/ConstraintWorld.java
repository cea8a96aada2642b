package org.penchant.papers.world;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.penchant.core.numeric.Logistic;
import org.penchant.core.random.Seeds;

/**
 * Answers that meet or fail six constraints: given its style z ~ N(0, 1) an answer meets constraint
 * i with probability sigmoid(bias_i + 1.5 g_i z), g = 1 for the first four and -1 for the last two,
 * which are the hard ones. A policy with parameters theta adds theta_i to the logit of i.
 *
 * @param odds e^logit of every constraint under fresh styles, [styles 6]
 * @param bias [6]
 */
public record ConstraintWorld(double[] bias, double[] odds) {
  /** Constraints. */
  public static final int CONSTRAINTS = 6;

  /** The hard ones, as bits. */
  public static final int HARD = 0b110000;

  private static final double DECIDED = 60;

  /** bias ~ N(0, 0.3^2), lowered by 0.8 for hard constraints. */
  public static ConstraintWorld draw(int styles, Seeds seeds) {
    double[] bias = Normals.of(CONSTRAINTS, 0.3, seeds.stream("bias"));
    for (int i = 0; i < CONSTRAINTS; i++) if (hard(i)) bias[i] -= 0.8;
    double[] z = Normals.of(styles, seeds.stream("styles"));
    double[] odds = new double[styles * CONSTRAINTS];
    Arrays.setAll(odds, k -> Math.exp(logit(bias, k % CONSTRAINTS, z[k / CONSTRAINTS])));
    return new ConstraintWorld(bias, odds);
  }

  /** The constraints that an answer of the reference meets, as bits. */
  public int answer(RandomGenerator random) {
    double z = random.nextGaussian();
    int met = 0;
    for (int i = 0; i < CONSTRAINTS; i++)
      if (random.nextDouble() < Logistic.sigmoid(logit(bias, i, z))) met |= 1 << i;
    return met;
  }

  /**
   * How often a policy meets constraints.
   *
   * @param mean of all six
   * @param hard mean of the hard two
   * @param all the probability of meeting all six
   */
  public record Met(double mean, double hard, double all) {}

  /** Under c theta, over the fresh styles. */
  public Met met(double[] theta, double c) {
    double[] tilt = exp(shift(theta, c));
    double sum = 0;
    double hard = 0;
    double all = 0;
    for (int s = 0; s < odds.length; s += CONSTRAINTS) {
      double product = 1;
      for (int i = 0; i < CONSTRAINTS; i++) {
        double p = 1 - 1 / (1 + odds[s + i] * tilt[i]);
        sum += p;
        if (hard(i)) hard += p;
        product *= p;
      }
      all += product;
    }
    double styles = odds.length / (double) CONSTRAINTS;
    return new Met(sum / odds.length, hard / (2 * styles), all / styles);
  }

  /** Under theta scaled to KL(pi || ref) = {@code kl} nats. */
  public Met metAtKl(double[] theta, double kl) {
    if (Arrays.stream(theta).allMatch(v -> v == 0)) return met(theta, 0);
    double unchanged = logNormaliser(new double[CONSTRAINTS]);
    return met(theta, Bisection.atKl(c -> kl(shift(theta, c), unchanged), kl));
  }

  /** KL of the product of Bernoullis from the reference given the style, its mean over styles. */
  public double kl(double[] theta) {
    return kl(theta, logNormaliser(new double[CONSTRAINTS]));
  }

  private double kl(double[] shift, double unchanged) {
    double[] tilt = exp(shift);
    double sum = 0;
    for (int s = 0; s < odds.length; s += CONSTRAINTS)
      for (int i = 0; i < CONSTRAINTS; i++) sum += shift[i] * (1 - 1 / (1 + odds[s + i] * tilt[i]));
    return sum * CONSTRAINTS / odds.length - logNormaliser(shift) + unchanged;
  }

  /** The mean over styles of log prod_i (1 + odds_i e^shift_i). */
  private double logNormaliser(double[] shift) {
    double[] tilt = exp(shift);
    double sum = 0;
    for (int s = 0; s < odds.length; s += CONSTRAINTS) {
      double product = 1;
      for (int i = 0; i < CONSTRAINTS; i++) product *= 1 + odds[s + i] * tilt[i];
      sum += Math.log(product);
    }
    return sum * CONSTRAINTS / odds.length;
  }

  /** c theta, cut where a constraint is as good as decided and products of odds stay finite. */
  private static double[] shift(double[] theta, double c) {
    return Arrays.stream(theta).map(t -> Math.clamp(c * t, -DECIDED, DECIDED)).toArray();
  }

  private static double[] exp(double[] x) {
    return Arrays.stream(x).map(Math::exp).toArray();
  }

  private static double logit(double[] bias, int i, double z) {
    return bias[i] + (hard(i) ? -1.5 : 1.5) * z;
  }

  private static boolean hard(int constraint) {
    return (HARD >> constraint & 1) == 1;
  }
}
