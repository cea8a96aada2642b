package org.penchant.eval.report;

import java.util.List;
import java.util.Locale;

/** The frame charts share: size, grid, axis labels, and the description read aloud. */
final class Plot {
  static final double WIDTH = 520;
  static final double HEIGHT = 280;
  static final double LEFT = 56;
  static final double RIGHT = 10;
  static final double TOP = 26;
  static final double BOTTOM = 44;

  private Plot() {}

  /** The colour class of the i-th series; with more than six, dashes tell them apart. */
  static String colour(int series) {
    return "c" + (series % 6 + 1);
  }

  /** A dash pattern that differs from series to series, so that colour is never needed. */
  static String dashes(int series) {
    return List.of("none", "7 4", "2 4", "9 3 2 3", "12 4", "4 2").get((series + series / 6) % 6);
  }

  /** A name cut to what there is room for, with an ellipsis; the full one is in the table. */
  static String shortened(String name, int most) {
    return name.length() <= most ? name : name.substring(0, most - 1) + "\u2026";
  }

  static String at(double position) {
    return String.format(Locale.ROOT, "%.1f", position);
  }

  /** Opens an svg with its title and description. */
  static void open(Markup out, String id, double height, String title, String description) {
    out.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "viewBox",
        "0 0 " + at(WIDTH) + " " + at(height),
        "role",
        "img",
        "aria-labelledby",
        id + "-title " + id + "-desc");
    out.element("title", title, "id", id + "-title");
    out.element("desc", description, "id", id + "-desc").newline();
  }

  static void line(Markup out, String kind, double x1, double y1, double x2, double y2) {
    out.empty("line", "class", kind, "x1", at(x1), "y1", at(y1), "x2", at(x2), "y2", at(y2));
  }

  static void text(Markup out, String text, double x, double y, String anchor, String kind) {
    out.element("text", text, "x", at(x), "y", at(y), "text-anchor", anchor, "class", kind);
  }

  /** Grid lines, tick labels and axis labels of a chart with both axes. */
  static void frame(Markup out, Scale x, Scale y) {
    for (double tick : y.ticks()) {
      line(out, "grid", LEFT, y.position(tick), WIDTH - RIGHT, y.position(tick));
      text(out, y.label(tick), LEFT - 8, y.position(tick) + 4, "end", "tick");
    }
    for (double tick : x.ticks()) {
      line(out, "grid", x.position(tick), HEIGHT - BOTTOM, x.position(tick), HEIGHT - BOTTOM + 5);
      text(out, x.label(tick), x.position(tick), HEIGHT - BOTTOM + 18, "middle", "tick");
    }
    line(out, "zero", LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM);
    text(out, label(x.axis()), WIDTH - RIGHT, HEIGHT - 6, "end", "axis");
    // Above the frame and level, so that nobody tilts the head.
    text(out, label(y.axis()), 0, 12, "start", "axis");
    out.newline();
  }

  private static String label(Axis axis) {
    return axis.logarithmic() ? axis.label() + " (log scale)" : axis.label();
  }
}
