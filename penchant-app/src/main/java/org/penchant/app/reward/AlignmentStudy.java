package org.penchant.app.reward;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Bootstrap;
import org.penchant.core.stats.Interval;
import org.penchant.data.read.RecordReader;
import org.penchant.eval.probe.ScoreAlignment;
import org.penchant.eval.report.Block;
import org.penchant.eval.report.Cell;
import org.penchant.eval.report.Report.Section;
import org.penchant.eval.report.Style;

/**
 * Whether a score of reward models goes with how well policies become by them.
 *
 * @param rows model, score, alignment
 * @param pearson over models, which are resampled
 */
public record AlignmentStudy(List<Row> rows, Interval pearson) {
  private static final int LEAST = 4;

  /** A model's two numbers. */
  public record Row(String model, double score, double alignment) {}

  /**
   * Reads the alignment of every model: columns model, the folder or its last name, and alignment.
   *
   * @throws org.penchant.core.problems.ProblemsException naming the models without one
   */
  public static Map<String, Double> read(Path file, List<Path> models) {
    var problems = new Problems();
    var known = new LinkedHashMap<String, Double>();
    RecordReader.defaults()
        .read(
            file,
            problems,
            row -> {
              var value = row.fields().path("alignment");
              String model = row.fields().path("model").asText("");
              double number = value.isNumber() ? value.asDouble() : parsed(value.asText(""));
              if (model.isBlank() || !Double.isFinite(number))
                problems.error(
                    row.place(),
                    row.fields(),
                    "needs model and a number alignment",
                    "mend the row");
              else known.put(model, number);
            });
    var found = new LinkedHashMap<String, Double>();
    for (var model : models) {
      Double number = known.get(model.toString());
      if (number == null)
        problems.error(
            file.toString(), model, "has no alignment in this table", "add a row of this model");
      else found.put(model.toString(), number);
    }
    if (models.size() < LEAST)
      problems.error(
          "--alignment",
          models.size() + " models",
          "a correlation needs " + LEAST + " models or more",
          "probe more models");
    problems.throwIfErrors(ExitCode.BAD_DATA);
    return found;
  }

  private static double parsed(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException none) {
      return Double.NaN;
    }
  }

  /** Of models with both numbers. */
  static AlignmentStudy of(Map<String, Double> scores, Map<String, Double> alignment, Seeds seeds) {
    var rows = new ArrayList<Row>();
    scores.forEach(
        (model, score) -> rows.add(new Row(model, score, alignment.getOrDefault(model, 0.0))));
    return new AlignmentStudy(
        List.copyOf(rows),
        ScoreAlignment.pearson(
            rows.stream().mapToDouble(Row::score).toArray(),
            rows.stream().mapToDouble(Row::alignment).toArray(),
            Bootstrap.defaults(),
            seeds.stream("alignment")));
  }

  String text() {
    return String.format(
        Locale.ROOT,
        "Pearson with alignment over %d models: %.4f (%.4f to %.4f)%n",
        rows.size(),
        pearson.estimate(),
        pearson.low(),
        pearson.high());
  }

  Section section() {
    var cells = new ArrayList<List<Cell>>();
    for (var row : rows)
      cells.add(List.of(Cell.of(row.model()), Cell.of(row.score()), Cell.of(row.alignment())));
    return Section.of(
        "Score and alignment",
        new Block.Figures(
            List.of(
                new Block.Figure(
                    "Pearson's r",
                    Cell.of(pearson.estimate()),
                    Cell.range(pearson, Style.PLAIN).shown() + ", models resampled"))),
        new Block.Table(
            "Accuracy on pairs, of thousands, may foretell alignment better than probes do",
            List.of("model", "score of probes", "alignment"),
            cells));
  }
}
