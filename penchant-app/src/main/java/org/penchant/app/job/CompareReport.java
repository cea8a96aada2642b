package org.penchant.app.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.penchant.app.job.MethodResult.Point;
import org.penchant.core.io.AtomicFiles;
import org.penchant.core.io.Json;
import org.penchant.core.manifest.DataFile;
import org.penchant.core.manifest.Machine;
import org.penchant.core.manifest.RunManifest;
import org.penchant.core.stats.Proportions;
import org.penchant.eval.report.Axis;
import org.penchant.eval.report.Block;
import org.penchant.eval.report.Cell;
import org.penchant.eval.report.ManifestBlock;
import org.penchant.eval.report.Report;
import org.penchant.eval.report.Report.Section;
import org.penchant.eval.report.ReportFiles;
import org.penchant.eval.report.Series;
import org.penchant.torch.tensor.Engine;

/**
 * The report of a comparison: tables side by side, curves against steps and against KL, what it
 * cost, and which methods did not run.
 *
 * @param baseline the method whose speed is 1
 */
public record CompareReport(CompareRequest request, CompareJob.Outcome outcome, String baseline) {
  /** The numbers as data, beside the report. */
  public static final String FILE = "compare.json";

  private static final String SHARED =
      "Margin and accuracy are of log-ratios to the base, nats, on the same held-out pairs for all"
          + " methods; of a list its best and its worst response count.";

  /** Writes compare.json, manifest.json and the report; gives the page. */
  public Path write(Supplier<String> clock) throws IOException {
    var manifest = manifest(clock);
    var out = request.common().out();
    AtomicFiles.write(out.resolve(FILE), Json.pretty(data()));
    AtomicFiles.write(out.resolve("manifest.json"), manifest.toJson());
    return ReportFiles.write(build(manifest), out);
  }

  /** All numbers. */
  public Map<String, Object> data() {
    var all = new LinkedHashMap<String, Object>();
    all.put("baseline", baseline);
    all.put("trainRows", outcome.trainRows());
    all.put("heldOutPairs", outcome.heldOutPairs());
    outcome.levels().kl().ifPresent(level -> all.put("klLevel", level));
    outcome.levels().margin().ifPresent(level -> all.put("marginLevel", level));
    all.put("methods", outcome.results().stream().map(this::data).toList());
    all.put("skipped", outcome.skipped());
    return all;
  }

  /** A method with where it stands among the others; what it has not is left out. */
  private Map<String, Object> data(MethodResult result) {
    var all = new LinkedHashMap<String, Object>();
    all.put("result", result);
    all.put("usefulTokensPerSecond", result.tokensPerSecond());
    tables().speed(result).ifPresent(speed -> all.put("speedOverBaseline", speed));
    outcome.levels().atKl(result).ifPresent(point -> all.put("atKl", point));
    outcome.levels().atMargin(result).ifPresent(point -> all.put("atMargin", point));
    return all;
  }

  /** The tables for a terminal. */
  public String text() {
    var tables = tables();
    var out = new StringBuilder(CompareTables.text(tables.ended()));
    out.append('\n').append(CompareTables.text(tables.matched()));
    out.append('\n').append(CompareTables.text(tables.cost()));
    for (var skipped : outcome.skipped())
      out.append("\nskipped ").append(skipped.id()).append(": ").append(reason(skipped));
    return outcome.skipped().isEmpty() ? out.toString() : out.append('\n').toString();
  }

  Report build(RunManifest manifest) {
    var tables = tables();
    var sections = new ArrayList<Section>();
    sections.add(Section.of("Side by side", new Block.Text(SHARED), tables.ended(), accuracies()));
    sections.add(
        Section.of(
            "As far from the base, or at as great a margin",
            new Block.Text(
                "Each method where it first reaches the level, interpolated between its"
                    + " measurements; a dash where it never does."),
            tables.matched()));
    sections.add(
        Section.of(
            "Against KL",
            new Block.Panels(
                List.of(
                    chart("accuracy against KL", Point::kl, "nats a token", Point::accuracy),
                    chart("margin against KL", Point::kl, "nats a token", Point::margin),
                    chart("Δ chosen against KL", Point::kl, "nats a token", Point::chosen)))));
    sections.add(
        Section.of(
            "Against steps",
            new Block.Panels(
                List.of(
                    chart("accuracy", Point::step, "step", Point::accuracy),
                    chart("margin", Point::step, "step", Point::margin),
                    chart("Δ chosen", Point::step, "step", Point::chosen),
                    chart("Δ rejected", Point::step, "step", Point::rejected),
                    chart("KL a token", Point::step, "step", Point::kl)))));
    sections.add(Section.of("Cost", tables.cost()));
    if (!outcome.skipped().isEmpty()) sections.add(Section.of("Not compared", skipped()));
    sections.add(Section.of("Methods", methods()));
    sections.add(Section.of("Run", ManifestBlock.of(manifest)));
    return new Report(
        outcome.results().size() + " methods compared",
        outcome.trainRows()
            + " rows to train on, "
            + outcome.heldOutPairs()
            + " held-out pairs to measure on, one base model.",
        sections);
  }

  private CompareTables tables() {
    return new CompareTables(outcome, baseline);
  }

  private Block accuracies() {
    return new Block.Dots(
        "Accuracy after training, 95 % intervals over pairs",
        Axis.linear("share of pairs"),
        outcome.results().stream()
            .map(r -> {
              var interval =
                  Proportions.wilson(
                      r.last().accuracy() * outcome.heldOutPairs(), outcome.heldOutPairs(), 0.95);
              return new Block.Bar(r.id(), interval.estimate(), interval.low(), interval.high());
            })
            .toList());
  }

  private Block.LineChart chart(
      String title, ToDoubleFunction<Point> x, String axis, ToDoubleFunction<Point> y) {
    return new Block.LineChart(
        title,
        Axis.linear(axis),
        Axis.linear(""),
        outcome.results().stream()
            .map(r ->
                Series.of(
                    r.id(),
                    r.points().stream().mapToDouble(x).toArray(),
                    r.points().stream().mapToDouble(y).toArray()))
            .toList());
  }

  private Block skipped() {
    return new Block.Table(
        "Methods without numbers",
        List.of("method", "why"),
        outcome.skipped().stream().map(s -> List.of(Cell.of(s.id()), Cell.of(reason(s)))).toList());
  }

  private Block methods() {
    return new Block.KeyValues(
        "Parameters",
        outcome.results().stream().map(r -> new Block.Entry(r.id(), r.settings())).toList());
  }

  private static String reason(CompareJob.Skipped skipped) {
    var lines = skipped.reasons();
    return lines.getFirst() + (lines.size() > 1 ? ", and " + (lines.size() - 1) + " more" : "");
  }

  private RunManifest manifest(Supplier<String> clock) {
    var common = request.common();
    return RunManifest.of("compare", CodeVersions.here(), Machine.here(), common.started())
        .withMethod(
            request.runs().stream()
                .collect(
                    Collectors.toMap(
                        run -> run.method().id(), run -> run.method().settings().toString())))
        .withData(
            outcome.data().files().stream()
                .map(f -> new DataFile(f.file(), f.sha256(), f.rows()))
                .toList())
        .withSeeds(Map.of("root", common.train().seed()))
        .withEngine(Engine.identity())
        .withOptions(common.options())
        .withFinished(clock.get());
  }
}
