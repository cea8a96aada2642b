package org.penchant.papers.claim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Figures of seeds x arms x metrics in every case, in the order they were made. */
public final class Table {
  /**
   * A row of the table.
   *
   * @param in the case's name
   * @param arm the arm's
   */
  public record Key(String in, String arm) {}

  private final Map<Key, Map<String, double[]>> figures = new LinkedHashMap<>();

  /** Adds the figures of one metric, one for each seed. */
  public void put(String in, String arm, String metric, double[] seeds) {
    figures.computeIfAbsent(new Key(in, arm), _ -> new LinkedHashMap<>()).put(metric, seeds);
  }

  public List<Key> rows() {
    return List.copyOf(figures.keySet());
  }

  public boolean has(String in, String arm) {
    return figures.containsKey(new Key(in, arm));
  }

  /** The metrics of all rows. */
  public List<String> metrics() {
    var all = new LinkedHashSet<String>();
    figures.values().forEach(row -> all.addAll(row.keySet()));
    return new ArrayList<>(all);
  }

  /**
   * The figures of one cell.
   *
   * @throws IllegalArgumentException if there are none
   */
  public double[] seeds(String in, String arm, String metric) {
    var row = figures.getOrDefault(new Key(in, arm), Map.of());
    double[] seeds = row.get(metric);
    if (seeds == null)
      throw new IllegalArgumentException("no " + metric + " of " + arm + " in case '" + in + "'");
    return seeds;
  }

  /** The metrics of one row. */
  public List<String> metrics(Key row) {
    return List.copyOf(figures.getOrDefault(row, Map.of()).keySet());
  }

  /** The mean over seeds; NaN if a seed's figure is not defined, or the arm has no such metric. */
  public double mean(String in, String arm, String metric) {
    if (!metrics(new Key(in, arm)).contains(metric)) return Double.NaN;
    return Arrays.stream(seeds(in, arm, metric)).average().orElse(Double.NaN);
  }
}
