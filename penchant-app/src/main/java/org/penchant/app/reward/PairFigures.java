package org.penchant.app.reward;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.penchant.align.train.RewardOutcome;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Feedback;
import org.penchant.core.stats.Interval;
import org.penchant.core.stats.Moments;
import org.penchant.eval.report.Axis;
import org.penchant.eval.report.Block;
import org.penchant.eval.report.Cell;
import org.penchant.eval.report.Report.Section;
import org.penchant.eval.report.Style;

/** Accuracy and calibration of pairs that trained nothing. */
final class PairFigures {
  private static final int BINS = 30;

  /** Groups whose reliability fits in one chart. */
  private static final int CHARTED = 8;

  private final List<MeasuredPair> pairs;
  private final Optional<Interval> ceiling;
  private final Optional<Recalibrated> recalibrated;
  private final Optional<String> column;

  private PairFigures(
      List<MeasuredPair> pairs, Optional<Interval> ceiling, Optional<String> column) {
    this.pairs = pairs;
    this.ceiling = ceiling;
    this.recalibrated = Recalibrated.of(pairs);
    this.column = column;
  }

  /** Of a training's outcomes and their rows. */
  static PairFigures of(List<RewardOutcome> outcomes, List<Comparison> sources) {
    return new PairFigures(measured(outcomes, sources), Ceiling.of(sources), Optional.empty());
  }

  /** The decided pairs of outcomes. */
  static List<MeasuredPair> measured(List<RewardOutcome> outcomes, List<Comparison> sources) {
    var pairs = new ArrayList<MeasuredPair>();
    for (int i = 0; i < outcomes.size(); i++)
      if (outcomes.get(i).decidedPair() && !tie(sources.get(i)))
        pairs.add(
            new MeasuredPair(outcomes.get(i).margin(), OptionalDouble.empty(), sources.get(i)));
    return pairs;
  }

  /**
   * Of pairs that were measured.
   *
   * @param rows all rows of the data, ties among them, for the annotators' agreement
   * @param column a column to group by
   */
  static PairFigures of(List<MeasuredPair> pairs, List<Comparison> rows, Optional<String> column) {
    return new PairFigures(pairs, Ceiling.of(rows), column);
  }

  /** A tie, which trains in both directions, says nothing of accuracy. */
  private static boolean tie(Comparison row) {
    return row.feedback() instanceof Feedback.Pairwise pair
        && pair.outcome() == Feedback.Outcome.TIE;
  }

  Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    if (pairs.isEmpty()) return json;
    json.put("pairs", pairs.size());
    json.put("accuracy", MeasuredPair.accuracy(pairs));
    ceiling.ifPresent(c -> json.put("annotator_agreement", c));
    recalibrated.ifPresent(r -> json.putAll(r.json()));
    return json;
  }

  /** Figures of every group. */
  List<Map<String, Object>> groupsJson() {
    return groups().stream().flatMap(g -> g.json().stream()).toList();
  }

  String text() {
    if (pairs.isEmpty()) return "";
    var a = MeasuredPair.accuracy(pairs);
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
    recalibrated.ifPresent(r ->
        out.append(
            String.format(
                Locale.ROOT,
                "calibration error %.4f, %.4f %s%s%n",
                r.before().ece(),
                r.after().ece(),
                r.name(),
                r.temperature().isPresent() ? " (fitted on the other half)" : "")));
    return out.toString();
  }

  Block figures() {
    var figures = new ArrayList<Block.Figure>();
    if (!pairs.isEmpty()) {
      figures.add(share("Accuracy", MeasuredPair.accuracy(pairs)));
      figures.add(
          new Block.Figure("Mean margin", Cell.of(Moments.mean(MeasuredPair.margins(pairs))), ""));
      ceiling.ifPresent(c -> figures.add(share("Annotators agree with the others", c)));
      recalibrated.ifPresent(r ->
          figures.add(
              new Block.Figure(
                  "Calibration error",
                  Cell.of(r.before().ece()),
                  Style.PLAIN.show(r.after().ece()) + " " + r.name())));
    }
    return new Block.Figures(figures);
  }

  private static Block.Figure share(String label, Interval interval) {
    return new Block.Figure(
        label,
        Cell.percent(interval.estimate()),
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
                MeasuredPair.margins(pairs),
                BINS)));
    var blocks = new ArrayList<Block>();
    blocks.add(
        recalibrated
            .map(Recalibrated::before)
            .orElseGet(() -> BothOrders.of(pairs, p -> p.probability(1)))
            .diagram("as trained"));
    recalibrated.ifPresent(r -> blocks.add(r.after().diagram(r.name())));
    for (var group : groups()) {
      blocks.add(group.table());
      if (group.members().size() <= CHARTED) blocks.add(group.diagram());
    }
    sections.add(new Section("Calibration", blocks));
    return sections;
  }

  private List<PairGroups> groups() {
    var groups = new ArrayList<PairGroups>();
    groups.add(PairGroups.lengths(pairs));
    groups.add(PairGroups.named("file", pairs, p -> p.source().provenance().file()));
    var users =
        PairGroups.named(
            "annotator",
            pairs,
            p -> p.source().feedback().mark().annotator().orElse("nobody named"));
    if (users.members().size() > 1) groups.add(users);
    column.ifPresent(name -> groups.add(PairGroups.column(name, pairs)));
    return groups;
  }
}
