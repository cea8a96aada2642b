package org.penchant.papers.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What one seed of an experiment found. */
public final class Figures {
  /** Whose figure, and what it measures. */
  public record Key(String arm, String metric) {}

  private final Map<Key, Double> all = new LinkedHashMap<>();

  /**
   * Adds a figure.
   *
   * @throws IllegalStateException if there is one already
   */
  public Figures put(String arm, String metric, double value) {
    if (all.put(new Key(arm, metric), value) != null)
      throw new IllegalStateException(metric + " of " + arm + " stands twice");
    return this;
  }

  /** All of them, in the order given. */
  public Map<Key, Double> all() {
    return Collections.unmodifiableMap(all);
  }
}
