package org.penchant.rank.game;

import java.util.Arrays;
import org.penchant.core.numeric.Logistic;

/**
 * General preference optimisation of a table: pi_{t+1}(y) in proportion to pi_t(y) exp(rate s(y >
 * pi_t)) (GPM, arXiv 2410.02197). Iterates circle outward where scores are cyclic; what converges
 * to the von Neumann winner is their average, so that is what to use, or measure the last one's
 * exploitability.
 *
 * @param rate 1 / beta, positive
 * @param steps updates, at least 1
 * @param winRates whether sigmoid(s) - 1/2 takes the place of s (SPPO, arXiv 2405.00675)
 */
public record Gpo(double rate, int steps, boolean winRates) {
  public Gpo {
    if (!(rate > 0 && rate < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException("rate = " + rate + ", must be positive");
    if (steps < 1) throw new IllegalArgumentException("steps = " + steps + ", must be at least 1");
  }

  /** beta 10, 400 updates, scores. */
  public static Gpo defaults() {
    return new Gpo(0.1, 400, false);
  }

  /**
   * Where the updates led.
   *
   * @param average mean of the iterates before each update, the start among them
   * @param last the iterate after the last update
   */
  public record Path(double[] average, double[] last) {}

  /** Runs from a policy that gives every answer a chance. */
  public Path run(ScoreGame game, double[] start) {
    double[] logits = Arrays.stream(start).map(Math::log).toArray();
    double[] average = new double[game.size()];
    double[] policy = softmax(logits);
    for (int t = 0; t < steps; t++) {
      double[] score = scores(game, policy);
      for (int i = 0; i < policy.length; i++) {
        average[i] += policy[i] / steps;
        logits[i] += rate * score[i];
      }
      policy = softmax(logits);
    }
    return new Path(average, policy);
  }

  private double[] scores(ScoreGame game, double[] policy) {
    if (!winRates) return game.against(policy);
    double[] out = new double[policy.length];
    for (int i = 0; i < out.length; i++)
      for (int j = 0; j < out.length; j++)
        out[i] += policy[j] * (Logistic.sigmoid(game.score(i, j)) - 0.5);
    return out;
  }

  private static double[] softmax(double[] logits) {
    double most = Arrays.stream(logits).max().orElseThrow();
    double[] p = Arrays.stream(logits).map(l -> Math.exp(l - most)).toArray();
    double sum = Arrays.stream(p).sum();
    return Arrays.stream(p).map(v -> v / sum).toArray();
  }

  /** c = beta log Z, with which the update has no residual: log sum_y pi(y) exp(rate s) / rate. */
  public double baseline(double[] policy, double[] scores) {
    double most = Arrays.stream(scores).max().orElseThrow();
    double sum = 0;
    for (int i = 0; i < policy.length; i++) sum += policy[i] * Math.exp(rate * (scores[i] - most));
    return most + Math.log(sum) / rate;
  }

  /**
   * What a policy's log-ratio to the one before lacks of the update: log(pi / pi_t) - rate (s - c).
   * A sample's loss is its square, with slope twice itself by the log-ratio.
   *
   * @param baseline c; 0 is the mean of skew scores over the policy
   */
  public double residual(double logRatio, double score, double baseline) {
    return logRatio - rate * (score - baseline);
  }
}
