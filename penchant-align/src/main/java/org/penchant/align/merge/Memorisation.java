package org.penchant.align.merge;

/** Whether a reward model learned its training labels' errors by heart. */
public final class Memorisation {
  private Memorisation() {}

  /**
   * The share of corrupted training pairs whose given, wrong label the model reproduces, in [0, 1].
   *
   * @param margins of every training pair, in the direction of the label given
   * @param corrupted which labels are wrong
   * @throws IllegalArgumentException if none is
   */
  public static double rate(double[] margins, boolean[] corrupted) {
    int wrong = 0;
    int learned = 0;
    for (int i = 0; i < margins.length; i++)
      if (corrupted[i]) {
        wrong++;
        if (margins[i] > 0) learned++;
      }
    if (wrong == 0) throw new IllegalArgumentException("no pair is corrupted");
    return (double) learned / wrong;
  }
}
