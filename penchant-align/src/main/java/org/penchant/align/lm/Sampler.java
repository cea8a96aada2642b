package org.penchant.align.lm;

import java.util.Arrays;
import java.util.BitSet;
import java.util.random.RandomGenerator;

/** Chooses tokens of one response by a {@link Sampling}; one draw of its stream per token. */
final class Sampler {
  private final Sampling sampling;
  private final RandomGenerator random;
  private final BitSet seen = new BitSet();

  Sampler(Sampling sampling, RandomGenerator random, int[] prompt) {
    this.sampling = sampling;
    this.random = random;
    for (int id : prompt) seen.set(id);
  }

  /** The next token, given logits[from..from+count). */
  int next(float[] logits, int from, int count) {
    double[] scores = new double[count];
    for (int i = 0; i < count; i++) scores[i] = logits[from + i];
    double penalty = sampling.repetitionPenalty();
    if (penalty != 1)
      for (int i = seen.nextSetBit(0); i >= 0 && i < count; i = seen.nextSetBit(i + 1))
        scores[i] = scores[i] > 0 ? scores[i] / penalty : scores[i] * penalty;
    int chosen = sampling.temperature() == 0 ? largest(scores) : draw(scores);
    seen.set(chosen);
    return chosen;
  }

  /** log softmax(logits[from..from+count))[token], in double. */
  static double logProbability(float[] logits, int from, int count, int token) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = from; i < from + count; i++) max = Math.max(max, logits[i]);
    double sum = 0;
    for (int i = from; i < from + count; i++) sum += Math.exp(logits[i] - max);
    return logits[from + token] - max - Math.log(sum);
  }

  private static int largest(double[] scores) {
    int best = 0;
    for (int i = 1; i < scores.length; i++) if (scores[i] > scores[best]) best = i;
    return best;
  }

  private int draw(double[] scores) {
    double max = scores[largest(scores)];
    double[] weights = new double[scores.length];
    double total = 0;
    for (int i = 0; i < weights.length; i++)
      total += weights[i] = Math.exp((scores[i] - max) / sampling.temperature());
    boolean filters = sampling.topK() > 0 || sampling.topP() < 1;
    int[] order = filters ? descending(scores) : null;
    int kept = scores.length;
    if (order != null) {
      if (sampling.topK() > 0 && sampling.topK() < kept) {
        kept = sampling.topK();
        total = 0;
        for (int i = 0; i < kept; i++) total += weights[order[i]];
      }
      if (sampling.topP() < 1) {
        double held = 0;
        int needed = 0;
        while (needed < kept && held < sampling.topP() * total) held += weights[order[needed++]];
        kept = Math.max(1, needed);
        total = held;
      }
    }
    // The likeliest token weighs exp(0) = 1, so min-p compares with weights directly.
    double u = random.nextDouble();
    if (sampling.minP() > 0) {
      total = 0;
      for (int i = 0; i < kept; i++) total += kept(weights[at(order, i)]);
    }
    double target = u * total;
    double sum = 0;
    int last = largest(scores);
    for (int i = 0; i < kept; i++) {
      double weight = kept(weights[at(order, i)]);
      if (weight == 0) continue;
      last = at(order, i);
      sum += weight;
      if (sum > target) return last;
    }
    return last;
  }

  private double kept(double weight) {
    return weight >= sampling.minP() ? weight : 0;
  }

  private static int at(int @org.jspecify.annotations.Nullable [] order, int i) {
    return order == null ? i : order[i];
  }

  /** Indices from the largest score to the smallest, equal ones by index. */
  private static int[] descending(double[] scores) {
    long[] keys = new long[scores.length];
    for (int i = 0; i < keys.length; i++) {
      int bits = Float.floatToIntBits((float) scores[i]);
      int ordered = bits >= 0 ? bits : bits ^ Integer.MAX_VALUE;
      keys[i] = ((long) ~ordered << 32) | i;
    }
    Arrays.sort(keys);
    int[] order = new int[keys.length];
    for (int i = 0; i < order.length; i++) order[i] = (int) keys[i];
    return order;
  }
}
