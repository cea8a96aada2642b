package org.penchant.align.curate.strength;

/**
 * The margin m that -log sigmoid(d - m) asks of a pair. Margins push scores beyond log-odds:
 * calibrate before reading a sigmoid as a probability.
 */
public sealed interface MarginPolicy {
  double of(Strength strength);

  /**
   * most (2 a - 1), a the share that agrees: in [-most, most]. With the population's share q its
   * minimiser is logit q + most (2 q - 1).
   */
  record Signed(double most) implements MarginPolicy {
    public Signed {
      notNegative("most", most);
    }

    @Override
    public double of(Strength strength) {
      return most * (2 * strength.share() - 1);
    }
  }

  /** most max(0, 2 a - 1). */
  record NonNegative(double most) implements MarginPolicy {
    public NonNegative {
      notNegative("most", most);
    }

    @Override
    public double of(Strength strength) {
      return most * Math.max(0, 2 * strength.share() - 1);
    }
  }

  /** most a. */
  record Share(double most) implements MarginPolicy {
    public Share {
      notNegative("most", most);
    }

    @Override
    public double of(Strength strength) {
      return most * strength.share();
    }
  }

  /** The same for every pair: mainly inflates scores, and is a baseline. */
  record Constant(double value) implements MarginPolicy {
    public Constant {
      if (!Double.isFinite(value))
        throw new IllegalArgumentException("value = " + value + ", must be finite");
    }

    @Override
    public double of(Strength strength) {
      return value;
    }
  }

  /** factor clip(mu, least, most): the adaptive margin of votes; a negative one asks for little. */
  record Adaptive(double factor, double least, double most) implements MarginPolicy {
    public Adaptive {
      notNegative("factor", factor);
      if (!(least <= most))
        throw new IllegalArgumentException(
            "least = " + least + " must not be above most = " + most);
    }

    /** mu as it is. */
    public static Adaptive defaults() {
      return new Adaptive(1, -Double.MAX_VALUE, Double.MAX_VALUE);
    }

    @Override
    public double of(Strength strength) {
      return factor * Math.clamp(strength.value(), least, most);
    }
  }

  private static void notNegative(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException(
          name + " = " + value + ", must be finite and not negative");
  }
}
