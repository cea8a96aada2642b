package org.penchant.rank.select;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.stats.Calibrator;
import org.penchant.core.stats.Calibrators;
import org.penchant.core.stats.Proportions;
import org.penchant.core.stats.Quantiles;

/**
 * Thresholds of {@link LoopSelector}, found on trials of the very loops they are for: a threshold
 * found on single answers does not hold for the greatest of N, which is great by luck too. Up to
 * 400 candidates are tried from the greatest down, and the first that fails ends the search, so
 * that the limit of a guardrail holds although many are tried.
 *
 * @param loops what the threshold is for
 * @param confidence of limits, in (0, 1), one-sided
 */
public record LoopCalibration(Loops loops, double confidence) {
  private static final int CANDIDATES = 400;

  public LoopCalibration {
    if (!(confidence > 0 && confidence < 1))
      throw new IllegalArgumentException("confidence = " + confidence + ", must be in (0, 1)");
  }

  /** {@link Loops#defaults()} at 95%; take 500 prompts or more. */
  public static LoopCalibration defaults() {
    return new LoopCalibration(Loops.defaults(), 0.95);
  }

  /**
   * What was found.
   *
   * @param bound upper Clopper-Pearson limit of what the gate keeps small, on the calibration
   *     trials: of a guardrail, failures of all prompts; of an accelerator, prompts that lose the
   *     acceptable answer which the whole budget finds
   * @param report of the calibration trials
   * @param acceptance isotonic, of the best score at the stop; empty if the trials' best answers
   *     are all acceptable or none is
   */
  public record Found(
      Loops loops,
      Gate gate,
      double threshold,
      double bound,
      SelectionReport report,
      Optional<Calibrator> acceptance) {}

  /**
   * The least threshold whose failures of all prompts stay within {@code alpha} by their upper
   * limit; infinite, always abstaining, if no answer can be let through.
   *
   * @param alpha in (0, 1)
   * @throws ProblemsException if there are too few trials to show it even without a failure
   */
  public Found guardrail(List<Trial> trials, double alpha) {
    if (!(alpha > 0 && alpha < 1))
      throw new IllegalArgumentException("alpha = " + alpha + ", must be in (0, 1)");
    check(trials);
    int n = trials.size();
    if (Proportions.clopperPearsonUpper(0, n, confidence) > alpha) {
      int needed = (int) Math.ceil(Math.log(1 - confidence) / Math.log1p(-alpha));
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          "calibration",
          n + " prompts",
          "too few to show a rate of at most " + alpha + " even without a failure",
          "calibrate on " + needed + " prompts or more");
    }
    double found = Double.POSITIVE_INFINITY;
    for (double threshold : candidates(trials)) {
      var report = report(Gate.GUARDRAIL, threshold, trials);
      if (Proportions.clopperPearsonUpper(report.failures(), n, confidence) > alpha) break;
      found = threshold;
    }
    var report = report(Gate.GUARDRAIL, found, trials);
    double bound = Proportions.clopperPearsonUpper(report.failures(), n, confidence);
    return new Found(loops, Gate.GUARDRAIL, found, bound, report, acceptance(found, trials));
  }

  /**
   * The least threshold, and so the greatest saving, that loses at most {@code epsilon} of the
   * share of prompts with an acceptable answer against the best of the whole budget, as estimated.
   *
   * @param epsilon in [0, 1); 0.01 is usual
   */
  public Found accelerator(List<Trial> trials, double epsilon) {
    if (!(epsilon >= 0 && epsilon < 1))
      throw new IllegalArgumentException("epsilon = " + epsilon + ", must be in [0, 1)");
    check(trials);
    double whole = report(Gate.ACCELERATOR, Double.POSITIVE_INFINITY, trials).acceptable();
    double found = Double.POSITIVE_INFINITY;
    for (double threshold : candidates(trials)) {
      if (whole - report(Gate.ACCELERATOR, threshold, trials).acceptable() > epsilon + 1e-12) break;
      found = threshold;
    }
    var report = report(Gate.ACCELERATOR, found, trials);
    double bound = Proportions.clopperPearsonUpper(lost(found, trials), trials.size(), confidence);
    return new Found(loops, Gate.ACCELERATOR, found, bound, report, acceptance(found, trials));
  }

  private long lost(double threshold, List<Trial> trials) {
    return trials.stream()
        .filter(t ->
            t.acceptable()[loops.run(Double.POSITIVE_INFINITY, t.scores()).best()]
                && !t.acceptable()[loops.run(threshold, t.scores()).best()])
        .count();
  }

  private SelectionReport report(Gate gate, double threshold, List<Trial> trials) {
    return SelectionReport.of(new LoopSelector(loops, gate, threshold, Optional.empty()), trials);
  }

  /** Quantiles of the greatest scores after every loop, falling. */
  private double[] candidates(List<Trial> trials) {
    var maxima = new double[trials.size() * loops.count()];
    int at = 0;
    for (var trial : trials) {
      double most = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < loops.budget(); i++) {
        most = Math.max(most, trial.scores()[i]);
        if ((i + 1) % loops.size() == 0 || i + 1 == loops.budget()) maxima[at++] = most;
      }
    }
    double[] shares =
        IntStream.range(0, CANDIDATES).mapToDouble(k -> 1 - k / (CANDIDATES - 1.0)).toArray();
    return Arrays.stream(Quantiles.quantiles(maxima, shares)).distinct().toArray();
  }

  private Optional<Calibrator> acceptance(double threshold, List<Trial> trials) {
    double[] scores = new double[trials.size()];
    boolean[] good = new boolean[trials.size()];
    for (int i = 0; i < scores.length; i++) {
      var stop = loops.run(threshold, trials.get(i).scores());
      scores[i] = stop.score();
      good[i] = trials.get(i).acceptable()[stop.best()];
    }
    long accepted = IntStream.range(0, good.length).filter(i -> good[i]).count();
    return accepted == 0 || accepted == good.length
        ? Optional.empty()
        : Optional.of(Calibrators.isotonic(scores, good));
  }

  private void check(List<Trial> trials) {
    if (trials.isEmpty())
      throw ProblemsException.of(
          ExitCode.BAD_DATA, "calibration", "0 prompts", "nothing to calibrate on", "give trials");
    for (var trial : trials)
      if (trial.scores().length != loops.budget())
        throw ProblemsException.of(
            ExitCode.BAD_DATA,
            "calibration",
            trial.scores().length + " answers a prompt",
            "a threshold for the best of "
                + loops.budget()
                + " must be calibrated on that many: on fewer it is too low",
            "draw " + loops.budget() + " answers to each prompt");
  }
}
