package org.penchant.rank.choice;

import org.penchant.core.numeric.Logistic;

/**
 * Ties by a threshold t >= 0 on the log scale: P(first) = s(d - t), P(second) = s(-d - t), P(tie) =
 * (e^2t - 1) s(d - t) s(-d - t), with s the logistic function. Rao and Kupper, "Ties in
 * paired-comparison experiments", JASA 62 (1967); their theta is e^t.
 */
public record RaoKupper(Tie tie) implements PairModel {
  public RaoKupper {
    if (tie instanceof Tie.Fixed fixed && !(fixed.value() >= 0))
      throw new IllegalArgumentException(
          "tie threshold = " + fixed.value() + ", must not be negative");
  }

  public static RaoKupper defaults() {
    return new RaoKupper(new Tie.Free());
  }

  @Override
  public String tieName() {
    return "tie-threshold";
  }

  /** From P(tie) = tanh(t / 2) at d = 0. */
  @Override
  public double tieStart(double rate) {
    return Math.log((1 + rate) / (1 - rate));
  }

  @Override
  public double tieless() {
    return 0;
  }

  @Override
  public double tieAbove() {
    return 0;
  }

  @Override
  public double win(double d, double t) {
    return Logistic.sigmoid(d - t);
  }

  @Override
  public double tie(double d, double t) {
    double wide = Math.abs(d);
    return -Math.expm1(-2 * t) * Logistic.sigmoid(t - wide) * Logistic.sigmoid(wide + t);
  }

  @Override
  public void add(double d, double t, double won, double lost, double tied, PairTerms sums) {
    double up = won + tied;
    double down = lost + tied;
    double a = Logistic.sigmoid(t - d);
    double b = Logistic.sigmoid(d + t);
    double va = up * a * (1 - a);
    double vb = down * b * (1 - b);
    double value = up * Logistic.logSigmoid(d - t) + down * Logistic.logSigmoid(-d - t);
    sums.add(value, up * a - down * b, -up * a - down * b, va + vb, vb - va, va + vb);
    if (tied > 0) {
      double sinh = Math.sinh(Math.min(t, 300));
      sums.add(
          tied * (2 * t + Math.log(-Math.expm1(-2 * t))),
          0,
          tied * -2 / Math.expm1(-2 * t),
          0,
          0,
          tied / (sinh * sinh));
    }
  }
}
