package org.penchant.eval.report;

/** Writes tables: a report's own, and the data behind a chart. */
record HtmlTable(Markup out) {
  /** Charts with more points than this have their data in report.json alone. */
  private static final int LISTED = 200;

  void write(Block.Table table) {
    out.open("table");
    if (!table.title().isEmpty()) out.element("caption", table.title());
    out.open("thead").open("tr");
    for (int i = 0; i < table.columns().size(); i++)
      out.element("th", table.columns().get(i), "scope", "col", "class", kind(table, i));
    out.close("tr").close("thead").open("tbody").newline();
    for (var row : table.rows()) {
      out.open("tr");
      for (var cell : row)
        out.element("td", cell.shown(), "class", cell instanceof Cell.Words ? "words" : "num");
      out.close("tr").newline();
    }
    out.close("tbody").close("table");
  }

  /** The points of a chart, folded away. */
  void data(Block.LineChart chart) {
    int points = chart.series().stream().mapToInt(Series::size).sum();
    if (points == 0 || points > LISTED) return;
    out.open("details").element("summary", "Data").open("div", "class", "scroll").open("table");
    out.open("thead").open("tr").element("th", "series", "scope", "col");
    out.element("th", chart.x().label(), "scope", "col", "class", "num");
    out.element("th", chart.y().label(), "scope", "col", "class", "num");
    out.close("tr").close("thead").open("tbody").newline();
    for (var series : chart.series())
      for (int i = 0; i < series.size(); i++) {
        out.open("tr").element("td", series.name());
        out.element("td", Style.PLAIN.show(series.x().get(i)), "class", "num");
        out.element("td", Style.PLAIN.show(series.y().get(i)), "class", "num");
        out.close("tr").newline();
      }
    out.close("tbody").close("table").close("div").close("details");
  }

  /** A column is set like its first cell. */
  private static String kind(Block.Table table, int column) {
    boolean words =
        table.rows().isEmpty() || table.rows().getFirst().get(column) instanceof Cell.Words;
    return words ? "words" : "num";
  }
}
