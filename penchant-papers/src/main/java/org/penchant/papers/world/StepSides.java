package org.penchant.papers.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.penchant.align.objective.StepLoss;
import org.penchant.core.numeric.Logistic;
import org.penchant.core.random.Seeds;

/**
 * The two sides of a step, as responses of a {@link LogLinearWorld}; prompts may differ, so
 * normalisers count.
 */
public record StepSides(int[] better, int[] worse) {
  /**
   * Draws of prompt and response from the reference, better with probability sigmoid(2 (utility +
   * offset of the prompt)); the larger side is cut at random to the size of the smaller.
   */
  public static StepSides labelled(
      LogLinearWorld world, double[] offset, int n, RandomGenerator random) {
    var good = new ArrayList<Integer>();
    var bad = new ArrayList<Integer>();
    for (int i = 0; i < n; i++) {
      int prompt = random.nextInt(world.prompts());
      int y = prompt * world.candidates();
      int last = y + world.candidates() - 1;
      double u = random.nextDouble() - Math.exp(world.reference()[y]);
      while (u >= 0 && y < last) u -= Math.exp(world.reference()[++y]);
      double p = Logistic.sigmoid(2 * (world.utility()[y] + offset[prompt]));
      (random.nextDouble() < p ? good : bad).add(y);
    }
    int size = Math.min(good.size(), bad.size());
    return new StepSides(some(good, size, random), some(bad, size, random));
  }

  private static int[] some(List<Integer> of, int n, RandomGenerator random) {
    return Arrays.stream(Seeds.permutation(of.size(), random)).limit(n).map(of::get).toArray();
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
