package org.penchant.align.objective;

/**
 * A loss between two sides of a whole optimiser step: M values of the better side against N of the
 * worse. Its scalar form gives the loss and its slopes; {@link Stepwide} turns both into tensors
 * and keeps them the same however the step is packed.
 */
public sealed interface StepLoss permits SortedTransport, PromptContrast {
  /**
   * The two sides.
   *
   * @param better values, M
   * @param worse values, N
   * @param ofBetter embedding of the prompt of every better value; empty arrays where not asked for
   * @param ofWorse the same of the worse
   */
  record Sides(double[] better, double[] worse, double[][] ofBetter, double[][] ofWorse) {}

  /**
   * The loss and its slopes.
   *
   * @param losses what each better value contributes; the loss of the step is their mean, 0 if a
   *     side is empty
   * @param byBetter d (mean of losses) / d better
   * @param byWorse d (mean of losses) / d worse
   */
  record Spread(double[] losses, double[] byBetter, double[] byWorse) {
    static Spread nothing(Sides sides) {
      int m = sides.better().length;
      return new Spread(new double[m], new double[m], new double[sides.worse().length]);
    }
  }

  Spread at(Sides sides);

  /** Whether sides must be equally many. */
  default boolean square() {
    return false;
  }

  /** Whether it looks at embeddings of prompts. */
  default boolean embedded() {
    return false;
  }
}
