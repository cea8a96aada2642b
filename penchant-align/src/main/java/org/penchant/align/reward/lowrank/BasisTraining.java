package org.penchant.align.reward.lowrank;

/**
 * How shared rewards train beside users' weights.
 *
 * @param penalty for standing away from a given head; strength 0 for none
 * @param turns steps that shared rewards train alone before users' weights do for as many, again
 *     and again; 0 for both in every step
 */
public record BasisTraining(BasisPenalty penalty, int turns) {
  public BasisTraining {
    if (turns < 0) throw new IllegalArgumentException("turns = " + turns + ", must be at least 0");
  }

  /** Together, no penalty. */
  public static BasisTraining defaults() {
    return new BasisTraining(new BasisPenalty.Squared(0), 0);
  }
}
