package org.penchant.papers.world;

import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;

/** Where something that grows crosses a value. */
public final class Bisection {
  private static final int HALVINGS = 60;
  private static final double FARTHEST = 1e6;
  private static final double PRECISION = 1e-13;

  private Bisection() {}

  /** Where in [low, high] {@code below} turns from true to false. */
  public static double of(double low, double high, DoublePredicate below) {
    double a = low;
    double b = high;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (a + b) / 2;
      if (below.test(middle)) a = middle;
      else b = middle;
    }
    return (a + b) / 2;
  }

  /**
   * The factor c >= 0 on a policy's parameters at which its divergence from the reference is {@code
   * kl}, so that policies are held against each other as far from it; one of millions if there is
   * none.
   *
   * @param klOf the divergence at c, 0 at 0 and growing, nats
   */
  public static double atKl(DoubleUnaryOperator klOf, double kl) {
    double high = 1;
    double over = klOf.applyAsDouble(high) - kl;
    double low = 0;
    double under = -kl;
    while (high < FARTHEST && over < 0) {
      low = high;
      under = over;
      high *= 2;
      over = klOf.applyAsDouble(high) - kl;
    }
    return over < 0 ? high : crossing(klOf, kl, low, under, high, over);
  }

  /** False position, the end that stays having its height halved (Illinois). */
  private static double crossing(
      DoubleUnaryOperator klOf, double kl, double low, double under, double high, double over) {
    double a = low;
    double b = high;
    double fa = under;
    double fb = over;
    int stayed = 0;
    for (int i = 0; i < HALVINGS && b - a > PRECISION * b; i++) {
      double c = fb - fa > 0 ? b - fb * (b - a) / (fb - fa) : (a + b) / 2;
      if (!(c > a && c < b)) c = (a + b) / 2;
      double f = klOf.applyAsDouble(c) - kl;
      if (Math.abs(f) <= PRECISION * kl) return c;
      if (f < 0) {
        a = c;
        fa = f;
        if (stayed == 1) fb /= 2;
        stayed = 1;
      } else {
        b = c;
        fb = f;
        if (stayed == -1) fa /= 2;
        stayed = -1;
      }
    }
    return (a + b) / 2;
  }
}
