package org.penchant.rank.judge;

/** The outcome of a comparison of answer A with answer B, seen from A. */
public enum Verdict {
  WIN,
  TIE,
  LOSE;

  /** Scores of unequal sample counts differ by rounding; closer than this is a tie. */
  public static final double TOLERANCE = 1e-9;

  public static Verdict of(double a, double b) {
    if (Math.abs(a - b) <= TOLERANCE) return TIE;
    return a > b ? WIN : LOSE;
  }

  /** The same outcome seen from B. */
  public Verdict swapped() {
    return switch (this) {
      case WIN -> LOSE;
      case TIE -> TIE;
      case LOSE -> WIN;
    };
  }
}
