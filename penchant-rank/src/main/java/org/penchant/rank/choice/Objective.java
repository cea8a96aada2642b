package org.penchant.rank.choice;

/** Something concave to climb. */
interface Objective {
  /** Computes everything at {@code point}; the other methods speak of the last one. */
  void evaluate(double[] point);

  double value();

  double[] gradient();

  /** The step of Newton's method. */
  double[] direction();
}
