package org.penchant.rank.choice;

/** What is added to the log-likelihood of utilities u, so that they stay finite or shrink. */
public sealed interface Penalty {
  /** Nothing: maximum likelihood. */
  record None() implements Penalty {}

  /**
   * -strength / 2 * sum of u_i^2: a normal prior of variance 1 / strength.
   *
   * @param strength above 0
   */
  record Ridge(double strength) implements Penalty {
    public Ridge {
      check(strength);
    }

    public static Ridge defaults() {
      return new Ridge(0.01);
    }
  }

  /**
   * strength * sum of [log s(u_i) + log s(-u_i)]: every item wins and loses that often against an
   * opponent of utility 0, without ties.
   *
   * @param strength above 0
   */
  record VirtualOpponent(double strength) implements Penalty {
    public VirtualOpponent {
      check(strength);
    }

    public static VirtualOpponent defaults() {
      return new VirtualOpponent(0.2);
    }
  }

  /**
   * Half the log-determinant of the information, Jeffreys' prior, which takes away the bias of
   * order 1/n. Firth, "Bias reduction of maximum likelihood estimates", Biometrika 80 (1993). For
   * Bradley-Terry without a tie parameter.
   */
  record Firth() implements Penalty {}

  private static void check(double strength) {
    if (!(strength > 0 && strength < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException("strength = " + strength + ", must be finite and above 0");
  }
}
