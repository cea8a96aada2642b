package org.penchant.eval.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Renders a report as GitHub-flavoured Markdown; charts become tables. */
final class MarkdownRenderer {
  private final StringBuilder out = new StringBuilder();

  String render(Report report) {
    line("# " + inline(report.title()));
    if (!report.lead().isEmpty()) line(inline(report.lead()));
    for (var section : report.sections()) {
      line("## " + inline(section.title()));
      section.blocks().forEach(this::block);
    }
    return out.toString().stripTrailing() + "\n";
  }

  private void block(Block block) {
    switch (block) {
      case Block.Text text ->
          text.text().strip().lines().filter(l -> !l.isBlank()).forEach(l -> line(inline(l)));
      case Block.Figures figures ->
          table(
              "",
              List.of("figure", "value", "note"),
              figures.figures().stream()
                  .map(f -> List.of(f.label(), f.value().shown(), f.note()))
                  .toList());
      case Block.Table table ->
          table(
              table.title(),
              table.columns(),
              table.rows().stream().map(r -> r.stream().map(Cell::shown).toList()).toList());
      case Block.LineChart chart -> chart(chart);
      case Block.Panels panels -> panels.charts().forEach(this::chart);
      case Block.Bars bars -> intervals(bars.title(), bars.value(), bars.bars());
      case Block.Dots dots -> intervals(dots.title(), dots.value(), dots.dots());
      case Block.HeatMap map ->
          table(
              map.title(),
              Stream.concat(Stream.of(""), map.columns().stream()).toList(),
              IntStream.range(0, map.rows().size())
                  .mapToObj(i ->
                      Stream.concat(
                              Stream.of(map.rows().get(i)),
                              map.cells().get(i).stream().map(map.style()::show))
                          .toList())
                  .toList());
      case Block.Histogram histogram -> histogram(histogram);
      case Block.Reliability reliability -> {
        table(
            reliability.title(),
            List.of("predicted", "observed", "count"),
            reliability.bins().stream()
                .map(b ->
                    List.of(
                        Style.PERCENT.show(b.meanPredicted()),
                        Style.PERCENT.show(b.observed()),
                        Style.COUNT.show(b.count())))
                .toList());
        line("Expected calibration error " + Style.PLAIN.show(reliability.error()) + ".");
      }
      case Block.Samples samples -> samples(samples);
      case Block.Warnings warnings ->
          warnings.problems().forEach(p -> line("> **Warning:** " + inline(p.toString())));
      case Block.KeyValues keys ->
          table(
              keys.title(),
              List.of("key", "value"),
              keys.entries().stream().map(e -> List.of(e.key(), e.value())).toList());
    }
  }

  private void chart(Block.LineChart chart) {
    boolean shared = chart.series().stream().map(Series::x).distinct().count() == 1;
    if (shared) table(chart.title(), names(chart), byX(chart));
    else
      table(
          chart.title(),
          List.of("series", chart.x().label(), chart.y().label()),
          chart.series().stream().flatMap(MarkdownRenderer::points).toList());
    String leftOut = LinePlot.leftOut(chart);
    if (!leftOut.isEmpty()) line(inline(leftOut));
    if (chart.series().stream().anyMatch(s -> chosen(s.size()).length < s.size()))
      line("Ten points of each long series; all of them are in report.json.");
  }

  private static List<String> names(Block.LineChart chart) {
    var x = Stream.of(chart.x().label());
    var y = chart.series().stream().map(s -> chart.y().label() + ", " + s.name());
    return Stream.concat(x, y).toList();
  }

  /** A row for each x, a column for each series. */
  private static List<List<String>> byX(Block.LineChart chart) {
    var x = chart.series().getFirst().x();
    return IntStream.of(chosen(x.size()))
        .mapToObj(i ->
            Stream.concat(Stream.of(x.get(i)), chart.series().stream().map(s -> s.y().get(i)))
                .map(Style.PLAIN::show)
                .toList())
        .toList();
  }

  private static Stream<List<String>> points(Series s) {
    return IntStream.of(chosen(s.size()))
        .mapToObj(
            i -> List.of(s.name(), Style.PLAIN.show(s.x().get(i)), Style.PLAIN.show(s.y().get(i))));
  }

  private static int[] chosen(int size) {
    return size <= 12
        ? IntStream.range(0, size).toArray()
        : IntStream.range(0, 10).map(i -> (int) ((long) i * (size - 1) / 9)).toArray();
  }

  private void histogram(Block.Histogram chart) {
    table(
        chart.title(),
        List.of(chart.x().label() + " from", "to", "count"),
        IntStream.range(0, chart.counts().size())
            .mapToObj(i ->
                List.of(
                    Style.PLAIN.show(chart.edges().get(i)),
                    Style.PLAIN.show(chart.edges().get(i + 1)),
                    Style.COUNT.show(chart.counts().get(i))))
            .toList());
    if (chart.counts().isEmpty()) line("No values to count.");
    if (chart.leftOut() > 0) line(chart.leftOut() + " values are not finite and are left out.");
  }

  private void samples(Block.Samples samples) {
    if (!samples.title().isEmpty()) line("### " + inline(samples.title()));
    for (var sample : samples.samples()) {
      fenced("Prompt", sample.prompt());
      fenced("Before", sample.before());
      fenced("After", sample.after());
      if (!sample.note().isEmpty()) line(inline(sample.note()));
      line("---");
    }
  }

  /** The fence is longer than any run of backticks inside, so that text cannot end it. */
  private void fenced(String name, String text) {
    int longest = 0;
    for (int i = 0, run = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    String fence = "`".repeat(Math.max(3, longest + 1));
    line("**" + name + "**");
    line(fence + "text\n" + text + "\n" + fence);
  }

  private void table(String title, List<String> columns, List<List<String>> rows) {
    if (!title.isEmpty()) line("**" + inline(title) + "**");
    if (rows.isEmpty()) return;
    var lines = new ArrayList<String>();
    lines.add(row(columns));
    lines.add("|" + " --- |".repeat(columns.size()));
    rows.forEach(r -> lines.add(row(r)));
    line(String.join("\n", lines));
  }

  private static String row(List<String> cells) {
    return cells.stream()
        .map(MarkdownRenderer::inline)
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  private void intervals(String title, Axis value, List<Block.Bar> bars) {
    table(
        title,
        List.of("", value.label(), "interval"),
        bars.stream()
            .map(b -> List.of(b.label(), Style.PLAIN.show(b.value()), interval(b)))
            .toList());
  }

  private static String interval(Block.Bar bar) {
    return Double.isNaN(bar.low())
        ? ""
        : Style.PLAIN.show(bar.low()) + " to " + Style.PLAIN.show(bar.high());
  }

  /** Text on one line with everything that Markdown or HTML would read as markup escaped. */
  private static String inline(String text) {
    return Markup.escape(text.replaceAll("\\s+", " ").strip())
        .replace("&#39;", "'")
        .replace("&quot;", "\"")
        .replaceAll("([\\\\`*_\\[\\]|#~$])", "\\\\$1");
  }

  private void line(String text) {
    out.append(text).append("\n\n");
  }
}
