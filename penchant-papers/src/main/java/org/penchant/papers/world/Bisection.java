package org.penchant.papers.world;

import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;

/** Where something that grows crosses a value. */
public final class Bisection {
  private static final int HALVINGS = 60;
  private static final double FARTHEST = 1e6;

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
    while (high < FARTHEST && klOf.applyAsDouble(high) < kl) high *= 2;
    return of(0, high, c -> klOf.applyAsDouble(c) < kl);
  }
}
