package org.penchant.align.curate.elo;

/** How often one model should win over another by their ratings. */
public final class EloWin {
  /** Expected win rates are kept this far from 0 and 1. */
  public static final double CLIP = 0.01;

  private EloWin() {}

  /** 1 / (1 + 10^((b - a) / 400)), in (0, 1). */
  public static double rate(double a, double b) {
    return 1 / (1 + Math.pow(10, (b - a) / 400));
  }

  /** {@link #rate} in [0.01, 0.99]: beyond about 800 points offsets run away. */
  public static double clipped(double a, double b) {
    return Math.clamp(rate(a, b), CLIP, 1 - CLIP);
  }
}
