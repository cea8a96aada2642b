package org.penchant.rank.judge.remote;

import java.time.Duration;
import java.time.InstantSource;

/**
 * The time, and how to let it pass; both are arguments, so that tests need not wait.
 *
 * @param clock what time it is
 * @param pause waits
 */
public record Timekeeper(InstantSource clock, Pause pause) {
  /** Waits. */
  @FunctionalInterface
  public interface Pause {
    void sleep(Duration time) throws InterruptedException;
  }

  /** Real time from {@code clock}. */
  public static Timekeeper of(InstantSource clock) {
    return new Timekeeper(clock, Thread::sleep);
  }
}
