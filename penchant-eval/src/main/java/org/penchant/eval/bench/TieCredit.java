package org.penchant.eval.bench;

/** What equal scores of a pair are worth. */
public enum TieCredit {
  /** One half: a constant score reaches one half. */
  HALF,
  /** Nothing: a constant score reaches 0. */
  STRICT;

  /** The credit of a chosen answer's score against the rejected one's. */
  public double of(double chosen, double rejected) {
    return chosen > rejected ? 1 : chosen == rejected && this == HALF ? 0.5 : 0;
  }
}
