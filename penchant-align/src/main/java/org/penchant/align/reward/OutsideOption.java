package org.penchant.align.reward;

import java.util.OptionalDouble;

/**
 * u = z beside an outside option "none of them" of utility 0: the zero of the reward is the border
 * of what is acceptable. P(i) = exp(z_i) / (1 + sum_j exp(z_j)); a response alone is acceptable
 * with probability sigmoid(z) (arXiv 2510.04087).
 */
public record OutsideOption() implements Head {
  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public boolean outside() {
    return true;
  }

  @Override
  public Utilities utilities(Outputs outputs, Tables tables) {
    return Scalar.first(outputs, 1);
  }

  @Override
  public OptionalDouble score(Outputs one, Tables tables) {
    return OptionalDouble.of(one.z()[0][0]);
  }
}
