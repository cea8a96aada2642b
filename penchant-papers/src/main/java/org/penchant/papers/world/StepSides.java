package org.penchant.papers.world;

import java.util.Arrays;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.penchant.align.objective.StepLoss;

/**
 * The two sides of a step, as responses of a {@link LogLinearWorld}; prompts may differ, so
 * normalisers count.
 */
public record StepSides(int[] better, int[] worse) {
  public static StepSides of(int[] better, int[] worse) {
    return new StepSides(better, worse);
  }

  /**
   * Adds the gradient of a loss of beta (log pi - log ref).
   *
   * @param loss {@code at} of a {@link StepLoss}, or a sum of others over both sides
   * @param embedding of the prompt of a response
   * @param gradient [d]
   */
  public void addGradient(
      LogLinearWorld world,
      double[] theta,
      Function<StepLoss.Sides, StepLoss.Spread> loss,
      double beta,
      IntFunction<double[]> embedding,
      double[] gradient) {
    double[] policy = world.logPolicy(theta);
    var spread =
        loss.apply(
            new StepLoss.Sides(
                values(world, policy, better, beta),
                values(world, policy, worse, beta),
                Arrays.stream(better).mapToObj(embedding).toArray(double[][]::new),
                Arrays.stream(worse).mapToObj(embedding).toArray(double[][]::new)));
    double[] by = new double[policy.length];
    for (int i = 0; i < better.length; i++) by[better[i]] += beta * spread.byBetter()[i];
    for (int i = 0; i < worse.length; i++) by[worse[i]] += beta * spread.byWorse()[i];
    world.pullBack(policy, by, gradient);
  }

  /** beta (log pi - log ref) of responses. */
  public static double[] values(
      LogLinearWorld world, double[] policy, int[] responses, double beta) {
    return Arrays.stream(responses)
        .mapToDouble(i -> beta * (policy[i] - world.reference()[i]))
        .toArray();
  }
}
