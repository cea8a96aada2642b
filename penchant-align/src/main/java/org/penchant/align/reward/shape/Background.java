package org.penchant.align.reward.shape;

/**
 * What a raw reward is held against.
 *
 * @param references rewards of reference answers to the same prompt by the same reward model; empty
 *     if the shaping needs none
 * @param running statistics of all raw rewards so far
 */
public record Background(double[] references, RunningStatistics running) {
  private static final Background NONE = of();

  public Background {
    references = references.clone();
    for (double reference : references)
      if (!Double.isFinite(reference))
        throw new IllegalArgumentException("reference reward " + reference + ", must be finite");
  }

  /** References alone. */
  public static Background of(double... references) {
    return new Background(references, RunningStatistics.none());
  }

  /** Nothing at all. */
  public static Background none() {
    return NONE;
  }

  public Background withRunning(RunningStatistics statistics) {
    return new Background(references, statistics);
  }

  @Override
  public double[] references() {
    return references.clone();
  }

  /** How many references there are. */
  int count() {
    return references.length;
  }

  /** A reference without a copy of all. */
  double reference(int m) {
    return references[m];
  }

  /** The references, at least {@code least} of them. */
  double[] atLeast(int least, Object who) {
    if (references.length < least)
      throw new IllegalArgumentException(
          who
              + " needs rewards of at least "
              + least
              + " reference answer(s) to the prompt, there are "
              + references.length);
    return references;
  }
}
