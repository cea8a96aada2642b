package org.penchant.align.lm;

import java.util.Arrays;

/**
 * A generated response.
 *
 * @param text without special tokens and without the stop text
 * @param ids all generated tokens, EOS and stop text included
 * @param finish why it ended
 * @param logProbabilities natural-log probability of each token under the model itself: before
 *     penalty, temperature and filters
 */
public record Generation(String text, int[] ids, Finish finish, double[] logProbabilities) {
  /** Why a generation ended. */
  public enum Finish {
    /** An end-of-sequence token. */
    EOS,
    /** A stop text. */
    STOP,
    /** As many tokens as were asked for. */
    LENGTH,
    /** The model's context was full. */
    CONTEXT
  }

  /** log p(response | prompt), the sum over its tokens. */
  public double logProbability() {
    return Arrays.stream(logProbabilities).sum();
  }
}
