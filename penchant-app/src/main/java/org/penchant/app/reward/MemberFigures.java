package org.penchant.app.reward;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.penchant.align.merge.Memorisation;
import org.penchant.align.merge.ModeConnectivity;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.Problem;
import org.penchant.core.stats.Interval;
import org.penchant.eval.report.Axis;
import org.penchant.eval.report.Block;
import org.penchant.eval.report.Cell;
import org.penchant.eval.report.Report;
import org.penchant.eval.report.Report.Section;
import org.penchant.eval.report.Series;

/**
 * Members, their mean and best, their ensemble and their average, on the same held-out pairs.
 *
 * @param models in this order, by name
 * @param path between the first two members
 * @param warnings of their average
 */
record MemberFigures(List<Measured> models, ModeConnectivity path, List<Problem> warnings) {
  /**
   * One model, or the mean of all members.
   *
   * @param accuracy with its interval; of a mean without
   * @param ece of both orders, ten bins
   * @param deviation of utilities
   * @param memorised share of wrong training labels it reproduces, where some are known
   */
  record Measured(
      String name,
      int pairs,
      Interval accuracy,
      double ece,
      OptionalDouble deviation,
      OptionalDouble memorised) {
    static Measured of(
        String name,
        MemberMargins margins,
        List<Comparison> heldOut,
        List<Comparison> corrupted,
        OptionalDouble deviation) {
      var pairs = margins.of(heldOut);
      var wrong = margins.of(corrupted);
      boolean[] all = new boolean[wrong.size()];
      java.util.Arrays.fill(all, true);
      return new Measured(
          name,
          pairs.size(),
          MeasuredPair.accuracy(pairs),
          BothOrders.of(pairs, p -> p.probability(1)).ece(),
          deviation,
          wrong.isEmpty()
              ? OptionalDouble.empty()
              : OptionalDouble.of(Memorisation.rate(MeasuredPair.margins(wrong), all)));
    }

    Measured named(String other) {
      return new Measured(other, pairs, accuracy, ece, deviation, memorised);
    }

    /** The mean of members, which is what an ensemble or average should beat. */
    static Measured mean(List<Measured> members) {
      double accuracy =
          members.stream().mapToDouble(m -> m.accuracy().estimate()).average().orElseThrow();
      return new Measured(
          "mean of members",
          members.getFirst().pairs(),
          new Interval(accuracy, Double.NaN, Double.NaN, 0.95),
          members.stream().mapToDouble(Measured::ece).average().orElseThrow(),
          OptionalDouble.empty(),
          members.stream().flatMapToDouble(m -> m.memorised().stream()).average());
    }
  }

  Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    var all = new ArrayList<Map<String, Object>>();
    for (var m : models) {
      var one = new LinkedHashMap<String, Object>();
      one.put("model", m.name());
      one.put("pairs", m.pairs());
      one.put("accuracy", m.accuracy().estimate());
      if (!Double.isNaN(m.accuracy().low())) {
        one.put("low", m.accuracy().low());
        one.put("high", m.accuracy().high());
      }
      one.put("ece", m.ece());
      m.deviation().ifPresent(d -> one.put("deviation", d));
      m.memorised().ifPresent(d -> one.put("memorised", d));
      all.add(one);
    }
    json.put("models", all);
    json.put("connectivity", path);
    return json;
  }

  String text() {
    var text = new StringBuilder();
    for (var m : models) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-24s accuracy %.3f, calibration error %.4f",
              m.name(),
              m.accuracy().estimate(),
              m.ece()));
      m.memorised()
          .ifPresent(d -> text.append(String.format(Locale.ROOT, ", %.3f of wrong labels", d)));
      text.append(String.format(Locale.ROOT, "%n"));
    }
    return text.append(
            String.format(
                Locale.ROOT, "between the first two members: least gap %+.4f%n", path.leastGap()))
        .toString();
  }

  List<Section> sections() {
    var sections = new ArrayList<Section>();
    if (!warnings.isEmpty()) sections.add(Section.of("Warnings", new Block.Warnings(warnings)));
    var rows = new ArrayList<List<Cell>>();
    for (var m : models)
      rows.add(
          List.of(
              Cell.of(m.name()),
              Cell.percent(m.accuracy().estimate()),
              number(m.accuracy().low()),
              number(m.accuracy().high()),
              Cell.of(m.ece()),
              number(m.deviation().orElse(Double.NaN)),
              number(m.memorised().orElse(Double.NaN))));
    sections.add(
        Section.of(
            "Members, ensemble and average",
            new Block.Table(
                models.getFirst().pairs()
                    + " held-out pairs; an average costs as much as one member. Compare it with"
                    + " the mean and the best of the members, and with one that stops early.",
                List.of(
                    "model",
                    "accuracy",
                    "low",
                    "high",
                    "calibration error",
                    "deviation of rewards",
                    "wrong labels learned"),
                rows)));
    sections.add(
        Section.of(
            "Between the first two members",
            new Block.LineChart(
                "Accuracy along (1 - lambda) first + lambda second: below the straight line"
                    + " averaging loses",
                Axis.linear("lambda"),
                Axis.linear("accuracy"),
                List.of(Series.of("path", path.lambdas(), path.accuracies())))));
    return sections;
  }

  private static Cell number(double value) {
    return Double.isNaN(value) ? Cell.of("") : Cell.of(value);
  }

  /** A report of these sections. */
  static Report report(String method, List<Section> all) {
    return new Report(
        "Members of a reward model " + method, "Each member's own report lies in its folder.", all);
  }
}
