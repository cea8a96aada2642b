package org.penchant.eval.bench;

import java.util.ArrayList;
import java.util.List;
import org.penchant.core.problems.Problem;
import org.penchant.core.stats.Interval;
import org.penchant.eval.report.Axis;
import org.penchant.eval.report.Block;
import org.penchant.eval.report.Cell;
import org.penchant.eval.report.Style;

/**
 * A benchmark run: all of it is plain data, for JSON as for reports.
 *
 * @param format what was asked
 * @param scored items that count
 * @param truncated ids of items left out because an answer would have been cut
 * @param figures the main one first
 * @param rows accuracies by group and subset
 * @param lines what was said of every item
 * @param warnings what a reader must know
 */
public record BenchResult(
    BenchFormat format,
    int scored,
    List<String> truncated,
    List<Figure> figures,
    List<Row> rows,
    List<Line> lines,
    List<Problem> warnings) {
  /**
   * A number with its interval.
   *
   * @param says how it is counted
   */
  public record Figure(String name, Interval value, String says) {}

  /**
   * A group, or a subset of it.
   *
   * @param subset empty for the whole group
   * @param floor accuracy of "the longer answer wins" on the same items; NaN where it has no
   *     meaning
   */
  public record Row(String group, String subset, Share share, double floor) {}

  /**
   * An item.
   *
   * @param scores of its answers in the order of the item
   * @param credit what it adds to the main figure, in [0, 1]; NaN if it does not count there
   */
  public record Line(String id, String group, List<Double> scores, double credit) {
    public Line {
      scores = List.copyOf(scores);
    }
  }

  public BenchResult {
    truncated = List.copyOf(truncated);
    figures = List.copyOf(figures);
    rows = List.copyOf(rows);
    lines = List.copyOf(lines);
    warnings = List.copyOf(warnings);
  }

  /** One figure more. */
  public BenchResult with(Figure figure) {
    var more = new ArrayList<>(figures);
    more.add(figure);
    return new BenchResult(format, scored, truncated, more, rows, lines, warnings);
  }

  /** The figure of that name. */
  public Figure figure(String name) {
    return figures.stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
  }

  /** Warnings, figures, a chart and a table, for a report. */
  public List<Block> blocks() {
    var blocks = new ArrayList<Block>();
    if (!warnings.isEmpty()) blocks.add(new Block.Warnings(warnings));
    blocks.add(
        new Block.Table(
            "",
            List.of("", "value", "interval", "how it is counted"),
            figures.stream()
                .map(f ->
                    List.of(
                        Cell.of(f.name()),
                        Cell.percent(f.value().estimate()),
                        Cell.range(f.value(), Style.PERCENT),
                        Cell.of(f.says())))
                .toList()));
    if (rows.isEmpty()) return blocks;
    blocks.add(
        new Block.Dots(
            "Accuracy by group",
            Axis.linear("accuracy"),
            rows.stream()
                .filter(r -> r.subset().isEmpty())
                .map(r ->
                    new Block.Bar(
                        r.group(),
                        r.share().value(),
                        r.share().interval().low(),
                        r.share().interval().high()))
                .toList()));
    blocks.add(
        new Block.Table(
            "Accuracy by group and subset",
            List.of("group", "subset", "items", "accuracy", "Wilson interval", "longer wins"),
            rows.stream()
                .map(r ->
                    List.of(
                        Cell.of(r.group()),
                        Cell.of(r.subset()),
                        Cell.count(r.share().items()),
                        Cell.percent(r.share().value()),
                        Cell.range(r.share().interval(), Style.PERCENT),
                        Cell.percent(r.floor())))
                .toList()));
    return blocks;
  }
}
