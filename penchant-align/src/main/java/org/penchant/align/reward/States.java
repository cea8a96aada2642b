package org.penchant.align.reward;

import java.util.List;
import org.penchant.torch.tensor.Tensor;

/**
 * Where the features of responses and prompts come from: items, numbered from 0, each with one or
 * more positions of D features.
 */
public interface States {
  /** D. */
  int width();

  /** The number of items. */
  int size();

  /** Positions of an item: steps of a process, otherwise 1. */
  int positions(int item);

  /** Rows of items in runs that fit one pass each, in order. */
  List<List<int[]>> split(List<int[]> rows);

  /**
   * The features of items, those of each item after those of the one before; in the caller's scope.
   *
   * @param rows items that belong together stand together
   * @param train whether {@link Forward#backward} will be called
   */
  Forward forward(List<int[]> rows, boolean train);

  /** What the mean cross-entropy of {@link #languageTokens} counts in the loss. */
  default double languageWeight() {
    return 0;
  }

  /** Tokens of the items that a language-model term trains. */
  default long languageTokens(List<int[]> rows) {
    return 0;
  }

  /** Features of a pass, and the way back to whatever made them. */
  interface Forward {
    /** [positions, D], cut from differentiation. */
    Tensor states();

    /** Whether anything behind the features trains. */
    boolean trains();

    /** The sum of the cross-entropies of {@link States#languageTokens}, nats. */
    default double language() {
      return 0;
    }

    /**
     * Adds gradients behind the features.
     *
     * @param gradient d loss / d states
     * @param byLanguage d loss / d {@link #language}
     */
    void backward(Tensor gradient, double byLanguage);
  }
}
