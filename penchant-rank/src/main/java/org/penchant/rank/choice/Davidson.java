package org.penchant.rank.choice;

/**
 * Ties in proportion to the geometric mean: first, second and tie have the weights e^(d/2),
 * e^(-d/2) and nu, with t = log nu. Davidson, "On extending the Bradley-Terry model to accommodate
 * ties in paired comparison experiments", JASA 65 (1970). Newman's nu is half of it.
 *
 * @param tie log nu
 */
public record Davidson(Tie tie) implements PairModel {
  /** A log nu that makes ties impossible in double precision. */
  private static final double NEVER = -1e5;

  public static Davidson defaults() {
    return new Davidson(new Tie.Free());
  }

  @Override
  public String tieName() {
    return "log-nu";
  }

  /** From P(tie) = nu / (2 + nu) at d = 0. */
  @Override
  public double tieStart(double rate) {
    return Math.log(2 * rate / (1 - rate));
  }

  @Override
  public double tieless() {
    return NEVER;
  }

  @Override
  public double win(double d, double t) {
    return 1 / (1 + Math.exp(-d) + Math.exp(t - d / 2));
  }

  @Override
  public double tie(double d, double t) {
    return 1 / (1 + Math.exp(d / 2 - t) + Math.exp(-d / 2 - t));
  }

  @Override
  public void add(double d, double t, double won, double lost, double tied, PairTerms sums) {
    double top = Math.max(Math.abs(d) / 2, t);
    double w = Math.exp(d / 2 - top);
    double l = Math.exp(-d / 2 - top);
    double e = Math.exp(t - top);
    double z = w + l + e;
    w /= z;
    l /= z;
    e /= z;
    double all = won + lost + tied;
    sums.add(
        (won - lost) * d / 2 + tied * t - all * (top + Math.log(z)),
        won * (l + e / 2) - lost * (w + e / 2) + tied * (l - w) / 2,
        tied * (w + l) - (won + lost) * e,
        all * (w * l + e * (w + l) / 4),
        all * e * (l - w) / 2,
        all * e * (w + l));
  }
}
