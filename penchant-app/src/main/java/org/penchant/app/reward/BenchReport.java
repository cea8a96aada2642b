package org.penchant.app.reward;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.penchant.eval.bench.BenchResult;
import org.penchant.eval.bench.Contest;
import org.penchant.eval.report.Axis;
import org.penchant.eval.report.Block;
import org.penchant.eval.report.Cell;
import org.penchant.eval.report.Report.Section;

/** A benchmark run, and how other models did on the same items, for reading. */
public final class BenchReport {
  private BenchReport() {}

  /**
   * The main model's figures; where there are others, everyone's main figure and tests of every
   * two.
   *
   * @param results by model, the main one first
   */
  public static Evaluation of(String benchmark, Map<String, BenchResult> results) {
    var main = results.values().iterator().next();
    var json = json(main);
    var text = new StringBuilder(text(main));
    var sections = new ArrayList<Section>();
    sections.add(new Section(main.scored() + " items", main.blocks()));
    if (results.size() > 1) {
      var answers = Contest.answers(results);
      var contests = Contest.all(answers);
      int shared = answers.getFirst().right().length;
      json.put("against", results.values().stream().skip(1).map(BenchReport::json).toList());
      json.put("contests", contests);
      text.append(shared).append(" items that count for all models\n");
      for (var contest : contests) text.append(line(contest));
      sections.add(
          Section.of("Models on the same " + shared + " items", figures(results), table(contests)));
    }
    return new Evaluation(
        "Reward model on " + benchmark, json, text.toString(), sections, main.warnings());
  }

  private static Map<String, Object> json(BenchResult result) {
    var json = new LinkedHashMap<String, Object>();
    json.put("format", result.format());
    json.put("scored", result.scored());
    json.put("truncated", result.truncated());
    json.put("figures", result.figures());
    json.put("groups", result.rows());
    json.put("items", result.lines());
    json.put("warnings", result.warnings());
    return json;
  }

  private static String text(BenchResult result) {
    var text = new StringBuilder();
    for (var figure : result.figures())
      text.append(
          String.format(
              Locale.ROOT,
              "%-34s %7.4f (%.4f to %.4f)%n",
              figure.name(),
              figure.value().estimate(),
              figure.value().low(),
              figure.value().high()));
    for (var row : result.rows())
      if (row.subset().isEmpty())
        text.append(
            String.format(
                Locale.ROOT,
                "  %-32s %7.4f of %d items%n",
                row.group(),
                row.share().value(),
                row.share().items()));
    return text.toString();
  }

  private static String line(Contest contest) {
    return String.format(
        Locale.ROOT,
        "%s alone right on %d, %s on %d: p = %.3g (of all comparisons, Holm)%n",
        contest.first(),
        contest.test().onlyFirst(),
        contest.second(),
        contest.test().onlySecond(),
        contest.adjusted());
  }

  private static Block figures(Map<String, BenchResult> results) {
    var bars = new ArrayList<Block.Bar>();
    results.forEach((model, result) -> {
      var value = result.figures().getFirst().value();
      bars.add(new Block.Bar(model, value.estimate(), value.low(), value.high()));
    });
    String name = results.values().iterator().next().figures().getFirst().name();
    return new Block.Dots(name, Axis.linear(name), bars);
  }

  private static Block table(List<Contest> contests) {
    return new Block.Table(
        "Items that one model alone has right (McNemar's exact test, p by Holm's procedure)",
        List.of("first", "second", "first alone", "second alone", "p", "adjusted p"),
        contests.stream()
            .map(c ->
                List.of(
                    Cell.of(c.first()),
                    Cell.of(c.second()),
                    Cell.count(c.test().onlyFirst()),
                    Cell.count(c.test().onlySecond()),
                    Cell.of(c.test().p()),
                    Cell.of(c.adjusted())))
            .toList());
  }
}
