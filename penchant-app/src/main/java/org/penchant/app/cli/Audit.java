package org.penchant.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penchant.app.job.AuditJob;
import org.penchant.core.io.Json;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.eval.audit.AuditSettings;
import org.penchant.eval.audit.RankingAudit;
import org.penchant.eval.audit.RankingAuditReport;
import org.penchant.eval.audit.Rate;
import org.penchant.eval.report.Report;
import org.penchant.eval.report.ReportFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Audits how a tuned model ranks preference data. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = {
      "Says whether a preference-tuned model ranks pairs as its data does, against its reference and"
          + " against what an exact optimum could (arXiv 2405.19534).",
      "Writes OUT/report.html, .md and .json."
    })
public final class Audit implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private DataOptions data = new DataOptions();
  @Mixin private ScoringOptions scoring = new ScoringOptions();

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FOLDER",
      description = "The tuned model.")
  private Path model = Path.of("");

  @Option(names = "--adapter", paramLabel = "FOLDER", description = "A LoRA adapter on it.")
  private @Nullable Path adapter;

  @Option(
      names = "--reference",
      required = true,
      paramLabel = "FOLDER",
      description = "The model it was tuned from.")
  private Path reference = Path.of("");

  @Option(
      names = "--beta",
      defaultValue = "0.1",
      paramLabel = "BETA",
      description = "The training's beta, for losses and margins (default: ${DEFAULT-VALUE}).")
  private double beta;

  @Option(
      names = "--seed",
      defaultValue = "0",
      paramLabel = "SEED",
      description = "Root of the bootstrap's random streams (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--out", paramLabel = "FOLDER", description = "Where the report goes.")
  private @Nullable Path out;

  @Option(names = "--json", description = "Prints the figures as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (!(beta > 0 && Double.isFinite(beta)))
      throw ProblemsException.of(
          ExitCode.USAGE, "--beta", beta, "must be positive and finite", "give the training's");
    var line = Objects.requireNonNull(spec).commandLine();
    var progress = new ConsoleProgress(line.getErr(), System.console() != null);
    var job =
        new AuditJob(
            model,
            Optional.ofNullable(adapter),
            reference,
            scoring.type(),
            scoring.countStraddling(),
            scoring.maxTokens());
    var audit =
        job.run(
            data.rows().all(),
            AuditSettings.defaults().withBeta(beta),
            new Seeds(seed).child("audit"),
            progress);
    progress.end();
    var printed = line.getOut();
    printed.print(json ? Json.pretty(figures(audit)) : text(audit));
    if (out != null) {
      Path page = ReportFiles.write(report(audit), out);
      if (!json) printed.println("report: " + page);
    }
    printed.flush();
    return ExitCode.OK.code();
  }

  private Report report(RankingAudit audit) {
    return new Report(
        "Ranking audit",
        model + " against " + reference + " on " + audit.pairs() + " pairs, beta " + beta + ".",
        RankingAuditReport.sections(audit));
  }

  private static Map<String, Double> figures(RankingAudit audit) {
    var figures = new LinkedHashMap<String, Double>();
    figures.put("pairs", (double) audit.pairs());
    figures.put("ranking_accuracy/policy", audit.policy().sum().share());
    figures.put("ranking_accuracy/policy_per_token", audit.policy().perToken().share());
    figures.put("ranking_accuracy/reference", audit.reference().sum().share());
    figures.put("ranking_accuracy/reference_per_token", audit.reference().perToken().share());
    figures.put("reward_accuracy", audit.reward().share());
    figures.put("wrong_pairs_put_right", audit.flips().flippedShare());
    figures.put("logps_change/chosen", audit.chosenChange().estimate());
    figures.put("logps_change/rejected", audit.rejectedChange().estimate());
    return figures;
  }

  private static String text(RankingAudit audit) {
    var out = new StringBuilder();
    out.append(String.format(Locale.ROOT, "%d pairs, %d prompts%n", audit.pairs(), audit.units()));
    rate(out, "ranking accuracy, policy", audit.policy().sum());
    rate(out, "ranking accuracy, policy, per token", audit.policy().perToken());
    rate(out, "ranking accuracy, reference", audit.reference().sum());
    rate(out, "ranking accuracy, reference, per token", audit.reference().perToken());
    rate(out, "reward accuracy", audit.reward());
    out.append(
        String.format(
            Locale.ROOT,
            "%-40s %8.3f chosen, %.3f rejected%n",
            "mean change of log-probability, nats",
            audit.chosenChange().estimate(),
            audit.rejectedChange().estimate()));
    audit.warnings().forEach(warning -> out.append("warning: ").append(warning).append('\n'));
    return out.toString();
  }

  private static void rate(StringBuilder out, String name, Rate rate) {
    out.append(
        String.format(
            Locale.ROOT,
            "%-40s %7.1f %%  (%.1f to %.1f)%n",
            name,
            100 * rate.share(),
            100 * rate.byUnit().low(),
            100 * rate.byUnit().high()));
  }
}
