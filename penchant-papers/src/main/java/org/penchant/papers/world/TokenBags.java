package org.penchant.papers.world;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.penchant.core.random.Seeds;

/**
 * Responses of ten tokens out of forty, of which the first twelve are key tokens and the others
 * fillers worth nothing. A response has 0 to 6 key tokens, uniformly, with repetition; its reward
 * is 0.6 times the sum of its tokens' values.
 *
 * @param responses tokens of every response, prompt by prompt
 * @param values of the tokens, [40]
 */
public record TokenBags(int[][] responses, double[] values) {
  /** Kinds of token. */
  public static final int TOKENS = 40;

  /** Of a prompt. */
  public static final int CANDIDATES = 12;

  private static final int KEYS = 12;
  private static final int LENGTH = 10;
  private static final double EXTRACTION_ERROR = 0.1;

  /**
   * Draws responses and values.
   *
   * @param valued whether values of key tokens are uniform on [1, 1.5]; else N(0, 1)
   */
  public static TokenBags draw(int prompts, boolean valued, Seeds seeds) {
    var worth = seeds.stream("values");
    double[] values = new double[TOKENS];
    for (int k = 0; k < KEYS; k++)
      values[k] = valued ? worth.nextDouble(1, 1.5) : worth.nextGaussian();
    var random = seeds.stream("responses");
    int[][] responses = new int[prompts * CANDIDATES][LENGTH];
    for (int[] response : responses) {
      int keys = random.nextInt(7);
      for (int t = 0; t < LENGTH; t++)
        response[t] = t < keys ? random.nextInt(KEYS) : filler(random);
    }
    return new TokenBags(responses, values);
  }

  /** True reward. */
  public double reward(int response) {
    return 0.6 * Arrays.stream(responses[response]).mapToDouble(t -> values[t]).sum();
  }

  /** True rewards of all responses. */
  public double[] rewards() {
    double[] rewards = new double[responses.length];
    Arrays.setAll(rewards, this::reward);
    return rewards;
  }

  /** How often each token occurs, [40]. */
  public static double[] counts(int[] response) {
    double[] counts = new double[TOKENS];
    for (int t : response) counts[t]++;
    return counts;
  }

  /**
   * Copies with floor(n j / (levels - 1) + 1/2) of n extracted tokens replaced by random fillers, j
   * from 0 to levels - 1; tokens leave in one random order, and a test that errs on a tenth of the
   * tokens says which are key. No copies where n is less than levels - 1 and levels would coincide.
   */
  public int[][] copies(int response, int levels, RandomGenerator random) {
    int[] tokens = responses[response];
    int[] order = Seeds.permutation(LENGTH, random);
    int[] extracted =
        Arrays.stream(order)
            .filter(t -> tokens[t] < KEYS != random.nextDouble() < EXTRACTION_ERROR)
            .toArray();
    if (extracted.length < levels - 1) return new int[0][];
    int[][] copies = new int[levels][];
    for (int j = 0; j < levels; j++) {
      copies[j] = tokens.clone();
      int removed = (int) Math.floor(extracted.length * j / (levels - 1.0) + 0.5);
      for (int k = 0; k < removed; k++) copies[j][extracted[k]] = filler(random);
    }
    return copies;
  }

  private static int filler(RandomGenerator random) {
    return random.nextInt(KEYS, TOKENS);
  }
}
