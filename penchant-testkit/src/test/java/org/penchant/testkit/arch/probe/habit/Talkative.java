package org.penchant.testkit.arch.probe.habit;

/** Wrong in every method: speaks to the console. */
public final class Talkative {
  static void out() {
    System.out.print(1);
  }

  static void err() {
    System.err.print(1);
  }

  static void trace(Exception e) {
    e.printStackTrace();
  }
}
