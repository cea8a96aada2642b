package org.penchant.core.seam;

import java.util.List;
import org.penchant.core.preference.Content;

/** Anything that says how good a response is; higher is better, the scale is its own. */
@FunctionalInterface
public interface Scorer {
  double score(Content prompt, Content response);

  /**
   * Scores of several responses to one prompt, in order: each by itself, unless a scorer reads them
   * faster together or can only say how each compares with the others.
   */
  default double[] scores(Content prompt, List<Content> responses) {
    return responses.stream().mapToDouble(response -> score(prompt, response)).toArray();
  }
}
