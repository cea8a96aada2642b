package org.penchant.app.reward;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.penchant.align.reward.LastLayerLaplace;
import org.penchant.align.reward.RewardFolder;
import org.penchant.align.reward.Scalar;
import org.penchant.app.job.Progress;
import org.penchant.core.parts.Codec;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.stats.Calibration;
import org.penchant.core.stats.Calibrator;
import org.penchant.core.stats.Calibrators;

/**
 * Makes margins into probabilities, and says how sure the last layer is.
 *
 * @param model folder, whose description is written anew
 * @param vectors of the rows, for a model of vectors
 * @param how text is encoded
 * @param maxTokens of one pass
 */
public record CalibrateJob(
    Path model, Optional<Path> vectors, RewardRequest.Text how, int maxTokens) {
  /** How margins become probabilities. */
  public enum Kind {
    TEMPERATURE,
    ISOTONIC
  }

  /**
   * What was found. Both errors are of pairs that were not fitted on: those of every second prompt,
   * by a calibrator of the others.
   *
   * @param calibrator fitted on all pairs, as written
   * @param before expected calibration error of sigmoid(margin)
   * @param after the same, calibrated
   * @param brierBefore Brier score of sigmoid(margin)
   * @param brierAfter the same, calibrated
   */
  public record Found(
      int pairs,
      Object calibrator,
      double before,
      double after,
      double brierBefore,
      double brierAfter) {}

  /** Margins, and the number of every pair's prompt. */
  private record Margins(double[] margin, int[] prompt, List<LastLayerLaplace.Pair> pairs) {}

  /** Fits on the decided pairs of rows that trained nothing, and writes the calibrator. */
  public Found calibrate(List<Comparison> rows, Kind kind, Progress progress) throws IOException {
    try (var loaded = LoadedReward.open(model, how, maxTokens)) {
      var description = description(loaded);
      var found = margins(loaded, rows, progress);
      double[] all = found.margin();
      var whole = fit(all, kind);
      double[] fitted = every(found, 0);
      double[] measured = every(found, 1);
      var half = fit(fitted, kind);
      RewardFolder.describe(model, description.withCalibration(Codec.write(whole)));
      return new Found(
          all.length,
          Codec.write(whole),
          ece(measured, new Calibrator.Temperature(1)),
          ece(measured, half),
          brier(measured, new Calibrator.Temperature(1)),
          brier(measured, half));
    }
  }

  /**
   * Fits the last layer's posterior on the pairs the model was trained on, and writes it.
   *
   * @return mean standard deviation of those pairs' margins
   */
  public double laplace(List<Comparison> rows, double scale, double prior, Progress progress)
      throws IOException {
    try (var loaded = LoadedReward.open(model, how, maxTokens)) {
      if (!(loaded.model().head() instanceof Scalar))
        throw ProblemsException.of(
            ExitCode.USAGE,
            "--laplace",
            loaded.model().head(),
            "is fitted to a scalar head",
            "train a scalar head, or several models as an ensemble");
      description(loaded);
      var pairs = margins(loaded, rows, progress).pairs();
      try {
        var found = LastLayerLaplace.fit(pairs, scale, prior);
        RewardFolder.write(model, found);
        return pairs.stream()
            .mapToDouble(p -> Math.sqrt(found.variance(p.chosen(), p.rejected())))
            .average()
            .orElseThrow();
      } catch (IllegalArgumentException refused) {
        throw ProblemsException.of(
            ExitCode.USAGE,
            "--laplace",
            prior,
            String.valueOf(refused.getMessage()),
            "give training pairs, and a positive prior");
      }
    }
  }

  private static RewardFolder.Description description(LoadedReward loaded) {
    return loaded
        .description()
        .orElseThrow(() ->
            ProblemsException.of(
                ExitCode.BAD_MODEL,
                loaded.folder().toString(),
                "",
                "has no reward.json to write to",
                "calibrate a model of reward train"));
  }

  private Margins margins(LoadedReward loaded, List<Comparison> rows, Progress progress)
      throws IOException {
    var read = loaded.read(rows, vectors, how, loaded.user(Optional.empty()), progress);
    var tables = loaded.model().values();
    var margins = new ArrayList<Double>();
    var pairs = new ArrayList<LastLayerLaplace.Pair>();
    var numbers = new LinkedHashMap<String, Integer>();
    var prompts = new ArrayList<Integer>();
    for (int i = 0; i < rows.size(); i++) {
      if (!rows.get(i).isDecidedPair() || read.get(i).isEmpty()) continue;
      var row = read.get(i).get();
      int chosen = rows.get(i).candidates().indexOf(rows.get(i).chosen());
      double margin = loaded.model().head().margin(row.outputs(), tables);
      double turned = chosen == 0 ? margin : -margin;
      margins.add(turned);
      prompts.add(numbers.computeIfAbsent(rows.get(i).prompt().plain(), _ -> numbers.size()));
      pairs.add(new LastLayerLaplace.Pair(row.hidden()[chosen], row.hidden()[1 - chosen], turned));
    }
    if (margins.size() < 2)
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          "--data",
          margins.size() + " decided pairs",
          "calibration needs pairs",
          "give pairs that trained nothing");
    return new Margins(
        margins.stream().mapToDouble(v -> v).toArray(),
        prompts.stream().mapToInt(v -> v).toArray(),
        pairs);
  }

  private static Calibrator fit(double[] margins, Kind kind) {
    boolean[] happened = new boolean[margins.length];
    Arrays.fill(happened, true);
    try {
      return kind == Kind.TEMPERATURE
          ? Calibrators.temperature(margins, happened)
          : Calibrators.isotonicOfPairs(margins, happened);
    } catch (IllegalArgumentException refused) {
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          "--data",
          margins.length + " pairs",
          String.valueOf(refused.getMessage()),
          "give more pairs; " + kind.name().toLowerCase(Locale.ROOT) + " cannot be fitted");
    }
  }

  /** The margins of every second prompt. */
  private static double[] every(Margins all, int rest) {
    double[] some =
        IntStream.range(0, all.margin().length)
            .filter(i -> all.prompt()[i] % 2 == rest)
            .mapToDouble(i -> all.margin()[i])
            .toArray();
    if (some.length > 0) return some;
    throw ProblemsException.of(
        ExitCode.BAD_DATA,
        "--data",
        "one prompt",
        "a calibration is measured on other prompts than it is fitted on",
        "give pairs of several prompts");
  }

  /** Both orders of every pair. */
  private static double[] probabilities(double[] margins, Calibrator calibrator) {
    double[] p = new double[2 * margins.length];
    for (int i = 0; i < margins.length; i++) {
      p[2 * i] = calibrator.probability(margins[i]);
      p[2 * i + 1] = calibrator.probability(-margins[i]);
    }
    return p;
  }

  private static boolean[] outcomes(int pairs) {
    boolean[] happened = new boolean[2 * pairs];
    for (int i = 0; i < pairs; i++) happened[2 * i] = true;
    return happened;
  }

  private static double ece(double[] margins, Calibrator calibrator) {
    return Calibration.expectedCalibrationError(
        probabilities(margins, calibrator), outcomes(margins.length), Calibration.BINS);
  }

  private static double brier(double[] margins, Calibrator calibrator) {
    return Calibration.brier(probabilities(margins, calibrator), outcomes(margins.length));
  }
}
