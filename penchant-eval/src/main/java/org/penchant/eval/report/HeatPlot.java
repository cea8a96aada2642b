package org.penchant.eval.report;

import java.util.Locale;

/** Draws a table of values as shades; a pointer over a cell shows its value. */
final class HeatPlot {
  private static final double NAMES = 130;
  private static final int LONGEST = 20;

  /** Cells narrower than this hold no number. */
  private static final double LEGIBLE = 34;

  private HeatPlot() {}

  static void draw(Markup out, String id, Block.HeatMap map) {
    double side = Math.min(44, (Plot.WIDTH - NAMES) / map.columns().size());
    double row = Math.max(8, Math.min(24, side));
    double top = 16;
    String description =
        map.rows().size()
            + " rows against "
            + map.columns().size()
            + " columns, in the order of the rows; every number is in report.json.";
    Plot.open(out, id, top + row * map.rows().size() + 8, map.title(), description);
    for (int j = 0; j < map.columns().size(); j++)
      if (side >= 12)
        Plot.text(
            out, Integer.toString(j + 1), NAMES + (j + 0.5) * side, top - 5, "middle", "tick");
    for (int i = 0; i < map.rows().size(); i++) {
      double y = top + i * row;
      if (row >= 12) {
        String name = (i + 1) + "  " + Plot.shortened(map.rows().get(i), LONGEST);
        Plot.text(out, name, NAMES - 8, y + row / 2 + 4, "end", "name");
      }
      for (int j = 0; j < map.columns().size(); j++)
        cell(out, map, i, j, NAMES + j * side, y, side, row);
      out.newline();
    }
    out.close("svg").newline();
  }

  private static void cell(
      Markup out, Block.HeatMap map, int i, int j, double x, double y, double side, double row) {
    double value = map.cells().get(i).get(j);
    if (Double.isNaN(value)) return;
    double shade = Math.clamp(Math.abs(value - map.centre()) / map.reach(), 0, 1);
    out.open(
        "rect",
        "class",
        "cell " + (value >= map.centre() ? "c1" : "c2"),
        "fill-opacity",
        String.format(Locale.ROOT, "%.2f", 0.8 * shade),
        "x",
        Plot.at(x + 0.5),
        "y",
        Plot.at(y + 0.5),
        "width",
        Plot.at(side - 1),
        "height",
        Plot.at(row - 1));
    String shown = map.style().show(value);
    out.element("title", map.rows().get(i) + " / " + map.columns().get(j) + ": " + shown);
    out.close("rect");
    if (side >= LEGIBLE) Plot.text(out, shown, x + side / 2, y + row / 2 + 4, "middle", "name");
  }
}
