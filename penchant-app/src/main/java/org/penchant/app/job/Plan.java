package org.penchant.app.job;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.penchant.core.io.Json;

/**
 * What an alignment run will take.
 *
 * @param method its id
 * @param data what it trains on
 * @param memory that lives at the peak, in bytes
 * @param slack resident over live memory, at least 1: what the native allocator and the Java heap
 *     keep of what was freed, measured in the probe; 1 without one. It grows somewhat in long runs;
 *     the environment variable MALLOC_MMAP_THRESHOLD_=1048576 makes glibc give memory back, at some
 *     cost of time.
 * @param limit bytes the user has, if they said
 * @param fitting the greatest --max-tokens whose estimate stays within the limit, if there is a
 *     limit; 0 if not even the longest row fits
 * @param time from a probe; absent if none was run
 */
public record Plan(
    String method,
    Data data,
    MemoryEstimate memory,
    double slack,
    Optional<Long> limit,
    Optional<Long> fitting,
    Optional<Time> time) {

  /**
   * What it trains on.
   *
   * @param rows that train
   * @param heldOut rows held out
   * @param dropped rows left out, by reason
   * @param truncated sequences cut
   * @param longest tokens of the longest sequence
   * @param tokens of all training sequences, an epoch
   * @param packed tokens computed an epoch, shared prompts once
   * @param trained tokens that train, an epoch
   * @param steps optimiser steps of the whole run
   * @param epochs passes over the data
   * @param pass tokens of the largest forward pass
   */
  public record Data(
      long rows,
      long heldOut,
      Map<String, Integer> dropped,
      int truncated,
      int longest,
      long tokens,
      long packed,
      long trained,
      long steps,
      double epochs,
      long pass) {}

  /**
   * How long it takes, in seconds.
   *
   * @param training all steps
   * @param scoring the reference and the held-out rows before and after
   * @param tokensPerSecond in training, over the tokens that sequences hold together
   * @param probedSteps steps that were timed
   * @param probedPeak bytes that were resident at the most while they were; 0 where the system does
   *     not tell. Their batches need not be the largest.
   */
  public record Time(
      double training, double scoring, double tokensPerSecond, int probedSteps, long probedPeak) {}

  /** Bytes resident at the peak: the sum of the parts times the slack. */
  public long peak() {
    return (long) (memory.total() * slack);
  }

  /** Whether the run stays within the user's limit; true without one. */
  public boolean fits() {
    return limit.isEmpty() || peak() <= limit.get();
  }

  /** The plan as JSON; what does not apply is left out. */
  public String toJson() {
    var all = new LinkedHashMap<String, Object>();
    all.put("method", method);
    all.put("data", data);
    all.put("memory", memory);
    all.put("slack", slack);
    all.put("peak", peak());
    limit.ifPresent(bytes -> all.put("limit", bytes));
    fitting.ifPresent(tokens -> all.put("fitting", tokens));
    time.ifPresent(measured -> all.put("time", measured));
    return Json.pretty(all);
  }

  /** The plan for a terminal. */
  public String toText() {
    var out = new StringBuilder();
    line(out, "rows", "%d to train, %d held out", data.rows(), data.heldOut());
    new TreeMap<>(data.dropped()).forEach((why, n) -> line(out, "left out", "%d: %s", n, why));
    if (data.truncated() > 0) line(out, "truncated", "%d sequences", data.truncated());
    line(
        out,
        "tokens an epoch",
        "%d (%d packed, %d train), longest sequence %d",
        data.tokens(),
        data.packed(),
        data.trained(),
        data.longest());
    line(out, "steps", "%d, %.3g epochs", data.steps(), data.epochs());
    line(out, "largest forward pass", "%d tokens", data.pass());
    mib(out, "weights", memory.weights());
    mib(out, "gradients", memory.gradients());
    mib(out, "optimiser moments", memory.moments());
    mib(out, "master copies", memory.masters());
    mib(out, "reference", memory.reference());
    mib(out, "activations", memory.activations());
    mib(out, "logits", memory.logits());
    mib(out, "temporaries", memory.temporaries());
    mib(out, "program and data", memory.program());
    mib(out, "all that lives", memory.total());
    line(out, "kept when freed", "x %.2f", slack);
    mib(out, "memory at the peak", peak());
    limit.ifPresent(bytes -> {
      mib(out, "memory given", bytes);
      long most = fitting.orElse(0L);
      if (most == 0) line(out, "fits", "no: not even the longest row alone");
      else line(out, "fits", "%s; up to --max-tokens %d", fits() ? "yes" : "no", most);
    });
    time.ifPresent(t -> {
      line(out, "speed", "%.0f tokens/s over %d steps", t.tokensPerSecond(), t.probedSteps());
      mib(out, "measured in them", t.probedPeak());
      line(out, "training", "%s", duration(t.training()));
      line(out, "scoring", "%s", duration(t.scoring()));
    });
    return out.toString();
  }

  private static void mib(StringBuilder out, String name, long bytes) {
    line(out, name, "%.1f MiB", bytes / (double) (1 << 20));
  }

  private static String duration(double seconds) {
    if (seconds < 120) return String.format(Locale.ROOT, "%.1f s", seconds);
    if (seconds < 7200) return String.format(Locale.ROOT, "%.1f min", seconds / 60);
    return String.format(Locale.ROOT, "%.1f h", seconds / 3600);
  }

  private static void line(StringBuilder out, String name, String format, Object... values) {
    out.append(String.format(Locale.ROOT, "%-22s ", name))
        .append(String.format(Locale.ROOT, format, values))
        .append('\n');
  }
}
