package org.penchant.align.lm;

/**
 * Rotary position embedding: which angle each pair of dimensions turns by per position.
 *
 * @param dims how many leading dimensions of a head rotate; pair j joins j and j + dims/2
 * @param theta the base: unscaled pair j turns theta^(-2j/dims) radians per position
 * @param scaling how the angles were stretched for longer contexts
 */
public record Rotary(int dims, double theta, Scaling scaling) {
  /** A change of the angles for contexts longer than those of pretraining. */
  public sealed interface Scaling {
    /** The scaled angle of one that turns {@code frequency} radians per position. */
    double apply(double frequency);
  }

  /** Angles as they are. */
  public record Unscaled() implements Scaling {
    @Override
    public double apply(double frequency) {
      return frequency;
    }
  }

  /** Every angle divided by {@code factor}. */
  public record Linear(double factor) implements Scaling {
    @Override
    public double apply(double frequency) {
      return frequency / factor;
    }
  }

  /**
   * Llama 3.1's: with w = original / wavelength, pairs with w above {@code high} keep their angle,
   * below {@code low} have it divided by {@code factor}; between, the two are mixed with weight (w
   * - low) / (high - low) on the unscaled one.
   *
   * @param original context length of pretraining
   */
  public record Llama3(double factor, double low, double high, double original) implements Scaling {
    @Override
    public double apply(double frequency) {
      double turns = original * frequency / (2 * Math.PI);
      double kept = Math.clamp((turns - low) / (high - low), 0, 1);
      return frequency * (kept + (1 - kept) / factor);
    }
  }

  public static Rotary of(int dims, double theta) {
    return new Rotary(dims, theta, new Unscaled());
  }

  /** Radians per position of pair {@code j}. */
  public double frequency(int j) {
    return scaling.apply(Math.pow(theta, -2.0 * j / dims));
  }
}
