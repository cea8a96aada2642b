package org.penchant.align.reward.tool;

/**
 * What calls may cost.
 *
 * @param calls a trace
 * @param seconds a call
 * @param characters of an observation; what is longer is cut and says so
 */
public record Limits(int calls, double seconds, int characters) {
  public Limits {
    if (calls < 0 || !(seconds > 0 && seconds <= 86_400) || characters < 1)
      throw new IllegalArgumentException(
          "limits of " + calls + " calls, " + seconds + " s, " + characters + " characters");
  }

  /** 5 calls, 10 seconds, 2000 characters. */
  public static Limits defaults() {
    return new Limits(5, 10, 2000);
  }
}
