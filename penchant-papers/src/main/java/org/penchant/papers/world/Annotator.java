package org.penchant.papers.world;

import java.util.random.RandomGenerator;

/**
 * Choice with stated bias and noise: P(first) = sigmoid((u_1 - u_2) / temperature + lengthBias
 * (|y_1| - |y_2|) + positionBias), and the answer is turned round with probability {@code flip}.
 *
 * @param temperature 1 is Bradley-Terry; 0 decides for the sign of what temperature would divide,
 *     biases counted in utility
 * @param lengthBias logits for each unit of length
 * @param positionBias logits for standing first
 * @param flip in [0, 1/2]
 */
public record Annotator(double temperature, double lengthBias, double positionBias, double flip) {
  public Annotator {
    if (!(temperature >= 0 && temperature < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException(
          "temperature = " + temperature + ", must be finite and not negative");
    if (!(flip >= 0 && flip <= 0.5))
      throw new IllegalArgumentException("flip = " + flip + ", must be in [0, 1/2]");
    if (!Double.isFinite(lengthBias) || !Double.isFinite(positionBias))
      throw new IllegalArgumentException("biases must be finite");
  }

  /** Bradley-Terry without bias or flips. */
  public static Annotator defaults() {
    return new Annotator(1, 0, 0, 0);
  }

  public Annotator withTemperature(double value) {
    return new Annotator(value, lengthBias, positionBias, flip);
  }

  public Annotator withLengthBias(double value) {
    return new Annotator(temperature, value, positionBias, flip);
  }

  public Annotator withPositionBias(double value) {
    return new Annotator(temperature, lengthBias, value, flip);
  }

  public Annotator withFlip(double value) {
    return new Annotator(temperature, lengthBias, positionBias, value);
  }

  /** The logit of preferring the first, before flips; at temperature 0 only its sign counts. */
  public double logit(double utilityGap, double lengthGap) {
    double scaled = temperature == 0 ? utilityGap : utilityGap / temperature;
    return scaled + lengthBias * lengthGap + positionBias;
  }

  /**
   * Whether the first is preferred. Two numbers are drawn whatever the settings, so that annotators
   * who differ in one setting see the same luck; equal candidates at temperature 0 are a coin toss.
   */
  public boolean prefersFirst(double utilityGap, double lengthGap, RandomGenerator random) {
    double luck = random.nextDouble();
    boolean turned = random.nextDouble() < flip;
    double logit = logit(utilityGap, lengthGap);
    double p = temperature == 0 ? (Math.signum(logit) + 1) / 2 : 1 / (1 + Math.exp(-logit));
    return (luck < p) != turned;
  }
}
