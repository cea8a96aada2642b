package org.penchant.eval.report;

import java.util.List;
import org.penchant.core.manifest.CodeVersion;
import org.penchant.core.manifest.DataFile;
import org.penchant.core.manifest.Machine;
import org.penchant.core.manifest.RunManifest;
import org.penchant.core.problems.Problem;
import org.penchant.core.stats.Calibration;

/** One block of every kind. */
final class Sample {
  static final String HOSTILE =
      "</p><script>alert('x')</script>\"onload=\"x\" & <![CDATA[ ]]> |a|b| `code` *b* \u0000\u001b"
          + "[31m \uD800 \uFFFE --> &lt; \u202Egnirts";

  private Sample() {}

  static List<Block> blocks(String text) {
    double[] x = new double[120];
    double[] falling = new double[120];
    double[] rising = new double[120];
    for (int i = 0; i < x.length; i++) {
      x[i] = i;
      falling[i] = 0.69 * Math.exp(-i / 50.0) + 0.02 * Math.sin(i * 0.9);
      rising[i] = 1 - Math.exp(-i / 40.0) + 0.03 * Math.cos(i * 1.7);
    }
    falling[40] = Double.NaN;
    falling[41] = Double.POSITIVE_INFINITY;
    double[] few = {0.01, 0.1, 1, 10};
    var loss =
        new Block.LineChart(
            "Loss " + text,
            Axis.linear("step"),
            Axis.linear("loss, nats"),
            List.of(Series.of("train " + text, x, falling)));
    var margin =
        new Block.LineChart(
            "Margin",
            Axis.linear("step"),
            Axis.linear("margin"),
            List.of(Series.of("margin", x, rising), Series.of("loss", x, falling)));
    var grid =
        new Block.LineChart(
            "Accuracy over beta",
            Axis.log("beta"),
            Axis.linear("accuracy"),
            List.of(
                Series.of("optimum", few, new double[] {1, 0.9, 0.7, 0.6}),
                Series.of("policy", few, new double[] {0.61, 0.61, 0.61, 0.61})));
    return List.of(
        new Block.Text("First paragraph. " + text + "\nSecond paragraph."),
        new Block.Figures(
            List.of(
                new Block.Figure("Accuracy " + text, Cell.percent(0.6132), "58.1% to 64.4%"),
                new Block.Figure("Pairs", Cell.count(12_345), text),
                new Block.Figure("Margin", Cell.signed(0.0312345), ""))),
        new Block.Warnings(
            List.of(
                new Problem(
                    Problem.Severity.WARNING, "pairs.jsonl row 3", text, "rule", "remedy"))),
        new Block.Panels(List.of(loss, margin, grid)),
        loss,
        new Block.Table(
            "Methods " + text,
            List.of("method", "accuracy", "95% interval", text),
            List.of(
                List.of(
                    Cell.of("DPO " + text),
                    Cell.percent(0.61),
                    new Cell.Range(0.58, 0.64, Style.PERCENT),
                    Cell.of(-1.25e-7)),
                List.of(
                    Cell.of("IPO"),
                    Cell.percent(Double.NaN),
                    new Cell.Range(Double.NEGATIVE_INFINITY, 0.1 + 0.2, Style.PLAIN),
                    Cell.count(7)))),
        new Block.Dots(
            "Ratings " + text,
            Axis.linear("Elo"),
            List.of(
                new Block.Bar("one " + text, 1200, 1180, 1220.5), Block.Bar.of("two", Double.NaN))),
        new Block.HeatMap(
            "Win rates " + text,
            List.of("one " + text, "two"),
            List.of("one", "two " + text),
            List.of(List.of(Double.NaN, 0.7), List.of(0.3, Double.NaN)),
            Style.PERCENT,
            0.5,
            0.5),
        new Block.Bars(
            "Accuracy " + text,
            Axis.linear("share"),
            List.of(
                new Block.Bar("policy " + text, 0.61, 0.58, 0.64),
                Block.Bar.of("reference", 0.52))),
        Block.Histogram.of("Margins", Axis.linear("margin " + text), rising, 20),
        new Block.Reliability(
            "Calibration " + text,
            Calibration.reliability(
                new double[] {0.1, 0.3, 0.35, 0.8, 0.9, 0.95},
                new boolean[] {false, true, false, true, true, true},
                10),
            0.123456789),
        new Block.Samples(
            "Samples " + text,
            List.of(
                new Block.Sample(
                    "What is a penchant? " + text,
                    "A kind of pennant. " + text,
                    "A strong liking, as for strong coffee.\n\n```\n" + text,
                    "preferred: after " + text))),
        ManifestBlock.of(
            RunManifest.of("penchant " + text, new CodeVersion("0.1", ""), Machine.here(), "2026")
                .withData(List.of(new DataFile("pairs.jsonl", "ba78", 1_000)))));
  }

  static Report report(String text) {
    return Report.of(
        "What was learned " + text,
        "The policy ranks 61% of pairs as people do. " + text,
        new Report.Section("Everything " + text, blocks(text)),
        Report.Section.of("Empty"));
  }
}
