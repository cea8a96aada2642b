package org.penchant.rank.select;

/**
 * All answers to one prompt in the order they were drawn, scored and judged.
 *
 * @param scores one an answer
 * @param acceptable what a judge whom one trusts says of each
 * @param quality of each on any scale, such as the true utility; for the report
 */
public record Trial(double[] scores, boolean[] acceptable, double[] quality) {
  public Trial {
    if (acceptable.length != scores.length || quality.length != scores.length)
      throw new IllegalArgumentException(
          scores.length
              + " scores, "
              + acceptable.length
              + " judgements and "
              + quality.length
              + " qualities");
  }

  /** Of true utilities, acceptable from 0 up. */
  public static Trial of(double[] scores, double[] utilities) {
    boolean[] acceptable = new boolean[utilities.length];
    for (int i = 0; i < utilities.length; i++) acceptable[i] = utilities[i] >= 0;
    return new Trial(scores, acceptable, utilities);
  }
}
