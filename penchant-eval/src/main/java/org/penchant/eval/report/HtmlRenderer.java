package org.penchant.eval.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Renders a report as one page; an instance renders one report. */
final class HtmlRenderer {
  private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";
  private static final String SHEET = "report.css";

  private final Markup out = new Markup();
  private int charts;

  String render(Report report) {
    out.trusted("<!DOCTYPE html>\n")
        .open("html", "xmlns", "http://www.w3.org/1999/xhtml", "lang", "en")
        .newline();
    out.open("head").empty("meta", "charset", "utf-8");
    out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    // Holds the promise that nothing is fetched and nothing runs, whatever the data says.
    out.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
    out.element("title", report.title()).newline();
    out.open("style").trusted(sheet()).close("style").close("head").newline();
    out.open("body").open("header").element("h1", report.title());
    if (!report.lead().isEmpty()) out.element("p", report.lead(), "class", "lead");
    if (report.sections().size() > 1) contents(report.sections());
    out.close("header").newline().open("main").newline();
    for (int i = 0; i < report.sections().size(); i++) section(report.sections().get(i), i + 1);
    out.close("main").close("body").close("html").newline();
    return out.toString();
  }

  private void contents(List<Report.Section> sections) {
    out.open("nav", "aria-label", "Sections");
    for (int i = 0; i < sections.size(); i++)
      out.element("a", sections.get(i).title(), "href", "#section-" + (i + 1));
    out.close("nav");
  }

  private void section(Report.Section section, int number) {
    out.open("section", "id", "section-" + number).element("h2", section.title()).newline();
    for (var block : section.blocks()) block(block);
    out.close("section").newline();
  }

  private void block(Block block) {
    switch (block) {
      case Block.Text text -> text.text().strip().lines().forEach(this::paragraph);
      case Block.Figures figures -> figures(figures);
      case Block.Table table -> {
        out.open("div", "class", "scroll");
        new HtmlTable(out).write(table);
        out.close("div");
      }
      case Block.LineChart chart -> chart(chart);
      case Block.Panels panels -> {
        out.open("div", "class", "panels").newline();
        panels.charts().forEach(this::chart);
        out.close("div");
      }
      case Block.Bars bars -> {
        String id = begin(bars.title());
        if (bars.bars().isEmpty()) said("No bars to draw.");
        else BarPlot.draw(out, id, bars);
        out.close("figure");
      }
      case Block.Dots dots -> {
        String id = begin(dots.title());
        if (dots.dots().isEmpty()) said("No values to draw.");
        else DotPlot.draw(out, id, dots);
        out.close("figure");
      }
      case Block.HeatMap map -> {
        String id = begin(map.title());
        if (map.rows().isEmpty()) said("No values to draw.");
        else HeatPlot.draw(out, id, map);
        out.close("figure");
      }
      case Block.Histogram histogram -> {
        String id = begin(histogram.title());
        BarPlot.draw(out, id, histogram);
        if (histogram.counts().isEmpty()) said("No values to count.");
        if (histogram.leftOut() > 0)
          said(histogram.leftOut() + " values are not finite and are left out.");
        out.close("figure");
      }
      case Block.Reliability reliability -> {
        String id = begin(reliability.title());
        BarPlot.draw(out, id, reliability);
        said("Expected calibration error " + Style.PLAIN.show(reliability.error()) + ".");
        out.close("figure");
      }
      case Block.Samples samples -> new HtmlSamples(out).write(samples);
      case Block.Warnings warnings -> warnings(warnings);
      case Block.KeyValues keys -> {
        if (!keys.title().isEmpty()) out.element("h3", keys.title());
        out.open("dl", "class", "keys");
        for (var entry : keys.entries())
          out.element("dt", entry.key()).element("dd", entry.value()).newline();
        out.close("dl");
      }
    }
    out.newline();
  }

  private void paragraph(String line) {
    if (!line.isBlank()) out.element("p", line).newline();
  }

  private void figures(Block.Figures figures) {
    out.open("dl", "class", "figures").newline();
    for (var figure : figures.figures()) {
      out.open("div").element("dt", figure.label());
      out.element("dd", figure.value().shown(), "class", "value");
      if (!figure.note().isEmpty()) out.element("dd", figure.note(), "class", "note");
      out.close("div").newline();
    }
    out.close("dl");
  }

  private void chart(Block.LineChart chart) {
    String id = begin(chart.title());
    if (chart.series().size() > 1) legend(chart.series());
    LinePlot.draw(out, id, chart);
    String leftOut = LinePlot.leftOut(chart);
    if (!leftOut.isEmpty()) said(leftOut);
    new HtmlTable(out).data(chart);
    out.close("figure").newline();
  }

  private void legend(List<Series> series) {
    out.open("ul", "class", "legend");
    for (int i = 0; i < series.size(); i++) {
      out.open("li").open("svg", "viewBox", "0 0 32 14", "aria-hidden", "true");
      out.empty(
          "path",
          "d",
          "M1 7H31",
          "class",
          "curve " + Plot.colour(i),
          "stroke-dasharray",
          Plot.dashes(i));
      out.close("svg").text(series.get(i).name()).close("li");
    }
    out.close("ul").newline();
  }

  private void warnings(Block.Warnings warnings) {
    if (warnings.problems().isEmpty()) return;
    out.open("aside", "class", "warnings").element("h3", "Read this first").open("ul").newline();
    for (var problem : warnings.problems()) out.element("li", problem.toString()).newline();
    out.close("ul").close("aside");
  }

  private String begin(String title) {
    out.open("figure").element("figcaption", title).newline();
    return "chart-" + ++charts;
  }

  private void said(String text) {
    out.element("p", text, "class", "said").newline();
  }

  private static String sheet() {
    try (var in = HtmlRenderer.class.getResourceAsStream(SHEET)) {
      if (in == null) throw new IllegalStateException(SHEET + " is missing from the jar");
      return "\n" + new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
