package org.penchant.app.cli;

import java.io.PrintWriter;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/** Says how far long work is, on the error stream: after two seconds, then every second. */
final class Progress implements IntConsumer {
  private static final long SECOND = 1_000_000_000L;

  private final PrintWriter out;
  private final String doing;
  private final int total;
  private final LongSupplier clock;
  private long next;

  /** Work that begins now, by a clock of nanoseconds. */
  Progress(PrintWriter out, String doing, int total, LongSupplier clock) {
    this.out = out;
    this.doing = doing;
    this.total = total;
    this.clock = clock;
    this.next = clock.getAsLong() + 2 * SECOND;
  }

  @Override
  public void accept(int done) {
    long now = clock.getAsLong();
    if (now - next < 0) return;
    next = now + SECOND;
    out.println(doing + " " + done + " of " + total);
    out.flush();
  }
}
