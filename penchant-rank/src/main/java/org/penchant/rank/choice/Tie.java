package org.penchant.rank.choice;

/** Where the tie parameter of a model comes from. */
public sealed interface Tie {
  /** Estimated with the utilities. */
  record Free() implements Tie {}

  /**
   * Given.
   *
   * @param value in the unit of the model
   */
  record Fixed(double value) implements Tie {
    public Fixed {
      if (!Double.isFinite(value))
        throw new IllegalArgumentException("tie parameter = " + value + ", must be finite");
    }
  }
}
