package org.penchant.align.curate.strength;

/** What is done to pairs whose labels are doubtful. */
public sealed interface Remedy {
  /**
   * Reverses the labels of the pairs of least strength, of those only that the judges are against:
   * reversing more would overrule minorities.
   *
   * @param share of all pairs, in [0, 1]
   */
  record Flip(double share) implements Remedy {
    public Flip {
      inUnit(share);
    }

    public static Flip defaults() {
      return new Flip(0.1);
    }
  }

  /**
   * Leaves out the pairs of least strength.
   *
   * @param share of all pairs, in [0, 1]
   */
  record Drop(double share) implements Remedy {
    public Drop {
      inUnit(share);
    }

    public static Drop defaults() {
      return new Drop(0.1);
    }
  }

  /** Writes the column soft_label, the probability that the chosen is preferred. */
  record Soften() implements Remedy {}

  /**
   * Writes the column margin. A pair whose column {@code indistinguishable} is 1 gets no positive
   * one: near-paraphrases have near scores, and a margin there can only be memorised.
   */
  record Margin(MarginPolicy policy) implements Remedy {
    public static Margin defaults() {
      return new Margin(new MarginPolicy.Signed(1));
    }
  }

  /** Writes the column weight, {@link Strength#weight()}. */
  record Weigh() implements Remedy {}

  /** Writes nothing but what all remedies write, the columns vote_mean and vote_sd. */
  record Mark() implements Remedy {}

  private static void inUnit(double share) {
    if (!(share >= 0 && share <= 1))
      throw new IllegalArgumentException("share = " + share + ", must be in [0, 1]");
  }
}
