package org.penchant.app.reward;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.penchant.align.train.RewardOutcome;
import org.penchant.core.preference.Comparison;
import org.penchant.core.stats.Calibration;
import org.penchant.core.stats.Calibrator;
import org.penchant.core.stats.Calibrators;
import org.penchant.core.stats.Interval;
import org.penchant.core.stats.Moments;
import org.penchant.core.stats.Proportions;
import org.penchant.eval.report.Axis;
import org.penchant.eval.report.Block;
import org.penchant.eval.report.Cell;
import org.penchant.eval.report.Report.Section;
import org.penchant.eval.report.Style;

/**
 * Accuracy and calibration of held-out pairs. The temperature is fitted on every second pair and
 * measured on the others.
 */
final class PairFigures {
  private static final int LENGTH_GROUPS = 4;
  private static final int LEAST_FITTED = 20;
  private static final int BINS = 30;

  /**
   * @param margin chosen less rejected
   * @param source the data row
   */
  private record Pair(double margin, Comparison source) {
    double right() {
      return margin > 0 ? 1 : margin == 0 ? 0.5 : 0;
    }

    /** Words of both responses. */
    int words() {
      int words = 0;
      for (var candidate : source.candidates())
        words += candidate.content().plain().strip().split("\\s+").length;
      return words;
    }
  }

  private final List<Pair> pairs;
  private final Optional<Interval> ceiling;
  private final Optional<Calibrator.Temperature> temperature;
  private final List<Pair> measured;

  private PairFigures(List<Pair> pairs, Optional<Interval> ceiling) {
    this.pairs = pairs;
    this.ceiling = ceiling;
    var fitted = every(0);
    this.measured = every(1);
    this.temperature = fitted.size() < LEAST_FITTED ? Optional.empty() : fit(fitted);
  }

  static PairFigures of(List<RewardOutcome> outcomes, List<Comparison> sources) {
    var pairs = new ArrayList<Pair>();
    for (int i = 0; i < outcomes.size(); i++)
      if (outcomes.get(i).decidedPair() && half(outcomes.get(i)))
        pairs.add(new Pair(outcomes.get(i).margin(), sources.get(i)));
    return new PairFigures(pairs, Ceiling.of(sources));
  }

  /** A tie counted in both directions says nothing of accuracy. */
  private static boolean half(RewardOutcome outcome) {
    return outcome.row().columns().getOrDefault("weight", 1.0) >= 1;
  }

  private List<Pair> every(int rest) {
    var some = new ArrayList<Pair>();
    for (int i = rest; i < pairs.size(); i += 2) some.add(pairs.get(i));
    return some;
  }

