package org.penchant.align.objective;

/**
 * A copy of a row's best response that lacks some of its key content.
 *
 * @param level how much it lacks, from 0 for nothing
 * @param logits of every level, by the head that guesses it
 */
public record DegreeCopy(int level, double[] logits) {
  public DegreeCopy {
    if (level < 0 || level >= logits.length)
      throw new IllegalArgumentException("level " + level + " of " + logits.length);
  }

  /** -log q of its level, q the softmax of the logits. */
  public double loss() {
    double most = Double.NEGATIVE_INFINITY;
    for (double logit : logits) most = Math.max(most, logit);
    double sum = 0;
    for (double logit : logits) sum += Math.exp(logit - most);
    return most + Math.log(sum) - logits[level];
  }
}
