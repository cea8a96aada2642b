package org.penchant.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penchant.app.job.Progress;
import org.penchant.app.reward.AlignmentStudy;
import org.penchant.app.reward.Evaluation;
import org.penchant.app.reward.ProbeJob;
import org.penchant.app.reward.ProbeSplit;
import org.penchant.app.reward.ScoreJob;
import org.penchant.app.reward.bench.Field;
import org.penchant.app.reward.bench.ProbeReader;
import org.penchant.core.manifest.DataFile;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.eval.probe.Probe;
import org.penchant.eval.probe.Probing;
import picocli.CommandLine.Option;

/** Labelled responses to probe a model's representation with. */
final class EvalProbeOptions {
  @Option(
      names = "--probe",
      paramLabel = "FILE",
      description =
          "Labelled responses: prompt, response, and a column of classes for each --dimension.")
  private @Nullable Path probe;

  @Option(
      names = "--dimension",
      arity = "1..*",
      paramLabel = "COLUMN",
      description = "Columns of labels; the model's representation is probed for each.")
  private List<String> dimensions = List.of();

  @Option(
      names = "--test",
      paramLabel = "FILE",
      description = "Labelled responses to test on; otherwise whole prompts are held out.")
  private @Nullable Path test;

  @Option(
      names = "--test-split",
      defaultValue = "0.5",
      paramLabel = "SHARE",
      description = "Share of the rows held out (default: ${DEFAULT-VALUE}).")
  private double share;

  @Option(
      names = "--penalty",
      defaultValue = "1e-3",
      paramLabel = "L2",
      description = "Of the probes' weights (default: ${DEFAULT-VALUE}).")
  private double penalty;

  @Option(
      names = "--prototypes",
      paramLabel = "FILE",
      description =
          "Where the class centres of the rows fitted to go; 'reward score --confidence' reads them.")
  private @Nullable Path prototypes;

  @Option(
      names = "--alignment",
      paramLabel = "FILE",
      description =
          "A table of model and alignment, such as a win rate of policies that each model made;"
              + " the correlation with the probes' score is told. Needs four models.")
  private @Nullable Path alignment;

  boolean given() {
    return probe != null;
  }

  /**
   * Probes the models.
   *
   * @param read takes the files that were read
   */
  Evaluation run(
      ScoreJob how, Map<Field, String> columns, Seeds seeds, List<DataFile> read, Progress progress)
      throws IOException {
    if (!(share > 0 && share < 1))
      throw ProblemsException.of(
          ExitCode.USAGE, "--test-split", share, "must be between 0 and 1", "0.5 is usual");
    if (!(penalty >= 0 && penalty < Double.POSITIVE_INFINITY))
      throw ProblemsException.of(
          ExitCode.USAGE, "--penalty", penalty, "must be finite and not negative", "1e-3 is usual");
    var reader = new ProbeReader(columns, dimensions);
    Path labelled = Objects.requireNonNull(probe);
    var rows = new ArrayList<>(reader.read(labelled));
    int first = rows.size();
    read.add(DataFile.of(labelled, first));
    if (test != null) {
      rows.addAll(reader.read(test));
      read.add(DataFile.of(test, (long) rows.size() - first));
    }
    var split =
        test == null ? ProbeSplit.of(rows, share, seeds) : ProbeSplit.at(first, rows.size());
    var known =
        alignment == null ? Map.<String, Double>of() : AlignmentStudy.read(alignment, how.models());
    return new ProbeJob(
            how,
            Probing.defaults().withProbe(new Probe.Softmax(penalty)),
            Optional.ofNullable(prototypes),
            known)
        .run(rows, dimensions, split.train(), split.test(), seeds, progress);
  }
}
