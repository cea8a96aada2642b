package org.penchant.eval.metric;

import java.util.OptionalDouble;

/**
 * The DPO loss of a pair, in nats, and the loss at which the policy's ranking of the pair flips.
 * 2405.19534, theorem on flipping: R = 1 if and only if L <= -log sigmoid(beta c), for sums of
 * log-probabilities; equality where both responses are equally likely.
 */
public final class DpoLoss {
  private DpoLoss() {}

  /** -log sigmoid(x) = log(1 + exp(-x)); neither overflows nor loses its tail. */
  public static double negativeLogSigmoid(double x) {
    return Math.max(-x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  /** -log sigmoid(m), m = beta (log pi_w/pi_l - log ref_w/ref_l). */
  public static double of(PairScores pair, double beta) {
    checkBeta(beta);
    return negativeLogSigmoid(pair.margin(beta));
  }

  /**
   * DPO with an attenuated reference: -log sigmoid(beta (log pi_w/pi_l - gamma log ref_w/ref_l)).
   *
   * @param gamma at least 0; 1 is DPO, 0 has no reference
   */
  public static double attenuated(PairScores pair, double beta, double gamma) {
    checkBeta(beta);
    checkGamma(gamma);
    double u =
        (pair.policyChosen() - gamma * pair.referenceChosen())
            - (pair.policyRejected() - gamma * pair.referenceRejected());
    return negativeLogSigmoid(beta * u);
  }

  /** The greatest loss at which the pair is ranked right: -log sigmoid(beta c). */
  public static double flipThreshold(double difficulty, double beta) {
    return flipThreshold(difficulty, beta, 1);
  }

  /** The same with an attenuated reference: -log sigmoid(beta gamma c). */
  public static double flipThreshold(double difficulty, double beta, double gamma) {
    checkBeta(beta);
    checkGamma(gamma);
    return negativeLogSigmoid(beta * gamma * difficulty);
  }

  /**
   * For IPO, whose loss is (h - 1/(2 tau))^2 with h the log-ratio margin: the loss that guarantees
   * a right ranking, (k + 1/(2 tau))^2 with k = log ref_w/ref_l = -difficulty. Empty where k <
   * -1/(2 tau): there even a loss of 0 ranks the pair wrong.
   */
  public static OptionalDouble ipoFlipThreshold(double difficulty, double tau) {
    if (!(tau > 0)) throw new IllegalArgumentException("tau = " + tau + ", must be positive");
    double reach = 1 / (2 * tau) - difficulty;
    return reach < 0 ? OptionalDouble.empty() : OptionalDouble.of(reach * reach);
  }

  private static void checkBeta(double beta) {
    if (!(beta > 0 && beta < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException("beta = " + beta + ", must be positive and finite");
  }

  private static void checkGamma(double gamma) {
    if (!(gamma >= 0 && gamma < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException("gamma = " + gamma + ", must be finite and not negative");
  }
}
