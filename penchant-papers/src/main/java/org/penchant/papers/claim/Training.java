package org.penchant.papers.claim;

/**
 * Full-batch Adam (0.9, 0.999, 1e-8) from theta = 0.
 *
 * @param rate learning rate
 * @param steps optimiser steps, in each round if there are rounds
 * @param keepEvery 0 keeps the last parameters; k looks at held-out loss every k steps and keeps
 *     the parameters where it was lowest
 * @param protocol where pairs come from
 */
public record Training(double rate, int steps, int keepEvery, Protocol protocol) {
  public Training {
    if (!(rate > 0)) throw new IllegalArgumentException("rate = " + rate + ", must be positive");
    if (steps < 1 || keepEvery < 0)
      throw new IllegalArgumentException("steps must be at least 1, keep-every not negative");
  }

  public static Training defaults() {
    return new Training(0.03, 400, 0, new Protocol.Offline());
  }

  Training atMost(int most) {
    return new Training(rate, Math.min(steps, most), keepEvery, protocol);
  }
}
