package org.penchant.align.reward.lowrank;

import java.util.Locale;

/** How much a pair of a user with m pairs weighs in the loss. */
public enum UserWeight {
  /** 1: users weigh as much as they have pairs. */
  ROWS,
  /** 1 / m: users weigh alike (LoRe, arXiv 2504.14439). */
  EQUAL,
  /** 1 / (m + 3): a user weighs m / (m + 3), so that one with a single pair counts a quarter. */
  CAPPED;

  private static final double PULL = 3;

  /**
   * Of every pair.
   *
   * @param pairs m, at least 1
   */
  public double of(int pairs) {
    if (pairs < 1) throw new IllegalArgumentException("pairs = " + pairs + ", must be at least 1");
    return switch (this) {
      case ROWS -> 1;
      case EQUAL -> 1.0 / pairs;
      case CAPPED -> 1 / (pairs + PULL);
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
