package org.penchant.app.reward.bench;

import java.util.Map;
import org.penchant.core.preference.Content;

/**
 * A labelled response.
 *
 * @param file as the user named it
 * @param row its 0-based number there
 * @param labels class by dimension; a dimension of which nothing was said is absent
 */
public record ProbeRow(
    String file, long row, Content prompt, Content response, Map<String, String> labels) {
  public ProbeRow {
    labels = Map.copyOf(labels);
  }
}
