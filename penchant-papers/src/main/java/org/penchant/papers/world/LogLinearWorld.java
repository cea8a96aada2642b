package org.penchant.papers.world;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * A tabular softmax policy, pi(y|x) = softmax over the prompt's candidates of log ref(y|x) +
 * features(x, y) . theta, whose every expectation is a finite sum. Arrays over responses are flat,
 * prompt by prompt: response i is candidate i % K of prompt i / K. Arrays are shared, not copied.
 *
 * @param prompts P
 * @param candidates K
 * @param features d
 * @param phi [P K d]
 * @param reference log ref(y|x), [P K], normalised per prompt
 * @param utility true utility, [P K]
 * @param theta theta*, [d]
 * @param lengths tokens, [P K]
 */
public record LogLinearWorld(
    int prompts,
    int candidates,
    int features,
    double[] phi,
    double[] reference,
    double[] utility,
    double[] theta,
    double[] lengths) {

  /**
   * A world of responses of one token.
   *
   * @param phi [P K d]
   * @param logits of the reference, [P K]
   * @param utility true utility, [P K]
   */
  public static LogLinearWorld of(
      int prompts, int candidates, double[] phi, double[] logits, double[] utility) {
    int features = phi.length / (prompts * candidates);
    double[] lengths = new double[prompts * candidates];
    Arrays.fill(lengths, 1);
    return new LogLinearWorld(
        prompts,
        candidates,
        features,
        phi,
        normalised(logits, candidates),
        utility,
        new double[features],
        lengths);
  }

  public int responses() {
    return prompts * candidates;
  }

  /** log pi(y|x) of every response, [P K]; exactly the reference at zero parameters. */
  public double[] logPolicy(double[] parameters) {
    if (Arrays.stream(parameters).allMatch(v -> v == 0)) return reference.clone();
    double[] logits = reference.clone();
    for (int i = 0; i < logits.length; i++)
      for (int j = 0; j < features; j++) logits[i] += phi[i * features + j] * parameters[j];
    return normalised(logits, candidates);
  }

  /**
   * Adds to {@code gradient} what a loss's derivatives by log pi are by parameters: sum_i g_i
   * (features_i - E_pi[features]), the expectation over the prompt of i.
   *
   * @param logPolicy log pi of every response
   * @param byLogPolicy d loss / d log pi of every response, [P K]
   * @param gradient [d]
   */
  public void pullBack(double[] logPolicy, double[] byLogPolicy, double[] gradient) {
    for (int start = 0; start < logPolicy.length; start += candidates) {
      double total = 0;
      for (int i = start; i < start + candidates; i++) total += byLogPolicy[i];
      for (int i = start; i < start + candidates; i++) {
        double by = byLogPolicy[i] - total * Math.exp(logPolicy[i]);
        if (by != 0) for (int j = 0; j < features; j++) gradient[j] += by * phi[i * features + j];
      }
    }
  }

  /** log of the policy that maximises E[r] - beta KL(pi || ref): ref exp(r / beta) / Z, [P K]. */
  public double[] optimum(double[] reward, double beta) {
    double[] logits = new double[responses()];
    for (int i = 0; i < logits.length; i++) logits[i] = reference[i] + reward[i] / beta;
    return normalised(logits, candidates);
  }

  /** The mean over prompts of E_pi[values]. */
  public double expectation(double[] logPolicy, double[] values) {
    double sum = 0;
    for (int i = 0; i < logPolicy.length; i++) sum += Math.exp(logPolicy[i]) * values[i];
    return sum / prompts;
  }

  /** The mean over prompts of E_pi[true utility]. */
  public double value(double[] logPolicy) {
    return expectation(logPolicy, utility);
  }

  /** The mean over prompts of KL(pi || ref), nats. */
  public double kl(double[] logPolicy) {
    double sum = 0;
    for (int i = 0; i < logPolicy.length; i++)
      sum += Math.exp(logPolicy[i]) * (logPolicy[i] - reference[i]);
    return sum / prompts;
  }

  /** The mean over prompts of the probability of the candidates chosen by {@code which}. */
  public double mass(double[] logPolicy, IntPredicate which) {
    double sum = 0;
    for (int i = 0; i < logPolicy.length; i++)
      if (which.test(i % candidates)) sum += Math.exp(logPolicy[i]);
    return sum / prompts;
  }

  /** Logits less their log-sum-exp, prompt by prompt. */
  public static double[] normalised(double[] logits, int candidates) {
    double[] out = new double[logits.length];
    for (int start = 0; start < logits.length; start += candidates) {
      double most = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < candidates; k++) most = Math.max(most, logits[start + k]);
      double sum = 0;
      for (int k = 0; k < candidates; k++) sum += Math.exp(logits[start + k] - most);
      double z = most + Math.log(sum);
      for (int k = 0; k < candidates; k++) out[start + k] = logits[start + k] - z;
    }
    return out;
  }
}
