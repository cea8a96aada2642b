package org.penchant.eval.audit;

import java.util.List;
import java.util.stream.Stream;
import org.penchant.core.problems.Problem;
import org.penchant.eval.report.Axis;
import org.penchant.eval.report.Block;
import org.penchant.eval.report.Cell;
import org.penchant.eval.report.Report.Section;
import org.penchant.eval.report.Series;
import org.penchant.eval.report.Style;

/** Lays a {@link RankingAudit} out as sections of a report. */
public final class RankingAuditReport {
  private static final String CONVENTIONS =
      "Ranking accuracy asks whether the policy's own likelihoods put the chosen response first;"
          + " equal likelihoods count as right. Reward accuracy asks whether training moved the"
          + " policy towards the chosen response relative to the reference; equality counts as"
          + " wrong. They are not the same question.";

  private RankingAuditReport() {}

  /** The finding, the gap to the exact optimum, the flips, and the pairs by difficulty. */
  public static List<Section> sections(RankingAudit audit) {
    return List.of(finding(audit), gap(audit), flips(audit), difficulty(audit));
  }

  private static Section finding(RankingAudit audit) {
    var policy = audit.policy();
    var reference = audit.reference();
    return Section.of(
        "Does the policy rank as its data does?",
        new Block.Warnings(audit.warnings()),
        new Block.Figures(
            List.of(
                figure("Ranking accuracy, policy", policy.sum()),
                figure("Ranking accuracy, reference", reference.sum()),
                figure("Reward accuracy", audit.reward()),
                new Block.Figure(
                    "Wrong pairs put right",
                    Cell.percent(audit.flips().flippedShare()),
                    audit.flips().flippedRight().pairs()
                        + " of "
                        + audit.difficulty().hard().size()))),
        new Block.Bars(
            "Share of pairs right, with intervals over " + audit.units() + " units",
            Axis.linear("share of " + audit.pairs() + " pairs"),
            List.of(
                bar("policy, sum of log-probabilities", policy.sum()),
                bar("policy, mean per token", policy.perToken()),
                bar("reference, sum of log-probabilities", reference.sum()),
                bar("reference, mean per token", reference.perToken()),
                bar("reward (policy relative to reference)", audit.reward()))),
        intervals(audit),
        new Block.Text(
            CONVENTIONS
                + "\nMean lengths in tokens: chosen "
                + Style.PLAIN.show(audit.chosenLength())
                + ", rejected "
                + Style.PLAIN.show(audit.rejectedLength())
                + ". Sums penalise long responses; means per token do not."));
  }

  private static Block.Table intervals(RankingAudit audit) {
    var change = Style.SIGNED;
    var rows =
        Stream.of(
                rate("ranking accuracy, policy, sum", audit.policy().sum()),
                rate("ranking accuracy, policy, per token", audit.policy().perToken()),
                rate("ranking accuracy, reference, sum", audit.reference().sum()),
                rate("ranking accuracy, reference, per token", audit.reference().perToken()),
                rate("reward accuracy (ties wrong)", audit.reward()),
                List.of(
                    Cell.of("mean change of log pi(chosen), nats"),
                    Cell.signed(audit.chosenChange().estimate()),
                    Cell.of(""),
                    Cell.range(audit.chosenChange(), change)),
                List.of(
                    Cell.of("mean change of log pi(rejected), nats"),
                    Cell.signed(audit.rejectedChange().estimate()),
                    Cell.of(""),
                    Cell.range(audit.rejectedChange(), change)))
            .toList();
    String level = Style.PLAIN.show(100 * audit.settings().bootstrap().confidence()) + "%";
    return new Block.Table(
        "", List.of("", "estimate", "Wilson " + level, "bootstrap over units " + level), rows);
  }

  private static Section gap(RankingAudit audit) {
    var sum = audit.gaps().sum();
    var perToken = audit.gaps().perToken();
    return Section.of(
        "What an exact optimum could reach",
        new Block.Warnings(
            audit.warnings().stream().filter(RankingAuditReport::concernsGap).toList()),
        new Block.Panels(List.of(curve("By sums", sum), curve("Per token", perToken))),
        new Block.Table(
            "Alignment gap, idealised minus observed ranking accuracy, over the grid of beta",
            List.of("log-probabilities", "observed", "least gap", "median gap", "greatest gap"),
            List.of(gapRow("sum", sum), gapRow("mean per token", perToken))),
        new Block.Text(
            "Idealised: the share of pairs the exact optimum of the training objective ranks right,"
                + " from reference, rater shares and beta alone, 1 - alpha no less than "
                + Style.PLAIN.show(audit.settings().idealised().epsilon())
                + ". A gap above zero is true of every imperfect learner; it is largest where the"
                + " reference plays no part."));
  }

