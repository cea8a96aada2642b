package org.penchant.papers.world;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Pairs of points that a {@link DeepTanh} network learns to tell apart, by minibatches with Adam.
 *
 * @param network the model
 * @param first rows of inputs, [n inputs]
 * @param second as many
 */
public record NetworkPairs(DeepTanh network, double[] first, double[] second) {
  /** n. */
  public int count() {
    return first.length / network.inputs();
  }

  /** Makes the second of a pair its first. */
  public void swap(int pair) {
    for (int j = pair * network.inputs(); j < (pair + 1) * network.inputs(); j++) {
      double kept = first[j];
      first[j] = second[j];
      second[j] = kept;
    }
  }

  /** s(first) - s(second) of all pairs. */
  public double[] margins(double[] parameters) {
    double[] a = network.scores(parameters, first);
    double[] b = network.scores(parameters, second);
    Arrays.setAll(a, i -> a[i] - b[i]);
    return a;
  }

  /**
   * Parameters after each of these numbers of steps on mean loss_i(s(first_i) - s(second_i)).
   *
   * @param pool the pairs to draw from, with replacement
   * @param slope d loss_i / d margin
   * @param stops rising numbers of steps
   */
  public double[][] fit(
      double[] start,
      int[] pool,
      Differences.Slope slope,
      int size,
      double rate,
      RandomGenerator random,
      int... stops) {
    double[][] found = new double[stops.length][];
    var batch = network.new Batch(2 * size);
    int[] pairs = new int[size];
    double[] byScore = new double[2 * size];
    double[] last =
        Descent.adam(
            start,
            rate,
            stops[stops.length - 1],
            (theta, step, gradient) -> {
              for (int s = 0; s < stops.length; s++) if (stops[s] == step) found[s] = theta.clone();
              for (int b = 0; b < size; b++) {
                pairs[b] = pool[random.nextInt(pool.length)];
                batch.put(b, first, pairs[b]);
                batch.put(size + b, second, pairs[b]);
              }
              double[] scores = batch.forward(theta);
              for (int b = 0; b < size; b++) {
                byScore[b] = slope.of(pairs[b], scores[b] - scores[size + b]) / size;
                byScore[size + b] = -byScore[b];
              }
              batch.backward(theta, byScore, gradient);
            });
    found[stops.length - 1] = last;
    return found;
  }
}
