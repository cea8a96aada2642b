package org.penchant.align.objective;

import java.util.Map;
import java.util.Optional;

/**
 * One row in scalars.
 *
 * @param first the chosen response of a pair, or the only response
 * @param second the rejected response of a pair
 * @param good the label of an only response; true for pairs
 * @param columns numeric columns of the row
 * @param baseline the KL baseline of the batch in nats, for terms that use it
 * @param progress optimiser steps done / total steps, in [0, 1)
 */
public record Row(
    Response first,
    Optional<Response> second,
    boolean good,
    Map<String, Double> columns,
    double baseline,
    double progress) {
  public Row {
    columns = Map.copyOf(columns);
  }

  public static Row pair(Response chosen, Response rejected) {
    return new Row(chosen, Optional.of(rejected), true, Map.of(), 0, 0);
  }

  public static Row only(Response response, boolean good) {
    return new Row(response, Optional.empty(), good, Map.of(), 0, 0);
  }

  public Row withColumns(Map<String, Double> values) {
    return new Row(first, second, good, values, baseline, progress);
  }

  public Row withBaseline(double nats) {
    return new Row(first, second, good, columns, nats, progress);
  }

  public Row withProgress(double value) {
    return new Row(first, second, good, columns, baseline, value);
  }

  Response rejected() {
    return second.orElseThrow(() -> new IllegalStateException("the row is not a pair"));
  }

  double column(String name) {
    Double value = columns.get(name);
    if (value == null) throw new IllegalStateException("the row has no column " + name);
    return value;
  }
}
