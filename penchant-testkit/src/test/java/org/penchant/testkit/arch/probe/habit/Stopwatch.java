package org.penchant.testkit.arch.probe.habit;

/** Wrong in every method: times itself. */
public final class Stopwatch {
  static long nanos() {
    return System.nanoTime();
  }
}
