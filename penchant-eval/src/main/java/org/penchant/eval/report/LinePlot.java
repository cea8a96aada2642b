package org.penchant.eval.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** Draws a {@link Block.LineChart}. */
final class LinePlot {
  /** Up to so many points, each is marked and says its values. */
  private static final int MARKED = 60;

  private LinePlot() {}

  /** What a reader who cannot see the chart needs, and what points it leaves out. */
  static String describe(Block.LineChart chart) {
    String lines =
        chart.series().stream()
            .map(series -> describe(chart, series))
            .collect(Collectors.joining("; "));
    return chart.y().label() + " against " + chart.x().label() + ". " + lines + ".";
  }

  /** Says which points have no place on the axes; empty if all have. */
  static String leftOut(Block.LineChart chart) {
    if (chart.series().stream().allMatch(s -> s.size() == 0)) return "No points to draw.";
    return chart.series().stream()
        .filter(s -> shown(chart, s).size() < s.size())
        .map(s ->
            s.name()
                + ": "
                + (s.size() - shown(chart, s).size())
                + " of "
                + s.size()
                + " points are not finite"
                + (chart.x().logarithmic() || chart.y().logarithmic() ? " or not positive" : "")
                + " and leave gaps.")
        .collect(Collectors.joining(" "));
  }

  static void draw(Markup out, String id, Block.LineChart chart) {
    Plot.open(out, id, Plot.HEIGHT, chart.title(), describe(chart));
    var x =
        Scale.around(
            chart.x(),
            chart.series().stream().flatMapToDouble(s -> values(s.x())),
            Plot.LEFT + 4,
            Plot.WIDTH - Plot.RIGHT - 4);
    var y =
        Scale.around(
            chart.y(),
            chart.series().stream().flatMapToDouble(s -> values(s.y())),
            Plot.HEIGHT - Plot.BOTTOM,
            Plot.TOP);
    Plot.frame(out, x, y);
    for (int i = 0; i < chart.series().size(); i++)
      curve(out, chart, chart.series().get(i), i, x, y);
    out.close("svg").newline();
  }

  private static DoubleStream values(List<Double> list) {
    return list.stream().mapToDouble(v -> v);
  }

  private static List<Integer> shown(Block.LineChart chart, Series s) {
    var shown = new ArrayList<Integer>();
    for (int i = 0; i < s.size(); i++)
      if (chart.x().shows(s.x().get(i)) && chart.y().shows(s.y().get(i))) shown.add(i);
    return shown;
  }

  private static void curve(
      Markup out, Block.LineChart chart, Series s, int number, Scale x, Scale y) {
    var shown = shown(chart, s);
    var path = new StringBuilder();
    int last = -2;
    for (int i : shown) {
      path.append(i == last + 1 ? 'L' : 'M')
          .append(Plot.at(x.position(s.x().get(i))))
          .append(' ')
          .append(Plot.at(y.position(s.y().get(i))));
      last = i;
    }
    if (!path.isEmpty())
      out.empty(
          "path",
          "class",
          "curve " + Plot.colour(number),
          "stroke-dasharray",
          Plot.dashes(number),
          "style",
          "fill:none",
          "d",
          path.toString());
    for (int k = 0; k < shown.size(); k++) {
      int i = shown.get(k);
      boolean alone =
          (k == 0 || shown.get(k - 1) != i - 1)
              && (k == shown.size() - 1 || shown.get(k + 1) != i + 1);
      if (s.size() > MARKED && !alone) continue;
      out.open(
          "circle",
          "class",
          Plot.colour(number),
          "r",
          "2.6",
          "cx",
          Plot.at(x.position(s.x().get(i))),
          "cy",
          Plot.at(y.position(s.y().get(i))));
      String value = Style.PLAIN.show(s.x().get(i)) + ": " + Style.PLAIN.show(s.y().get(i));
      out.element("title", s.name() + ", " + value).close("circle");
    }
    out.newline();
  }

  private static String describe(Block.LineChart chart, Series s) {
    var shown = shown(chart, s);
    if (shown.isEmpty()) return s.name() + ": no points";
    double first = s.y().get(shown.getFirst());
    double last = s.y().get(shown.getLast());
    return s.name()
        + ": "
        + shown.size()
        + (shown.size() == 1 ? " point, " : " points, from ")
        + Style.PLAIN.show(first)
        + (shown.size() == 1 ? "" : " to " + Style.PLAIN.show(last));
  }
}
