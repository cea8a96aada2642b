package org.penchant.align.objective;

import org.penchant.core.stats.Vectors;

/** How the cells of a contrast matrix count: chosen i against rejected j. */
public sealed interface CellWeight {
  /** The weights of all cells, [M][N]. */
  double[][] of(StepLoss.Sides sides);

  /** Whether it looks at embeddings of prompts. */
  default boolean embedded() {
    return false;
  }

  /** 1 everywhere. */
  record Uniform() implements CellWeight {
    @Override
    public double[][] of(StepLoss.Sides sides) {
      double[][] w = new double[sides.better().length][sides.worse().length];
      for (double[] row : w) java.util.Arrays.fill(row, 1);
      return w;
    }
  }

  /**
   * N a of the own pair, N (1 - a) / (N - 1) of the others, so that the mean over a row's cells is
   * a of its own and 1 - a of the mean of the others.
   */
  record Diagonal(double own) implements CellWeight {
    public Diagonal {
      Require.inRange("own", own, 0, false, 1, false, "");
    }

    @Override
    public double[][] of(StepLoss.Sides sides) {
      int n = sides.worse().length;
      double[][] w = new double[sides.better().length][n];
      for (int i = 0; i < w.length; i++)
        for (int j = 0; j < n; j++)
          w[i][j] = n == 1 ? 1 : i == j ? n * own : n * (1 - own) / (n - 1);
      return w;
    }
  }

  /** softmax_j(-(1 - cos(e_i, e_j)) / temperature) of the prompts' embeddings; rows sum to 1. */
  record Similarity(double temperature) implements CellWeight {
    public Similarity {
      Require.positive("temperature", temperature);
    }

    @Override
    public boolean embedded() {
      return true;
    }

    @Override
    public double[][] of(StepLoss.Sides sides) {
      double[][] w = new double[sides.better().length][sides.worse().length];
      for (int i = 0; i < w.length; i++) {
        double[] x = new double[w[i].length];
        for (int j = 0; j < x.length; j++) {
          double alike = Vectors.cosine(sides.ofBetter()[i], sides.ofWorse()[j]);
          if (Double.isNaN(alike))
            throw new IllegalArgumentException("the embedding of a prompt is zero or absent");
          x[j] = -(1 - alike) / temperature;
        }
        double all = ListLoss.logSumExp(x);
        for (int j = 0; j < x.length; j++) w[i][j] = Math.exp(x[j] - all);
      }
      return w;
    }
  }
}
