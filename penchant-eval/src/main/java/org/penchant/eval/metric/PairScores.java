package org.penchant.eval.metric;

import java.util.OptionalDouble;

/**
 * What two models think of a labelled pair: log-probabilities in nats, summed over the tokens of
 * the response, the prompt's tokens left out.
 *
 * @param place where the pair stands, in words a user can find it by
 * @param unit what is independent of other units, such as the prompt; intervals resample units
 * @param policyChosen log pi(y_w | x)
 * @param policyRejected log pi(y_l | x)
 * @param referenceChosen log ref(y_w | x)
 * @param referenceRejected log ref(y_l | x)
 * @param chosenLength tokens of y_w, at least 1
 * @param rejectedLength tokens of y_l, at least 1
 * @param alpha share of raters who preferred y_w, in [0, 1]; empty where the data does not say
 */
public record PairScores(
    String place,
    String unit,
    double policyChosen,
    double policyRejected,
    double referenceChosen,
    double referenceRejected,
    int chosenLength,
    int rejectedLength,
    OptionalDouble alpha) {
  public PairScores {
    finite("policyChosen", policyChosen, place);
    finite("policyRejected", policyRejected, place);
    finite("referenceChosen", referenceChosen, place);
    finite("referenceRejected", referenceRejected, place);
    if (chosenLength < 1 || rejectedLength < 1)
      throw new IllegalArgumentException(
          place + ": lengths " + chosenLength + ", " + rejectedLength + ", must be at least 1");
    if (alpha.isPresent() && !(alpha.getAsDouble() >= 0 && alpha.getAsDouble() <= 1))
      throw new IllegalArgumentException(
          place + ": alpha = " + alpha.getAsDouble() + ", must be in [0, 1]");
  }

  /** log pi(y_w) - log pi(y_l), of sums or of means per token. */
  public double policyGap(Normalisation by) {
    return by.of(policyChosen, chosenLength) - by.of(policyRejected, rejectedLength);
  }

  /** log ref(y_w) - log ref(y_l), of sums or of means per token. */
  public double referenceGap(Normalisation by) {
    return by.of(referenceChosen, chosenLength) - by.of(referenceRejected, rejectedLength);
  }

  /**
   * The difficulty c = log ref(y_l) - log ref(y_w): what training must overcome; at most 0 where
   * the reference already ranks the pair right. 2405.19534.
   */
  public double difficulty(Normalisation by) {
    return -referenceGap(by);
  }

  /** The log-ratio margin h = log pi(y_w)/ref(y_w) - log pi(y_l)/ref(y_l), without beta. */
  public double logRatioMargin() {
    // By response, so that a policy equal to the reference gives exactly 0.
    return (policyChosen - referenceChosen) - (policyRejected - referenceRejected);
  }

  /** The implicit-reward margin m = beta h. */
  public double margin(double beta) {
    return beta * logRatioMargin();
  }

  private static void finite(String name, double value, String place) {
    if (!Double.isFinite(value))
      throw new IllegalArgumentException(place + ": " + name + " = " + value + ", must be finite");
  }
}
