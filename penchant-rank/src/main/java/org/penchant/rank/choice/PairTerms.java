package org.penchant.rank.choice;

/**
 * Running sums of a log-likelihood and its derivatives by the difference of utilities d and the tie
 * parameter t; second derivatives with their sign turned, so that they are information.
 */
public final class PairTerms {
  double value;
  double d;
  double t;
  double dd;
  double dt;
  double tt;

  /** Back to zero. */
  public void clear() {
    value = d = t = dd = dt = tt = 0;
  }

  void add(double value, double d, double t, double dd, double dt, double tt) {
    this.value += value;
    this.d += d;
    this.t += t;
    this.dd += dd;
    this.dt += dt;
    this.tt += tt;
  }

  /** The log-likelihood. */
  public double value() {
    return value;
  }

  /** Its slope in d. */
  public double slope() {
    return d;
  }

  /** Its slope in t. */
  public double tieSlope() {
    return t;
  }

  /** Minus its second derivative in d. */
  public double information() {
    return dd;
  }

  /** Minus its mixed derivative in d and t. */
  public double mixedInformation() {
    return dt;
  }

  /** Minus its second derivative in t. */
  public double tieInformation() {
    return tt;
  }
}
