package org.penchant.app.reward;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.penchant.core.manifest.RunManifest;
import org.penchant.core.stats.Interval;
import org.penchant.eval.report.Axis;
import org.penchant.eval.report.Block;
import org.penchant.eval.report.Cell;
import org.penchant.eval.report.ManifestBlock;
import org.penchant.eval.report.Report;
import org.penchant.eval.report.Report.Section;
import org.penchant.eval.report.Series;
import org.penchant.eval.report.Style;

/**
 * Curves of the best of N for readers.
 *
 * @param result what was found
 */
public record BestOfNReport(BestOfNJob.Result result) {
  /** The report as a page. */
  public Report build(RunManifest manifest) {
    var sections = new ArrayList<Section>();
    if (!result.warnings().isEmpty())
      sections.add(Section.of("Warnings", new Block.Warnings(result.warnings())));
    sections.add(Section.of("What choosing is worth", summary()));
    sections.add(
        Section.of(
            "Curves",
            new Block.Panels(
                List.of(
                    chart(
                        "The proxy of the chosen",
                        "gain in deviations",
                        BestOfNCurves.Point::gain,
                        false),
                    chart(
                        "The true score of the chosen",
                        "true score",
                        p -> p.truth().estimate(),
                        true)))));
    sections.add(Section.of("Every N", table()));
    sections.add(Section.of("Run", ManifestBlock.of(manifest)));
    return new Report("Best of N under reward models", lead(), sections);
  }

  private String lead() {
    var found = result.found();
    return found.lists()
        + " lists of "
        + found.prompts()
        + " prompts. Values are expectations over all subsets of a list, means over prompts;"
        + " intervals resample prompts. The greatest N is "
        + found.ceiling().getLast().n()
        + ", "
        + Style.PLAIN.show(found.ceiling().getLast().divergence())
        + " nats from a single response.";
  }

  private Block.LineChart chart(
      String title, String measured, ToDoubleFunction<BestOfNCurves.Point> of, boolean ceiling) {
    var series = new ArrayList<Series>();
    for (var curve : result.found().curves()) series.add(series(curve.name(), curve.points(), of));
    if (ceiling) series.add(series("ceiling", result.found().ceiling(), of));
    return new Block.LineChart(title, Axis.linear("log2 N"), Axis.linear(measured), series);
  }

  private static Series series(
      String name, List<BestOfNCurves.Point> points, ToDoubleFunction<BestOfNCurves.Point> of) {
    return Series.of(
        name,
        points.stream().mapToDouble(p -> Math.log(p.n()) / Math.log(2)).toArray(),
        points.stream().mapToDouble(of).toArray());
  }

  private Block summary() {
    var rows = new ArrayList<List<Cell>>();
    for (var curve : result.found().curves())
      rows.add(
          List.of(
              Cell.of(curve.name()),
              Cell.count(curve.peak()),
              Cell.of(curve.atPeak()),
              Cell.of(curve.atEnd()),
              Cell.of(curve.drop().estimate()),
              Cell.range(curve.drop(), Style.PLAIN),
              Cell.signed(curve.ahead().estimate()),
              Cell.range(curve.ahead(), Style.SIGNED),
              Cell.of(curve.overOptimised() ? "yes" : "no")));
    return new Block.Table(
        "True score at its peak and at the greatest N (over-optimised: it drops, and not by chance"
            + " of prompts, while the proxy rises; the peak is chosen on the same prompts)",
        List.of(
            "selector",
            "peak N",
            "true at peak",
            "true at end",
            "drop",
            "95 %",
            "end less the first's",
            "95 %",
            "over-optimised"),
        rows);
  }

  private Block table() {
    var rows = new ArrayList<List<Cell>>();
    for (var curve : result.found().curves())
      for (var point : curve.points()) rows.add(row(curve.name(), point));
    for (var point : result.found().ceiling()) rows.add(row("ceiling", point));
    return new Block.Table(
        "Proxy and true score of the best of N",
        List.of("selector", "N", "KL, nats", "proxy", "95 %", "gain, sd", "true score", "95 %"),
        rows);
  }

  private static List<Cell> row(String name, BestOfNCurves.Point point) {
    return List.of(
        Cell.of(name),
        Cell.count(point.n()),
        Cell.of(point.divergence()),
        Cell.of(point.proxy().estimate()),
        Cell.range(point.proxy(), Style.PLAIN),
        Cell.of(point.gain()),
        Cell.of(point.truth().estimate()),
        Cell.range(point.truth(), Style.PLAIN));
  }

  /** True scores by N for a terminal, a column a selector. */
  public String text() {
    var found = result.found();
    var out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT, "%d lists of %d prompts, true score\n", found.lists(), found.prompts()));
    int width =
        Math.max(10, found.curves().stream().mapToInt(c -> c.name().length()).max().orElseThrow());
    String cell = "  %" + width + "s";
    out.append(String.format(Locale.ROOT, "%6s%8s", "N", "KL"));
    for (var curve : found.curves()) out.append(String.format(Locale.ROOT, cell, curve.name()));
    out.append(String.format(Locale.ROOT, cell, "ceiling")).append("\n");
    for (int k = 0; k < found.ceiling().size(); k++) {
      var top = found.ceiling().get(k);
      out.append(String.format(Locale.ROOT, "%6d%8.3f", top.n(), top.divergence()));
      for (var curve : found.curves())
        out.append(String.format(Locale.ROOT, cell, number(curve.points().get(k).truth())));
      out.append(String.format(Locale.ROOT, cell, number(top.truth()))).append("\n");
    }
    for (var curve : found.curves())
      out.append(
          String.format(
              Locale.ROOT,
              "%s: peak at N = %d, drop %.4f (%.4f to %.4f)%s\n",
              curve.name(),
              curve.peak(),
              curve.drop().estimate(),
              curve.drop().low(),
              curve.drop().high(),
              curve.overOptimised() ? ", over-optimised" : ""));
    return out.toString();
  }

  private static String number(Interval interval) {
    return String.format(Locale.ROOT, "%.4f", interval.estimate());
  }
}
