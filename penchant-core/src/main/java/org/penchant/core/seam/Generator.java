package org.penchant.core.seam;

import java.util.List;
import org.penchant.core.preference.Content;

/** Anything that answers prompts: a local model, a remote one, a heuristic. */
public interface Generator {
  /**
   * Answers every prompt {@code samples} times.
   *
   * @return for each prompt, its responses
   */
  List<List<Content>> generate(List<Content> prompts, int samples);
}
