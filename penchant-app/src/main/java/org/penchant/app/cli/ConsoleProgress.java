package org.penchant.app.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.penchant.app.job.Progress;

/**
 * A line for each stage, and one that is written over while a stage of over two seconds goes on.
 */
final class ConsoleProgress implements Progress {
  private static final long QUIET_NANOS = 2_000_000_000L;
  private static final long REFRESH_NANOS = 500_000_000L;

  private final PrintWriter err;
  private final boolean interactive;
  private final LongSupplier clock;
  private String stage = "";
  private long began;
  private long shown;
  private boolean open;

  ConsoleProgress(PrintWriter err, boolean interactive) {
    this(err, interactive, System::nanoTime);
  }

  /** Progress by a clock of nanoseconds. */
  ConsoleProgress(PrintWriter err, boolean interactive, LongSupplier clock) {
    this.err = err;
    this.interactive = interactive;
    this.clock = clock;
  }

  @Override
  public void stage(String name) {
    if (open) err.println();
    open = false;
    stage = name;
    began = clock.getAsLong();
    shown = began;
    err.println("- " + name);
    err.flush();
  }

  @Override
  public void at(long done, long total, Map<String, Double> numbers) {
    long now = clock.getAsLong();
    double seconds = (now - began) / 1e9;
    long refresh = interactive ? REFRESH_NANOS : 10 * REFRESH_NANOS;
    if (now - began < QUIET_NANOS || (now - shown < refresh && done < total)) return;
    shown = now;
    var text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "  %d/%d  %.0f s, %.0f s left",
                done,
                total,
                seconds,
                seconds / Math.max(1, done) * (total - done)));
    for (String key : new String[] {"loss", "rewards/margins", "rewards/accuracies"})
      if (numbers.containsKey(key))
        text.append(
            String.format(Locale.ROOT, "  %s %.4f", key, numbers.getOrDefault(key, Double.NaN)));
    if (interactive) err.print("\r" + text + "   ");
    else err.println(text);
    err.flush();
    open = interactive;
  }

  /** Ends the line that is being written over. */
  void end() {
    if (open) err.println();
    open = false;
    err.flush();
  }
}
