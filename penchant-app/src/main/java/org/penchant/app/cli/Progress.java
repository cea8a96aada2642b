package org.penchant.app.cli;

import java.io.PrintWriter;
import java.util.function.IntConsumer;

/** Says how far long work is, on the error stream: after two seconds, then every second. */
final class Progress implements IntConsumer {
  private static final long SECOND = 1_000_000_000L;

  private final PrintWriter out;
  private final String doing;
  private final int total;
  private long next = System.nanoTime() + 2 * SECOND;

  Progress(PrintWriter out, String doing, int total) {
    this.out = out;
    this.doing = doing;
    this.total = total;
  }

  @Override
  public void accept(int done) {
    long now = System.nanoTime();
    if (now < next) return;
    next = now + SECOND;
    out.println(doing + " " + done + " of " + total);
    out.flush();
  }
}
