package org.penchant.papers.world;

import java.util.random.RandomGenerator;
import org.penchant.core.random.Seeds;

/**
 * A language model whose hidden states are fixed and only whose unembedding U learns: s_0 = b +
 * sum_x E[x] / sqrt(|x|) over the prompt, s_k = 0.6 s_{k-1} + E[y_k], h_k = tanh(A s_k) + 0.6 b, p
 * = softmax(U h). The shared offset b makes hidden states correlate.
 *
 * @param embedding E, [V d]
 * @param mixing A, [d d]
 * @param shift b, [d]
 * @param unembedding U where learning starts, [V d]
 */
public record RecurrentWorld(
    double[] embedding, double[] mixing, double[] shift, double[] unembedding) {
  /** V. */
  public static final int VOCABULARY = 24;

  /** d. */
  public static final int FEATURES = 16;

  private static final double MEMORY = 0.6;
  private static final double OFFSET = 0.6;
  private static final double INITIAL = 0.3;

  /**
   * A response after its prompt.
   *
   * @param tokens y
   * @param states h that predict them, [|y|, d]
   */
  public record Text(int[] tokens, double[][] states) {}

  /** E, A sqrt(d) and b of N(0, 1), U of N(0, 0.3^2). */
  public static RecurrentWorld draw(Seeds seeds) {
    return new RecurrentWorld(
        Normals.of(VOCABULARY * FEATURES, seeds.stream("embedding")),
        Normals.of(FEATURES * FEATURES, 1 / Math.sqrt(FEATURES), seeds.stream("mixing")),
        Normals.of(FEATURES, seeds.stream("shift")),
        Normals.of(VOCABULARY * FEATURES, INITIAL, seeds.stream("unembedding")));
  }

  /** Tokens drawn uniformly. */
  public static int[] tokens(int n, RandomGenerator random) {
    return random.ints(n, 0, VOCABULARY).toArray();
  }

  /**
   * Reads a response.
   *
   * @param added to all its states, [d]
   */
  public Text read(int[] prompt, int[] response, double[] added) {
    double[] s = shift.clone();
    for (int x : prompt)
      for (int j = 0; j < FEATURES; j++)
        s[j] += embedding[x * FEATURES + j] / Math.sqrt(prompt.length);
    double[][] states = new double[response.length][FEATURES];
    for (int k = 0; k < response.length; k++) {
      for (int i = 0; i < FEATURES; i++) {
        double sum = 0;
        for (int j = 0; j < FEATURES; j++) sum += mixing[i * FEATURES + j] * s[j];
        states[k][i] = Math.tanh(sum) + OFFSET * shift[i] + added[i];
      }
      for (int j = 0; j < FEATURES; j++)
        s[j] = MEMORY * s[j] + embedding[response[k] * FEATURES + j];
    }
    return new Text(response, states);
  }

  /** log pi(y|x) under an unembedding. */
  public static double logp(double[] u, Text text) {
    double[] p = new double[VOCABULARY];
    double sum = 0;
    for (int k = 0; k < text.tokens.length; k++)
      sum += Math.log(distribution(u, text.states[k], p)[text.tokens[k]]);
    return sum;
  }

  /** Adds scale d log pi(y|x) / dU = scale sum_k (e_{y_k} - p_k) h_k^T. */
  public static void addGradient(double[] u, Text text, double scale, double[] gradient) {
    double[] p = new double[VOCABULARY];
    for (int k = 0; k < text.tokens.length; k++) {
      double[] h = text.states[k];
      distribution(u, h, p);
      p[text.tokens[k]] -= 1;
      for (int v = 0; v < VOCABULARY; v++)
        for (int j = 0, at = v * FEATURES; j < FEATURES; j++, at++)
          gradient[at] -= scale * p[v] * h[j];
    }
  }

  private static double[] distribution(double[] u, double[] h, double[] p) {
    double most = Double.NEGATIVE_INFINITY;
    for (int v = 0; v < VOCABULARY; v++) {
      double sum = 0;
      for (int j = 0, at = v * FEATURES; j < FEATURES; j++, at++) sum += u[at] * h[j];
      p[v] = sum;
      most = Math.max(most, sum);
    }
    double total = 0;
    for (int v = 0; v < VOCABULARY; v++) total += p[v] = Math.exp(p[v] - most);
    for (int v = 0; v < VOCABULARY; v++) p[v] /= total;
    return p;
  }
}
