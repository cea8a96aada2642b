package org.penchant.papers.world;

/** How true utility follows from the linear score s = features . theta* of a candidate. */
public sealed interface Utility {
  /** s itself: a log-linear policy can represent it. */
  record Linear() implements Utility {}

  /**
   * features . theta2 - shift with theta2 = -theta* + N(0, noise^2): another region's truth, which
   * one linear reward cannot fit together with theta*.
   */
  record Opposed(double noise, double shift) implements Utility {}

  /** -factor |s|: looks good by extrapolation and is bad. */
  record Deceptive(double factor) implements Utility {
    public static Deceptive defaults() {
      return new Deceptive(0.5);
    }
  }
}
