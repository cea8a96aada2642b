package org.penchant.align.curate;

import java.util.TreeMap;

/** Counts what a step leaves out and what it finds remarkable, each by its reason. */
public final class Tally {
  private final TreeMap<String, Long> leftOut = new TreeMap<>();
  private final TreeMap<String, Long> noted = new TreeMap<>();

  /** One item that the step does not pass on. */
  public void leaveOut(String reason) {
    leaveOut(reason, 1);
  }

  public void leaveOut(String reason, long times) {
    if (times > 0) leftOut.merge(reason, times, Long::sum);
  }

  /** One thing that is passed on but that a user should know of. */
  public void note(String what) {
    note(what, 1);
  }

  public void note(String what, long times) {
    if (times > 0) noted.merge(what, times, Long::sum);
  }

  /** How many items were left out, by reason. */
  public TreeMap<String, Long> leftOut() {
    return new TreeMap<>(leftOut);
  }

  public TreeMap<String, Long> noted() {
    return new TreeMap<>(noted);
  }
}
