package org.penchant.eval.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.penchant.core.stats.Calibration.Bin;

/** Draws bars, histograms and reliability diagrams. */
final class BarPlot {
  private static final double ROW = 34;

  private BarPlot() {}

  static String describe(Block.Bars chart) {
    return describe(chart.value(), chart.bars());
  }

  /** Names, values and intervals in words. */
  static String describe(Axis value, List<Block.Bar> all) {
    String bars =
        all.stream().map(b -> b.label() + ": " + value(b)).collect(Collectors.joining("; "));
    return value.label() + ". " + bars + ".";
  }

  /** Horizontal bars from zero, each under its name, with a whisker for its interval. */
  static void draw(Markup out, String id, Block.Bars chart) {
    double height = chart.bars().size() * ROW + Plot.BOTTOM;
    Plot.open(out, id, height, chart.title(), describe(chart));
    var values =
        chart.bars().stream().flatMapToDouble(b -> DoubleStream.of(b.value(), b.low(), b.high()));
    var linear = Axis.linear(chart.value().label());
    var x =
        Scale.around(linear, DoubleStream.concat(values, DoubleStream.of(0)), 4, Plot.WIDTH - 70);
    double bottom = height - Plot.BOTTOM + 4;
    for (double tick : x.ticks()) {
      Plot.line(out, "grid", x.position(tick), 0, x.position(tick), bottom);
      Plot.text(out, x.label(tick), x.position(tick), bottom + 16, "middle", "tick");
    }
    for (int i = 0; i < chart.bars().size(); i++) bar(out, chart.bars().get(i), i * ROW, x);
    Plot.line(out, "zero", x.position(0), 0, x.position(0), bottom);
    Plot.text(out, chart.value().label(), Plot.WIDTH - Plot.RIGHT, height - 6, "end", "axis");
    out.close("svg").newline();
  }

  private static void bar(Markup out, Block.Bar bar, double top, Scale x) {
    Plot.text(out, bar.label(), x.position(0) + 5, top + 13, "start", "name");
    double zero = x.position(0);
    if (Double.isFinite(bar.value())) {
      double end = x.position(bar.value());
      rectangle(out, Math.min(zero, end), top + 18, Math.abs(end - zero), 10);
    }
    double after = Double.isFinite(bar.value()) ? Math.max(zero, x.position(bar.value())) : zero;
    if (Double.isFinite(bar.low()) && Double.isFinite(bar.high())) {
      Plot.line(out, "whisker", x.position(bar.low()), top + 23, x.position(bar.high()), top + 23);
      after = Math.max(after, x.position(bar.high()));
    }
    Plot.text(out, Style.PLAIN.show(bar.value()), after + 6, top + 27, "start", "name");
    out.newline();
  }

  private static String value(Block.Bar bar) {
    String interval =
        Double.isNaN(bar.low())
            ? ""
            : " (" + Style.PLAIN.show(bar.low()) + " to " + Style.PLAIN.show(bar.high()) + ")";
    return Style.PLAIN.show(bar.value()) + interval;
  }

  static String describe(Block.Histogram chart) {
    if (chart.counts().isEmpty()) return "No values to count.";
    long total = chart.counts().stream().mapToLong(c -> c).sum();
    return total
        + " values of "
        + chart.x().label()
        + " from "
        + Style.PLAIN.show(chart.edges().getFirst())
        + " to "
        + Style.PLAIN.show(chart.edges().getLast())
        + ".";
  }

  static void draw(Markup out, String id, Block.Histogram chart) {
    Plot.open(out, id, Plot.HEIGHT, chart.title(), describe(chart));
    var x = scale(chart.x(), chart.edges());
    long most = chart.counts().stream().mapToLong(c -> c).max().orElse(1);
    var y =
        new Scale(
            Axis.linear("count"), 0, Math.max(1, most) * 1.05, Plot.HEIGHT - Plot.BOTTOM, Plot.TOP);
    Plot.frame(out, x, y);
    for (int i = 0; i < chart.counts().size(); i++) {
      double left = x.position(chart.edges().get(i));
      double width = x.position(chart.edges().get(i + 1)) - left;
      double top = y.position(chart.counts().get(i));
      rectangle(out, left + 0.5, top, Math.max(0.5, width - 1), y.position(0) - top);
    }
    out.close("svg").newline();
  }

  static String describe(Block.Reliability chart) {
    String bins =
        chart.bins().stream()
            .filter(b -> b.count() > 0)
            .map(b ->
                "predicted "
                    + Style.PERCENT.show(b.meanPredicted())
                    + ", observed "
                    + Style.PERCENT.show(b.observed())
                    + " of "
                    + b.count())
            .collect(Collectors.joining("; "));
    return "Expected calibration error " + Style.PLAIN.show(chart.error()) + ". " + bins + ".";
  }

  /** A dot for each bin, its area the share of predictions; on the dashed line all is well. */
  static void draw(Markup out, String id, Block.Reliability chart) {
    Plot.open(out, id, Plot.HEIGHT, chart.title(), describe(chart));
    double right = Plot.WIDTH - Plot.RIGHT;
    var x = new Scale(Axis.linear("predicted share"), 0, 1, Plot.LEFT, right);
    double bottom = Plot.HEIGHT - Plot.BOTTOM;
    var y = new Scale(Axis.linear("observed share"), 0, 1, bottom, Plot.TOP);
    Plot.frame(out, x, y);
    Plot.line(out, "even", x.position(0), y.position(0), x.position(1), y.position(1));
    long total = chart.bins().stream().mapToLong(Bin::count).sum();
    for (var bin : chart.bins()) {
      if (bin.count() == 0) continue;
      double radius = Math.max(3, 14 * Math.sqrt((double) bin.count() / total));
      out.empty(
          "circle",
          "class",
          "bar c1",
          "r",
          Plot.at(radius),
          "cx",
          Plot.at(x.position(bin.meanPredicted())),
          "cy",
          Plot.at(y.position(bin.observed())));
    }
    out.close("svg").newline();
  }

  private static Scale scale(Axis axis, List<Double> edges) {
    double from = Plot.LEFT;
    double to = Plot.WIDTH - Plot.RIGHT;
    var linear = Axis.linear(axis.label());
    return edges.isEmpty()
        ? new Scale(linear, 0, 1, from, to)
        : new Scale(linear, edges.getFirst(), edges.getLast(), from, to);
  }

  private static void rectangle(Markup out, double x, double y, double width, double height) {
    out.empty(
        "rect",
        "class",
        "bar c1",
        "rx",
        "1.5",
        "x",
        Plot.at(x),
        "y",
        Plot.at(y),
        "width",
        Plot.at(width),
        "height",
        Plot.at(height));
  }
}
