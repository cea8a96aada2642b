package org.penchant.rank.matrix;

/** Which observed entries count as corrupted, by how far they are from the low-rank part. */
public sealed interface Suspicion {
  /**
   * The entries further than width times the scale of all, 1.4826 median |M - L|: needs no guess of
   * their share. Starts from row medians.
   */
  record Outliers(double width) implements Suspicion {
    public Outliers {
      if (!(width > 0 && width < Double.POSITIVE_INFINITY))
        throw new IllegalArgumentException("width = " + width + ", must be positive and finite");
    }

    public static Outliers defaults() {
      return new Outliers(3);
    }
  }

  /**
   * The share of entries that are furthest; starts from zero. Twice the true share takes real
   * signal for corruption; 0 only completes.
   */
  record Quantile(double share) implements Suspicion {
    public static final double MOST = 0.6;

    public Quantile {
      if (!(share >= 0 && share <= MOST))
        throw new IllegalArgumentException("share = " + share + ", must be in [0, " + MOST + "]");
    }
  }
}
