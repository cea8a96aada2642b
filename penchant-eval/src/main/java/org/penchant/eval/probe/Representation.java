package org.penchant.eval.probe;

import org.penchant.core.preference.Content;

/**
 * The vector a reward model scores: the hidden state that feeds its head. It must be that of the
 * last real token of the response: where a batch is padded, the side decides which position that
 * is, and a wrong one probes a pad vector without a sign of it.
 */
@FunctionalInterface
public interface Representation {
  /** Of equal length for all texts, finite. */
  double[] of(Content prompt, Content response);
}
