package org.penchant.align.reward.mix;

import java.util.Arrays;

/** How much each data set's loss counts in a step; weights sum to 1. */
public sealed interface SourceWeights {
  /** Nothing learned yet. */
  Mixer mixer();

  /** Alike: balanced batches alone. The baseline that any other must beat. */
  record Equal() implements SourceWeights {
    @Override
    public Mixer mixer() {
      return new Mixer(this);
    }
  }

  /**
   * Those of least norm of the gradients on the reward head. Zeng et al., "On diversified
   * preferences of large language model alignment" (arXiv 2312.07401). They favour sets with small
   * gradients, which are those already fitted.
   *
   * @param freshness alpha of m = (1 - alpha) m + alpha g, in (0, 1]; 1 keeps no memory
   * @param normalisation of m before the weights are sought
   * @param solver finds them
   */
  record LeastNorm(double freshness, Normalisation normalisation, MinNorm solver)
      implements SourceWeights {
    public LeastNorm {
      if (!(freshness > 0 && freshness <= 1))
        throw new IllegalArgumentException("freshness = " + freshness + ", must be in (0, 1]");
    }

    /** 0.99, l2 and the exact solver. */
    public static LeastNorm defaults() {
      return new LeastNorm(0.99, Normalisation.L2, new MinNorm.Exact());
    }

    public LeastNorm withFreshness(double alpha) {
      return new LeastNorm(alpha, normalisation, solver);
    }

    public LeastNorm withNormalisation(Normalisation other) {
      return new LeastNorm(freshness, other, solver);
    }

    public LeastNorm withSolver(MinNorm other) {
      return new LeastNorm(freshness, normalisation, other);
    }

    @Override
    public Mixer mixer() {
      return new Mixer(this);
    }
  }

  /** What gradients are divided by. */
  enum Normalisation {
    NONE,
    /** |m_t|: sets count by direction alone. */
    L2,
    /** (L_t + 1) / sum(L + 1). */
    LOSS,
    /** |m_t| L_t. */
    LOSS_PLUS;

    double divisor(double norm, double[] losses, int t) {
      double divisor =
          switch (this) {
            case NONE -> 1;
            case L2 -> norm;
            case LOSS -> (losses[t] + 1) / (Arrays.stream(losses).sum() + losses.length);
            case LOSS_PLUS -> norm * losses[t];
          };
      // A gradient of 0 has no direction, and stays 0.
      return divisor > 0 ? divisor : 1;
    }
  }

  /** Weights step by step, with the memory they need. Not safe for use by several threads. */
  final class Mixer {
    private final SourceWeights how;
    private double[][] memory = new double[0][];

    private Mixer(SourceWeights how) {
      this.how = how;
    }

    /**
     * The weights of one step.
     *
     * @param gradients of each set's loss by the head's parameters
     * @param losses of each set, not negative
     */
    public double[] weights(double[][] gradients, double[] losses) {
      int n = gradients.length;
      if (n == 0 || losses.length != n)
        throw new IllegalArgumentException(n + " gradients with " + losses.length + " losses");
      if (!(how instanceof LeastNorm least)) {
        double[] equal = new double[n];
        Arrays.fill(equal, 1.0 / n);
        return equal;
      }
      if (memory.length == 0) memory = new double[n][gradients[0].length];
      var scaled = new double[n][];
      for (int t = 0; t < n; t++) {
        double[] m = memory[t];
        double squares = 0;
        for (int j = 0; j < m.length; j++) {
          m[j] += least.freshness() * (gradients[t][j] - m[j]);
          squares += m[j] * m[j];
        }
        double divisor = least.normalisation().divisor(Math.sqrt(squares), losses, t);
        scaled[t] = Arrays.stream(m).map(v -> v / divisor).toArray();
      }
      return least.solver().weights(MinNorm.gram(scaled));
    }

    /** The memory of gradients, one row a set, for a checkpoint; empty before the first step. */
    public double[][] memory() {
      return Arrays.stream(memory).map(double[]::clone).toArray(double[][]::new);
    }

    /** Takes up the memory of an interrupted run. */
    public Mixer resume(double[][] saved) {
      memory = Arrays.stream(saved).map(double[]::clone).toArray(double[][]::new);
      return this;
    }
  }
}
