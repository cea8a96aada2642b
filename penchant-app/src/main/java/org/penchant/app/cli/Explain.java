package org.penchant.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penchant.app.job.ExplainJob;
import org.penchant.core.explain.Explanation;
import org.penchant.core.io.Json;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Explains the loss of a row. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Shows a row's loss as a tree: every part of the method with its value and how it follows"
          + " from the parts below it.",
      "Without --reference the reference is the model itself, as before the first step.",
      "Why one item of a ranking stands above another is told by 'penchant why'."
    })
public final class Explain implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private DataOptions data = new DataOptions();
  @Mixin private MethodOptions method = new MethodOptions();
  @Mixin private ScoringOptions scoring = new ScoringOptions();

  @Option(names = "--model", required = true, paramLabel = "FOLDER", description = "The policy.")
  private Path model = Path.of("");

  @Option(names = "--reference", paramLabel = "FOLDER", description = "The reference policy.")
  private @Nullable Path reference;

  @Option(
      names = "--row",
      defaultValue = "0",
      paramLabel = "N",
      description = "The row's 0-based number in its file (default: ${DEFAULT-VALUE}).")
  private long row;

  @Option(
      names = "--progress",
      defaultValue = "0",
      paramLabel = "SHARE",
      description = "Share of training steps done, for schedules (default: ${DEFAULT-VALUE}).")
  private double progress;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  /** What is printed for a training row. */
  private record Shown(String place, String label, double loss, Explanation explanation) {}

  @Override
  public Integer call() throws IOException {
    if (!(progress >= 0 && progress < 1))
      throw ProblemsException.of(
          ExitCode.USAGE, "--progress", progress, "must be in [0, 1)", "give a share");
    var job =
        new ExplainJob(
            method.method(),
            model,
            Optional.ofNullable(reference),
            scoring.type(),
            scoring.countStraddling(),
            progress);
    var shown = new ArrayList<Shown>();
    for (var one : job.run(data.rows().one(row))) {
      String label =
          one.example().isPair()
              ? "pair"
              : one.example().compares()
                  ? "list"
                  : one.example().good() ? "good response" : "bad response";
      shown.add(new Shown(one.example().place(), label, one.loss(), one.explanation()));
    }
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    if (json) out.print(Json.pretty(shown));
    else
      for (var one : shown)
        out.print(
            String.format(
                Locale.ROOT,
                "%s, %s%n%straining computes %.10g%n%n",
                one.place(),
                one.label(),
                one.explanation().render(),
                one.loss()));
    out.flush();
    return ExitCode.OK.code();
  }
}
