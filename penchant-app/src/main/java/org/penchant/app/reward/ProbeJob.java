package org.penchant.app.reward;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.penchant.app.job.Progress;
import org.penchant.app.reward.bench.ProbeRow;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Provenance;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problem;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.eval.probe.ProbeTable;
import org.penchant.eval.probe.Probing;
import org.penchant.eval.probe.ProbingSet;
import org.penchant.eval.probe.Prototypes;
import org.penchant.eval.report.Block;
import org.penchant.eval.report.Report.Section;

/**
 * What the vectors that a reward head reads know of labelled dimensions. Several models are probed
 * one by one, on the same rows.
 *
 * @param how the models and how texts reach them
 * @param prototypes where class centres of the rows fitted to go
 * @param alignment of policies with each model, by its folder's name, to set the score against
 */
public record ProbeJob(
    ScoreJob how, Probing probing, Optional<Path> prototypes, Map<String, Double> alignment) {
  private static final int MOST_CLASSES = 10;

  /** The classes of a dimension, in order: by number where all are numbers. */
  private record Classes(String dimension, List<String> names) {
    static Classes of(String dimension, List<ProbeRow> rows) {
      var names =
          new ArrayList<>(
              rows.stream()
                  .flatMap(r -> Optional.ofNullable(r.labels().get(dimension)).stream())
                  .distinct()
                  .sorted()
                  .toList());
      try {
        names.sort(Comparator.comparingDouble(Double::parseDouble));
      } catch (NumberFormatException words) {
        names.sort(Comparator.naturalOrder());
      }
      if (names.size() < 2 || names.size() > MOST_CLASSES)
        throw ProblemsException.of(
            ExitCode.BAD_DATA,
            "--dimension " + dimension,
            names.size() + " different labels",
            "a dimension has 2 to " + MOST_CLASSES + " classes",
            "name another column, or gather its values in classes");
      return new Classes(dimension, names);
    }

    ProbingSet set(List<ProbeRow> rows, List<Optional<double[]>> features, List<Integer> which) {
      var usable =
          which.stream()
              .filter(
                  i -> features.get(i).isPresent() && rows.get(i).labels().containsKey(dimension))
              .toList();
      return new ProbingSet(
          dimension,
          names.size(),
          usable.stream().map(i -> features.get(i).orElseThrow()).toArray(double[][]::new),
          usable.stream()
              .mapToInt(i -> names.indexOf(rows.get(i).labels().get(dimension)))
              .toArray());
    }
  }

  /**
   * Probes.
   *
   * @param rows all of them, of which {@code test} are not fitted to
   * @param dimensions labels' names
   * @param test numbers of rows
   */
  public Evaluation run(
      List<ProbeRow> rows,
      List<String> dimensions,
      List<Integer> train,
      List<Integer> test,
      Seeds seeds,
      Progress progress)
      throws IOException {
    var classes = dimensions.stream().map(d -> Classes.of(d, rows)).toList();
    var json = new ArrayList<Map<String, Object>>();
    var centres = new ArrayList<PrototypeFile.Entry>();
    var scores = new LinkedHashMap<String, Double>();
    var text = new StringBuilder();
    var sections = new ArrayList<Section>();
    var warnings = new ArrayList<Problem>();
    for (var folder : how.models()) {
      progress.stage("reading representations of " + folder);
      var features = features(folder, rows, progress);
      progress.stage("probing " + folder);
      var fitted = classes.stream().map(c -> c.set(rows, features, train)).toList();
      if (prototypes.isPresent())
        centres.add(
            new PrototypeFile.Entry(
                folder.toString(), Prototypes.of(fitted, probing.standardise())));
      var table =
          probing.run(
              fitted, classes.stream().map(c -> c.set(rows, features, test)).toList(), seeds);
      json.add(json(folder.toString(), classes, table));
      scores.put(folder.toString(), table.score());
      text.append(text(folder.toString(), table));
      sections.add(Section.of(folder.toString(), table.blocks().toArray(Block[]::new)));
      for (var block : table.blocks())
        if (block instanceof Block.Warnings(var problems)) warnings.addAll(problems);
    }
    if (prototypes.isPresent()) new PrototypeFile(centres).write(prototypes.get());
    var figures =
        new TreeMap<String, Object>(Map.of("probe", probing.probe().toString(), "models", json));
    if (!alignment.isEmpty()) {
      var study = AlignmentStudy.of(scores, alignment, seeds);
      figures.put("alignment", study.pearson());
      text.append(study.text());
      sections.add(study.section());
    }
    return new Evaluation(
        "What reward models represent", figures, text.toString(), sections, warnings);
  }

  private List<Optional<double[]>> features(Path folder, List<ProbeRow> rows, Progress progress)
      throws IOException {
    var comparisons = new ArrayList<Comparison>();
    for (var row : rows)
      comparisons.add(
          Comparison.unary(
              row.prompt(), row.response(), true, new Provenance(row.file(), row.row(), "")));
    try (var loaded = LoadedReward.open(folder, how.how(), how.maxTokens())) {
      if (loaded.model().head().stepwise())
        throw ProblemsException.of(
            ExitCode.USAGE,
            folder.toString(),
            loaded.model().head(),
            "reads a vector a step; a probe reads one a response",
            "name a model of whole responses");
      return loaded
          .read(comparisons, how.vectors(), how.how(), loaded.user(how.user()), progress)
          .stream()
          .map(read -> read.map(r -> r.hidden()[0]))
          .toList();
    }
  }

  private static Map<String, Object> json(String model, List<Classes> classes, ProbeTable table) {
    var json = new LinkedHashMap<String, Object>();
    json.put("model", model);
    json.put("score", table.score());
    var all = new ArrayList<Map<String, Object>>();
    for (int k = 0; k < classes.size(); k++) {
      var d = table.dimensions().get(k);
      var one = new LinkedHashMap<String, Object>();
      one.put("dimension", d.dimension());
      one.put("classes", classes.get(k).names());
      one.put("trained", d.trained());
      one.put("tested", d.counts().total());
      one.put("accuracy", d.accuracy());
      one.put("floor", d.floor());
      one.put("at_floor", d.atFloor());
      one.put("balanced_accuracy", d.counts().balancedAccuracy());
      one.put("matthews", d.counts().matthews());
      one.put("control", d.control());
      one.put("selectivity", d.selectivity());
      one.put("converged", d.converged());
      all.add(one);
    }
    json.put("dimensions", all);
    return json;
  }

  private static String text(String model, ProbeTable table) {
    var out = new StringBuilder();
    out.append(String.format(Locale.ROOT, "%s: score %.4f%n", model, table.score()));
    for (var d : table.dimensions())
      out.append(
          String.format(
              Locale.ROOT,
              "  %-20s %.4f (%.4f to %.4f)  floor %.4f  control %.4f  %d test items%n",
              d.dimension(),
              d.accuracy().estimate(),
              d.accuracy().low(),
              d.accuracy().high(),
              d.floor(),
              d.control(),
              d.counts().total()));
    return out.toString();
  }
}
