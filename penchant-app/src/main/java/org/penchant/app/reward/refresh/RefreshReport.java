package org.penchant.app.reward.refresh;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.penchant.core.manifest.RunManifest;
import org.penchant.core.problems.Problems;
import org.penchant.eval.report.Axis;
import org.penchant.eval.report.Block;
import org.penchant.eval.report.Cell;
import org.penchant.eval.report.ManifestBlock;
import org.penchant.eval.report.Report;
import org.penchant.eval.report.Report.Section;

/** What a refresh tells. */
public record RefreshReport(RefreshRequest request, RefreshJob.Outcome outcome) {
  private static final int BINS = 30;
  private static final double FEW_CLEAR = 0.2;

  /** Whether the guard held. */
  public boolean passed() {
    return outcome.lost() <= request.guard();
  }

  /** All figures as data. */
  public Map<String, Object> figures() {
    var json = new LinkedHashMap<String, Object>();
    json.put("passed", passed());
    json.put("prompts", outcome.prompts());
    json.put("answered", outcome.answered());
    json.put("pairs", outcome.relevance().length);
    json.put("kept", outcome.kept().out());
    json.put("near", outcome.near());
    json.put("before", outcome.before());
    json.put("after", outcome.after());
    json.put("guard", request.guard());
    outcome.scale().ifPresent(scale -> json.put("scale", scale));
    json.put("left_out", outcome.leftOut());
    return json;
  }

  /** The same for a terminal. */
  public String text() {
    var text = new StringBuilder();
    text.append(
        line("%d of %d prompts answered by the policy", outcome.answered(), outcome.prompts()));
    text.append(
        line("%d of %d pairs kept", outcome.kept().out(), (long) outcome.relevance().length));
    outcome.kept().noted().forEach((what, n) -> text.append(line("  %s: %d", what, n)));
    text.append(
        line(
            "kept pairs under the reward model so far: %.4f ranked as labelled, %.4f with a clear gap",
            outcome.near().accuracy(), outcome.near().clear()));
    text.append(
        line(
            "held-out accuracy: %.4f before, %.4f after, %d pairs",
            outcome.before().accuracy(), outcome.after().accuracy(), outcome.after().pairs()));
    outcome
        .scale()
        .ifPresent(s ->
            text.append(
                line("rewards of reference answers: mean %.4f, sd %.4f", s.mean(), s.sd())));
    outcome.leftOut().forEach((why, n) -> text.append(line("left out: %s, %d pairs", why, n)));
    if (!passed())
      text.append(
          line(
              "the guard failed: %.4f lost, at most %.4f may be; no model is written, keep %s",
              outcome.lost(), request.guard(), request.model()));
    return text.toString();
  }

  /** The same with the run's record. */
  public Report build(RunManifest manifest) {
    var sections = new ArrayList<Section>();
    var problems = new Problems();
    if (!passed())
      problems.warn(
          "held-out accuracy",
          outcome.lost(),
          "more than " + request.guard() + " was lost: the refreshed model is not written",
          "keep the old one; refresh on more pairs, fewer epochs or a lower learning rate");
    if (outcome.near().clear() < FEW_CLEAR)
      problems.warn(
          "kept pairs",
          outcome.near().clear(),
          "few have a clear gap: a policy that games its reward draws pairs alike",
          "look at them in nearest.jsonl");
    if (outcome.scale().isEmpty())
      problems.warn(
          "rewards",
          "",
          "are not on the scale of reference answers: a policy's steps change their size",
          "give --references");
    if (!problems.warnings().isEmpty())
      sections.add(Section.of("Warnings", new Block.Warnings(problems.warnings())));
    sections.add(
        Section.of(
            "Guard",
            new Block.Table(
                "Pairs and what reward models say of them",
                List.of("pairs", "model", "count", "ranked as labelled", "with a clear gap"),
                List.of(
                    row("nearest to the policy", "so far", outcome.near()),
                    row("held out", "so far", outcome.before()),
                    row("held out", "refreshed", outcome.after())))));
    sections.add(
        Section.of(
            "Relevance",
            Block.Histogram.of(
                "All pairs; the " + outcome.kept().out() + " nearest are kept",
                Axis.linear("cosine with the policy's answers"),
                outcome.relevance(),
                BINS)));
    sections.add(Section.of("Run", ManifestBlock.of(manifest)));
    return new Report(
        "Reward model refreshed near its policy",
        "Rewards before and after are not comparable: judge policies by something fixed.",
        sections);
  }

  private static List<Cell> row(String pairs, String model, Margins margins) {
    return List.of(
        Cell.of(pairs),
        Cell.of(model),
        Cell.count(margins.pairs()),
        Cell.percent(margins.accuracy()),
        Cell.percent(margins.clear()));
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values) + "\n";
  }
}