  private static boolean concernsGap(Problem warning) {
    return warning.place().equals(RaterShares.PLACE);
  }

  private static Block.LineChart curve(String title, AlignmentGap gap) {
    double[] beta = gap.rows().stream().mapToDouble(AlignmentGap.Row::beta).toArray();
    double[] best = gap.rows().stream().mapToDouble(AlignmentGap.Row::idealised).toArray();
    double[] observed = gap.rows().stream().mapToDouble(row -> gap.observed()).toArray();
    return new Block.LineChart(
        title,
        Axis.log("beta"),
        Axis.linear("ranking accuracy"),
        List.of(Series.of("exact optimum", beta, best), Series.of("policy", beta, observed)));
  }

  private static List<Cell> gapRow(String name, AlignmentGap gap) {
    return List.of(
        Cell.of(name),
        Cell.percent(gap.observed()),
        Cell.percent(gap.min()),
        Cell.percent(gap.median()),
        Cell.percent(gap.max()));
  }

  private static Section flips(RankingAudit audit) {
    var flips = audit.flips();
    return Section.of(
        "What became of the reference's rankings",
        new Block.Table(
            "At beta = " + Style.PLAIN.show(audit.settings().beta()),
            List.of("reference", "policy", "pairs", "share", "mean DPO loss", "mean margin"),
            List.of(
                cell("right", "right", flips.stayedRight(), audit.pairs()),
                cell("right", "wrong", flips.brokeWrong(), audit.pairs()),
                cell("wrong", "right", flips.flippedRight(), audit.pairs()),
                cell("wrong", "wrong", flips.stayedWrong(), audit.pairs()))),
        new Block.Text(
            "A pair is ranked right exactly when its loss is at most -log sigmoid(beta c), with c ="
                + " log ref(rejected) - log ref(chosen): the harder the pair, the lower the loss"
                + " must go."));
  }

  private static List<Cell> cell(String before, String after, FlipTable.Cell cell, int pairs) {
    return List.of(
        Cell.of(before),
        Cell.of(after),
        Cell.count(cell.pairs()),
        Cell.percent((double) cell.pairs() / pairs),
        Cell.of(cell.meanLoss()),
        Cell.signed(cell.meanMargin()));
  }

  private static Section difficulty(RankingAudit audit) {
    var d = audit.difficulty();
    int listed = audit.settings().listed();
    double[] c =
        Stream.concat(d.easy().stream(), d.hard().stream())
            .mapToDouble(Difficulty.Entry::c)
            .toArray();
    return Section.of(
        "Pairs by difficulty",
        new Block.Figures(
            List.of(
                new Block.Figure("Easy pairs", Cell.count(d.easy().size()), "c at most 0"),
                new Block.Figure("Hard pairs", Cell.count(d.hard().size()), "c above 0"),
                new Block.Figure(
                    "Put right, easiest third of hard", Cell.percent(d.flippedEasiest()), ""),
                new Block.Figure(
                    "Put right, hardest third of hard", Cell.percent(d.flippedHardest()), ""))),
        Block.Histogram.of("Difficulty of all pairs", Axis.linear("difficulty c, nats"), c, 30),
        entries("Easiest pairs", first(d, listed)),
        entries("Hardest pairs", last(d, listed)));
  }

  private static List<Difficulty.Entry> first(Difficulty d, int count) {
    return Stream.concat(d.easy().stream(), d.hard().stream()).limit(count).toList();
  }

  private static List<Difficulty.Entry> last(Difficulty d, int count) {
    return Stream.concat(d.hard().reversed().stream(), d.easy().reversed().stream())
        .limit(count)
        .toList();
  }

  private static Block.Table entries(String title, List<Difficulty.Entry> entries) {
    return new Block.Table(
        title,
        List.of("pair", "difficulty c", "flips at loss", "loss now", "ranked"),
        entries.stream()
            .map(e ->
                List.of(
                    Cell.of(e.place()),
                    Cell.signed(e.c()),
                    Cell.of(e.flipLoss()),
                    Cell.of(e.loss()),
                    Cell.of(e.right() ? "right" : "wrong")))
            .toList());
  }

  private static Block.Figure figure(String label, Rate rate) {
    return new Block.Figure(
        label, Cell.percent(rate.share()), Cell.range(rate.byUnit(), Style.PERCENT).shown());
  }

  private static Block.Bar bar(String label, Rate rate) {
    return new Block.Bar(label, rate.share(), rate.byUnit().low(), rate.byUnit().high());
  }

  private static List<Cell> rate(String name, Rate rate) {
    return List.of(
        Cell.of(name),
        Cell.percent(rate.share()),
        Cell.range(rate.wilson(), Style.PERCENT),
        Cell.range(rate.byUnit(), Style.PERCENT));
  }
}
