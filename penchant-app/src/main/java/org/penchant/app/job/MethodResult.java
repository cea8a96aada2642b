package org.penchant.app.job;

import java.util.List;
import org.penchant.core.stats.Quantiles;

/**
 * What a comparison measured of a method.
 *
 * @param id of the method
 * @param settings its parameters
 * @param objective its composition
 * @param identity of everything the numbers depend on
 * @param rows it trained on, in the form it takes them
 * @param steps of the optimiser
 * @param points measurements in the order of steps, the first before training
 * @param stepSeconds of every optimiser step
 * @param usefulTokens of a step, mean: all sequences, prompts counted once per response
 * @param wallSeconds of the run, measurements included
 */
public record MethodResult(
    String id,
    String settings,
    String objective,
    String identity,
    int rows,
    long steps,
    List<Point> points,
    List<Double> stepSeconds,
    double usefulTokens,
    double wallSeconds) {
  /**
   * A measurement on the held-out pairs that all methods share; log-ratios to the base in nats.
   *
   * @param step optimiser steps before it
   * @param accuracy share of pairs whose chosen has the higher log-ratio, ties half
   * @param margin mean log-ratio of the chosen minus that of the rejected
   * @param ranking share of pairs whose chosen is at least as likely
   * @param chosen mean change of log pi(chosen)
   * @param rejected mean change of log pi(rejected)
   * @param kl KL(policy || base), nats a token
   * @param loss the method's own, on held-out rows in its own form; NaN where it was not computed
   */
  public record Point(
      long step,
      double accuracy,
      double margin,
      double ranking,
      double chosen,
      double rejected,
      double kl,
      double loss) {}

  public MethodResult {
    points = List.copyOf(points);
    stepSeconds = List.copyOf(stepSeconds);
  }

  /** The measurement after training. */
  public Point last() {
    return points.getLast();
  }

  /**
   * Useful tokens a second of optimiser steps; the median step, so that a slow start is no cost.
   */
  public double tokensPerSecond() {
    return usefulTokens / Quantiles.median(stepSeconds.stream().mapToDouble(s -> s).toArray());
  }
}
