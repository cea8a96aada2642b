package org.penchant.align.reward;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penchant.core.random.Seeds;

/** A head's own parameters, or the slopes of a loss by them: row-major values under names. */
public final class Tables {
  private final Map<String, double[]> values = new LinkedHashMap<>();

  private Tables(List<Table> tables) {
    for (var table : tables) values.put(table.name(), new double[table.size()]);
  }

  /** None. */
  public static Tables none() {
    return new Tables(List.of());
  }

  public static Tables zeros(List<Table> tables) {
    return new Tables(tables);
  }

  /** First values, each table from a stream of its own. */
  public static Tables drawn(List<Table> tables, Seeds seeds) {
    var drawn = new Tables(tables);
    for (var table : tables) {
      var random = seeds.stream("table/" + table.name());
      double[] into = drawn.of(table.name());
      for (int i = 0; i < into.length; i++)
        into[i] = table.mean() + table.spread() * random.nextGaussian();
    }
    return drawn;
  }

  /** The values of a table; a change of them changes these tables. */
  public double[] of(String name) {
    double[] found = values.get(name);
    if (found == null) throw new IllegalArgumentException("no table " + name);
    return found;
  }

  public Map<String, double[]> all() {
    return values;
  }

  /** Row {@code row} of a table of {@code columns}. */
  double[] row(String name, int row, int columns) {
    return Arrays.copyOfRange(of(name), row * columns, (row + 1) * columns);
  }

  /** Adds to a row. */
  void add(String name, int row, double[] more) {
    double[] all = of(name);
    for (int j = 0; j < more.length; j++) all[row * more.length + j] += more[j];
  }
}
