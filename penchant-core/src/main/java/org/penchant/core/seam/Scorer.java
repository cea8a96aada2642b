package org.penchant.core.seam;

import org.penchant.core.preference.Content;

/** Anything that says how good a response is; higher is better, the scale is its own. */
@FunctionalInterface
public interface Scorer {
  double score(Content prompt, Content response);
}
