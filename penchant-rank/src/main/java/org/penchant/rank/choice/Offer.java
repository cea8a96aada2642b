package org.penchant.rank.choice;

/**
 * Answers that somebody chose from.
 *
 * @param features of each answer, one row an answer, finite, of equal lengths
 * @param outside whether rejecting all was possible
 * @param chosen the answer, or {@link OutsideOption#NONE}
 */
public record Offer(double[][] features, boolean outside, int chosen) {
  public Offer {
    if (features.length < (outside ? 1 : 2))
      throw new IllegalArgumentException(features.length + " answers leave no choice");
    for (double[] row : features) {
      if (row.length != features[0].length)
        throw new IllegalArgumentException(
            "answers of " + features[0].length + " and of " + row.length + " features");
      for (double x : row)
        if (!Double.isFinite(x))
          throw new IllegalArgumentException("feature " + x + ", not finite");
    }
    if (chosen < (outside ? OutsideOption.NONE : 0) || chosen >= features.length)
      throw new IllegalArgumentException(
          "chosen = " + chosen + " of " + features.length + " answers");
  }

  /** A choice in which all could be rejected. */
  public static Offer withOutside(double[][] features, int chosen) {
    return new Offer(features, true, chosen);
  }

  /** A choice that had to fall on an answer; of two, this is Bradley-Terry. */
  public static Offer among(double[][] features, int chosen) {
    return new Offer(features, false, chosen);
  }

  boolean rejected() {
    return chosen == OutsideOption.NONE;
  }
}
