package org.penchant.rank.choice;

import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.Erfcx;

/**
 * P(first) = Phi(d), the normal distribution function; a tie is half a win for each. Thurstone, "A
 * law of comparative judgment", Psychological Review 34 (1927), case V in the unit of the standard
 * deviation of a difference; Mosteller, Psychometrika 16 (1951).
 */
public record Thurstone() implements PairModel {
  private static final double ROOT_HALF = Math.sqrt(0.5);
  private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

  public static Thurstone defaults() {
    return new Thurstone();
  }

  @Override
  public String tieName() {
    return "";
  }

  @Override
  public Tie tie() {
    return new Tie.Fixed(0);
  }

  @Override
  public double tieStart(double rate) {
    return 0;
  }

  @Override
  public double tieless() {
    return 0;
  }

  @Override
  public double win(double d, double t) {
    return Erfc.value(-d * ROOT_HALF) / 2;
  }

  @Override
  public double tie(double d, double t) {
    return 0;
  }

  @Override
  public void add(double d, double t, double won, double lost, double tied, PairTerms sums) {
    one(d, won + tied / 2, 1, sums);
    one(-d, lost + tied / 2, -1, sums);
  }

  private static void one(double z, double count, int sign, PairTerms sums) {
    if (count == 0) return;
    double slope = slope(z);
    sums.add(count * logPhi(z), sign * count * slope, 0, count * slope * (slope + z), 0, 0);
  }

  /** log Phi(z), exact in the lower tail through the scaled complementary error function. */
  private static double logPhi(double z) {
    return z < 0
        ? Math.log(Erfcx.value(-z * ROOT_HALF) / 2) - z * z / 2
        : Math.log1p(-Erfc.value(z * ROOT_HALF) / 2);
  }

  /** phi(z) / Phi(z). */
  private static double slope(double z) {
    return z < 0
        ? 2 / (ROOT_TWO_PI * Erfcx.value(-z * ROOT_HALF))
        : Math.exp(-z * z / 2) / (ROOT_TWO_PI * (1 - Erfc.value(z * ROOT_HALF) / 2));
  }
}
