package org.penchant.eval.report;

import java.util.Arrays;
import java.util.List;

/**
 * A named line. Points that are not finite leave a gap and are said.
 *
 * @param name for the legend
 * @param x one for each point, in drawing order
 * @param y one for each point
 */
public record Series(String name, List<Double> x, List<Double> y) {
  public Series {
    x = List.copyOf(x);
    y = List.copyOf(y);
    if (x.size() != y.size())
      throw new IllegalArgumentException(
          name + ": " + x.size() + " x for " + y.size() + " y values");
  }

  public static Series of(String name, double[] x, double[] y) {
    return new Series(name, Arrays.stream(x).boxed().toList(), Arrays.stream(y).boxed().toList());
  }

  int size() {
    return x.size();
  }
}
