package org.penchant.eval.report;

import java.util.stream.DoubleStream;

/** Draws values as dots with whiskers, each in a row beside its name. */
final class DotPlot {
  private static final double ROW = 20;
  private static final double NAMES = 170;
  private static final int LONGEST = 26;

  private DotPlot() {}

  static void draw(Markup out, String id, Block.Dots chart) {
    double height = chart.dots().size() * ROW + Plot.BOTTOM;
    Plot.open(out, id, height, chart.title(), BarPlot.describe(chart.value(), chart.dots()));
    var values =
        chart.dots().stream().flatMapToDouble(b -> DoubleStream.of(b.value(), b.low(), b.high()));
    var x = Scale.around(chart.value(), values, NAMES, Plot.WIDTH - Plot.RIGHT);
    double bottom = height - Plot.BOTTOM + 4;
    for (double tick : x.ticks()) {
      Plot.line(out, "grid", x.position(tick), 0, x.position(tick), bottom);
      Plot.text(out, x.label(tick), x.position(tick), bottom + 16, "middle", "tick");
    }
    for (int i = 0; i < chart.dots().size(); i++)
      dot(out, chart.dots().get(i), i * ROW + ROW / 2, x);
    Plot.text(out, chart.value().label(), Plot.WIDTH - Plot.RIGHT, height - 6, "end", "axis");
    out.close("svg").newline();
  }

  private static void dot(Markup out, Block.Bar dot, double y, Scale x) {
    Plot.text(out, Plot.shortened(dot.label(), LONGEST), NAMES - 10, y + 4, "end", "name");
    if (Double.isFinite(dot.low()) && Double.isFinite(dot.high()))
      Plot.line(out, "whisker", x.position(dot.low()), y, x.position(dot.high()), y);
    if (Double.isFinite(dot.value()))
      out.empty(
          "circle",
          "class",
          "bar c1",
          "r",
          "4",
          "cx",
          Plot.at(x.position(dot.value())),
          "cy",
          Plot.at(y));
    out.newline();
  }
}
