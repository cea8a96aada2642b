package org.penchant.rank.choice;

import org.penchant.core.numeric.Logistic;

/**
 * P(first) = 1 / (1 + e^-d); a tie is half a win for each. Bradley and Terry, "Rank analysis of
 * incomplete block designs", Biometrika 39 (1952); Zermelo, Mathematische Zeitschrift 29 (1929).
 */
public record BradleyTerry() implements PairModel {
  public static BradleyTerry defaults() {
    return new BradleyTerry();
  }

  @Override
  public double win(double d, double t) {
    return Logistic.sigmoid(d);
  }

  @Override
  public void add(double d, double t, double won, double lost, double tied, PairTerms sums) {
    double w = won + tied / 2;
    double l = lost + tied / 2;
    double e = Math.exp(-Math.abs(d));
    double larger = 1 / (1 + e);
    double smaller = e * larger;
    double p = d >= 0 ? larger : smaller;
    double q = d >= 0 ? smaller : larger;
    double value = Math.min(d, 0) * w - Math.max(d, 0) * l - (w + l) * Math.log1p(e);
    sums.add(value, w * q - l * p, 0, (w + l) * p * q, 0, 0);
  }
}
