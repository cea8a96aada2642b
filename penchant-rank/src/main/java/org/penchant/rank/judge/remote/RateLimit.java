package org.penchant.rank.judge.remote;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Lets at most so many begin within any minute; the others wait their turn. */
final class RateLimit {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final int perMinute;
  private final Timekeeper time;
  private final Deque<Instant> begun = new ArrayDeque<>();

  RateLimit(int perMinute, Timekeeper time) {
    this.perMinute = perMinute;
    this.time = time;
  }

  void await() throws InterruptedException {
    if (perMinute == 0) return;
    Duration wait;
    synchronized (this) {
      var now = time.clock().instant();
      while (!begun.isEmpty() && !begun.peekFirst().plus(MINUTE).isAfter(now)) begun.removeFirst();
      var turn = begun.size() < perMinute ? now : begun.removeFirst().plus(MINUTE);
      begun.addLast(turn);
      wait = Duration.between(now, turn);
    }
    if (wait.isPositive()) time.pause().sleep(wait);
  }
}