  private static Optional<Calibrator.Temperature> fit(List<Pair> pairs) {
    try {
      boolean[] happened = new boolean[pairs.size()];
      java.util.Arrays.fill(happened, true);
      return Optional.of(Calibrators.temperature(margins(pairs), happened));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  private static double[] margins(List<Pair> pairs) {
    return pairs.stream().mapToDouble(Pair::margin).toArray();
  }

  private static Interval accuracy(List<Pair> pairs) {
    return Proportions.wilson(pairs.stream().mapToDouble(Pair::right).sum(), pairs.size(), 0.95);
  }

  /** Probabilities of both orders of every pair, and whether each happened. */
  private record Both(double[] p, boolean[] happened) {
    static Both of(List<Pair> pairs, double temperature) {
      double[] p = new double[2 * pairs.size()];
      boolean[] happened = new boolean[p.length];
      for (int i = 0; i < pairs.size(); i++) {
        p[2 * i] = 1 / (1 + Math.exp(-pairs.get(i).margin() / temperature));
        p[2 * i + 1] = 1 - p[2 * i];
        happened[2 * i] = true;
      }
      return new Both(p, happened);
    }

    double ece() {
      return Calibration.expectedCalibrationError(p, happened, Calibration.BINS);
    }
  }

  Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    if (pairs.isEmpty()) return json;
    json.put("pairs", pairs.size());
    json.put("accuracy", accuracy(pairs));
    ceiling.ifPresent(c -> json.put("annotator_agreement", c));
    temperature.ifPresent(t -> {
      json.put("temperature", t.temperature());
      json.put("ece_before", Both.of(measured, 1).ece());
      json.put("ece_after", Both.of(measured, t.temperature()).ece());
    });
    return json;
  }

  String text() {
    if (pairs.isEmpty()) return "";
    var a = accuracy(pairs);
    var out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "accuracy of %d pairs %.3f (%.3f to %.3f)%n",
            pairs.size(),
            a.estimate(),
            a.low(),
            a.high()));
    ceiling.ifPresent(c ->
        out.append(
            String.format(
                Locale.ROOT,
                "annotators agree with the others' majority %.3f (%.3f to %.3f)%n",
                c.estimate(),
                c.low(),
                c.high())));
    temperature.ifPresent(t ->
        out.append(
            String.format(
                Locale.ROOT,
                "calibration error %.4f, %.4f at temperature %.3f (fitted on the other half)%n",
                Both.of(measured, 1).ece(),
                Both.of(measured, t.temperature()).ece(),
                t.temperature())));
    return out.toString();
  }

  Block figures() {
    var figures = new ArrayList<Block.Figure>();
    if (!pairs.isEmpty()) {
      figures.add(share("Accuracy", accuracy(pairs)));
      figures.add(
          new Block.Figure(
              "Mean margin", new Cell.Num(Moments.mean(margins(pairs)), Style.PLAIN), ""));
      ceiling.ifPresent(c -> figures.add(share("Annotators agree with the others", c)));
      temperature.ifPresent(t ->
          figures.add(
              new Block.Figure(
                  "Calibration error",
                  new Cell.Num(Both.of(measured, 1).ece(), Style.PLAIN),
                  Style.PLAIN.show(Both.of(measured, t.temperature()).ece())
                      + " at temperature "
                      + Style.PLAIN.show(t.temperature()))));
    }
    return new Block.Figures(figures);
  }

  private static Block.Figure share(String label, Interval interval) {
    return new Block.Figure(
        label,
        new Cell.Num(interval.estimate(), Style.PERCENT),
        "95 % interval "
            + Style.PERCENT.show(interval.low())
            + " to "
            + Style.PERCENT.show(interval.high()));
  }

  List<Section> sections() {
    if (pairs.isEmpty()) return List.of();
    var sections = new ArrayList<Section>();
    sections.add(
        Section.of(
            "Margins",
            Block.Histogram.of(
                "Reward of the chosen less that of the rejected",
                Axis.linear("margin"),
                margins(pairs),
                BINS)));
    var blocks = new ArrayList<Block>();
    blocks.add(reliability("as trained", measured, 1));
    temperature.ifPresent(t ->
        blocks.add(
            reliability(
                "at temperature " + Style.PLAIN.show(t.temperature()), measured, t.temperature())));
    blocks.add(groups("By length of both responses, words", byLength()));
    blocks.add(groups("By file", by(p -> p.source().provenance().file())));
    var users = by(p -> p.source().feedback().mark().annotator().orElse("nobody named"));
    if (users.size() > 1) blocks.add(groups("By annotator", users));
    sections.add(new Section("Calibration", blocks));
    return sections;
  }

  private static Block reliability(String name, List<Pair> pairs, double temperature) {
    var both = Both.of(pairs, temperature);
    return new Block.Reliability(
        "P(chosen preferred), both orders of a pair, " + name,
        Calibration.reliability(both.p(), both.happened(), Calibration.BINS),
        both.ece());
  }

  private Map<String, List<Pair>> by(Function<Pair, String> name) {
    var groups = new TreeMap<String, List<Pair>>();
    for (var pair : pairs)
      groups.computeIfAbsent(name.apply(pair), _ -> new ArrayList<>()).add(pair);
    return groups;
  }

  private Map<String, List<Pair>> byLength() {
    var sorted = new ArrayList<>(pairs);
    sorted.sort(Comparator.comparingInt(Pair::words));
    var groups = new LinkedHashMap<String, List<Pair>>();
    for (int g = 0; g < LENGTH_GROUPS; g++) {
      var part =
          sorted.subList(
              g * sorted.size() / LENGTH_GROUPS, (g + 1) * sorted.size() / LENGTH_GROUPS);
      if (!part.isEmpty())
        groups
            .computeIfAbsent(
                part.getFirst().words() + " to " + part.getLast().words(), _ -> new ArrayList<>())
            .addAll(part);
    }
    return groups;
  }

  private static Block groups(String title, Map<String, List<Pair>> groups) {
    var rows = new ArrayList<List<Cell>>();
    groups.forEach((name, pairs) -> {
      var a = accuracy(pairs);
      rows.add(
          List.of(
              new Cell.Words(name),
              new Cell.Num(pairs.size(), Style.COUNT),
              new Cell.Num(a.estimate(), Style.PERCENT),
              new Cell.Num(a.low(), Style.PERCENT),
              new Cell.Num(a.high(), Style.PERCENT),
              new Cell.Num(Both.of(pairs, 1).ece(), Style.PLAIN),
              new Cell.Num(Moments.mean(margins(pairs)), Style.PLAIN)));
    });
    return new Block.Table(
        title,
        List.of("group", "pairs", "accuracy", "low", "high", "calibration error", "margin"),
        rows);
  }
}
