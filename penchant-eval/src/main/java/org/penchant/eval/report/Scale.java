package org.penchant.eval.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * Maps values of an axis to positions and chooses its ticks.
 *
 * @param axis what it measures
 * @param low value at {@code from}
 * @param high value at {@code to}
 * @param from position of {@code low}
 * @param to position of {@code high}
 */
record Scale(Axis axis, double low, double high, double from, double to) {
  private static final int TICKS = 5;

  /** A scale that holds all values the axis can show, with some air; [0, 1] if there are none. */
  static Scale around(Axis axis, DoubleStream values, double from, double to) {
    var all = values.filter(axis::shows).summaryStatistics();
    if (all.getCount() == 0) return new Scale(axis, axis.logarithmic() ? 0.1 : 0, 1, from, to);
    double low = axis.logarithmic() ? Math.log10(all.getMin()) : all.getMin();
    double high = axis.logarithmic() ? Math.log10(all.getMax()) : all.getMax();
    double air = low == high ? Math.max(0.5, Math.abs(low) * 0.1) : (high - low) * 0.04;
    low -= air;
    high += air;
    return axis.logarithmic()
        ? new Scale(axis, Math.pow(10, low), Math.pow(10, high), from, to)
        : new Scale(axis, low, high, from, to);
  }

  double position(double value) {
    double share =
        axis.logarithmic()
            ? (Math.log(value) - Math.log(low)) / (Math.log(high) - Math.log(low))
            : (value - low) / (high - low);
    return from + share * (to - from);
  }

  /** Round values inside the scale, about five. */
  List<Double> ticks() {
    return axis.logarithmic() ? decades() : steps();
  }

  /** A tick as text, with as many digits as tell it from its neighbours. */
  String label(double tick) {
    double size = Math.max(Math.abs(low), Math.abs(high));
    if (axis.logarithmic())
      return tick >= 1e-3 && tick < 1e5 ? Style.PLAIN.show(tick) : Style.scientific(tick, 2);
    if (size >= 1e6 || step() < 1e-6)
      return tick == 0
          ? "0"
          : Style.scientific(tick, Math.clamp((long) Math.ceil(Math.log10(size / step())), 0, 15));
    int decimals = Math.max(0, (int) -Math.floor(Math.log10(step()) + 1e-9));
    String text = String.format(Locale.ROOT, "%." + decimals + "f", Math.abs(tick));
    return tick < 0 && !text.matches("[0.]+") ? "\u2212" + text : text;
  }

  private double step() {
    double raw = (high - low) / TICKS;
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    double lead = raw / power;
    return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
  }

  private List<Double> steps() {
    double step = step();
    var ticks = new ArrayList<Double>();
    for (double i = Math.ceil(low / step); i * step <= high && ticks.size() <= 20; i++)
      ticks.add(i * step);
    return ticks;
  }

  private List<Double> decades() {
    int first = (int) Math.ceil(Math.log10(low) - 1e-9);
    int last = (int) Math.floor(Math.log10(high) + 1e-9);
    int stride = Math.max(1, (last - first + TICKS) / TICKS);
    var ticks = new ArrayList<Double>();
    for (int e = first; e <= last; e += stride) ticks.add(Math.pow(10, e));
    if (ticks.size() >= 2) return ticks;
    ticks.clear();
    for (int e = first - 1; e <= last + 1; e++)
      for (int lead : new int[] {1, 2, 5}) {
        double tick = lead * Math.pow(10, e);
        if (tick >= low && tick <= high) ticks.add(tick);
      }
    return ticks.size() >= 2 ? ticks : steps();
  }
}
