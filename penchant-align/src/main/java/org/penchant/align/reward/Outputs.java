package org.penchant.align.reward;

import java.util.Arrays;

/**
 * What the linear map says of one row, or the slopes of a loss by it.
 *
 * @param z of every candidate, {@link Head#outputs} numbers each; of a {@link StepRewards} head one
 *     number a step
 * @param prompt of the prompt, {@link Head#promptOutputs} numbers
 * @param user number in the registry, or {@link #POPULATION}
 */
public record Outputs(double[][] z, double[] prompt, int user) {
  /** Nobody in particular. */
  public static final int POPULATION = -1;

  /** Candidates of no particular user, and no prompt. */
  public static Outputs of(double[]... z) {
    return new Outputs(z, new double[0], POPULATION);
  }

  public Outputs withUser(int number) {
    return new Outputs(z, prompt, number);
  }

  public Outputs withPrompt(double... outputs) {
    return new Outputs(z, outputs, user);
  }

  /** As many zeros. */
  public Outputs zeros() {
    double[][] empty = Arrays.stream(z).map(v -> new double[v.length]).toArray(double[][]::new);
    return new Outputs(empty, new double[prompt.length], user);
  }
}
