package org.penchant.app.job;

import java.util.Map;

/** Told how far a piece of work is; rendering and timing are the listener's. */
public interface Progress {
  /** A stage begins. */
  void stage(String name);

  /** {@code done} of {@code total} parts of the stage are done. */
  void at(long done, long total, Map<String, Double> numbers);

  /** Tells nobody. */
  static Progress silent() {
    return new Progress() {
      @Override
      public void stage(String name) {}

      @Override
      public void at(long done, long total, Map<String, Double> numbers) {}
    };
  }
}
