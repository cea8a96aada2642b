package org.penchant.app.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penchant.app.reward.CalibrateJob;
import org.penchant.core.io.Json;
import org.penchant.core.problems.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Calibrates a reward model. */
@Command(
    name = "calibrate",
    mixinStandardHelpOptions = true,
    description = {
      "Fits how margins become probabilities, on pairs that trained nothing, and writes it to the"
          + " model's reward.json.",
      "With --laplace fits how sure the last layer is, on the pairs that trained it; reward score"
          + " then knows deviations."
    })
public final class RewardCalibrate implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private DataOptions data = new DataOptions();
  @Mixin private RewardModelOptions model = new RewardModelOptions();

  @Option(
      names = "--kind",
      defaultValue = "temperature",
      paramLabel = "temperature|isotonic",
      description = "How margins become probabilities (default: ${DEFAULT-VALUE}).")
  private CalibrateJob.Kind kind = CalibrateJob.Kind.TEMPERATURE;

  @Option(
      names = "--laplace",
      paramLabel = "PRIOR",
      description = "Fit the last layer's posterior instead, with this precision of every weight.")
  private @Nullable Double laplace;

  @Option(
      names = "--scale",
      defaultValue = "1",
      paramLabel = "SCALE",
      description = "1 / temperature that the model was trained with, for --laplace.")
  private double scale;

  @Option(names = "--json", description = "Print what was found as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    var line = Objects.requireNonNull(spec).commandLine();
    var progress = new ConsoleProgress(line.getErr(), System.console() != null);
    var job = model.calibration();
    var rows = data.rows().all();
    if (laplace != null) {
      double deviation = job.laplace(rows, scale, laplace, progress);
      progress.end();
      line.getOut()
          .println(
              json
                  ? Json.pretty(Map.of("mean_deviation_of_margins", deviation))
                  : String.format(
                      Locale.ROOT, "mean deviation of the pairs' margins %.4f", deviation));
    } else {
      var found = job.calibrate(rows, kind, progress);
      progress.end();
      line.getOut()
          .println(
              json
                  ? Json.pretty(found)
                  : String.format(
                      Locale.ROOT,
                      "%d pairs, %s%ncalibration error %.4f before, %.4f after; Brier score %.4f"
                          + " and %.4f (fitted on one half, measured on the other)",
                      found.pairs(),
                      found.calibrator(),
                      found.before(),
                      found.after(),
                      found.brierBefore(),
                      found.brierAfter()));
    }
    line.getOut().flush();
    return ExitCode.OK.code();
  }
}
