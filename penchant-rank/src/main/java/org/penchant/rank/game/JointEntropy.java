package org.penchant.rank.game;

import java.util.Arrays;

/**
 * The quadratic form that equilibria minimise: x'Qx = x'(A_p (x) A_k (x) A_r)x + sum over players
 * of x_q'A_q x_q, x over joint actions, x_q its marginals. Q itself, quadratic in joint actions, is
 * never built: kernels act along the axes.
 */
record JointEntropy(EvaluationGame game) {
  private static final int POWER_STEPS = 100;

  /** Q x. */
  double[] times(double[] x) {
    double[] y = x;
    for (var player : Player.values()) y = along(player, y);
    for (var player : Player.values()) {
      double[] own = game.affinity(player).times(game.marginal(player, x));
      int[] actions = game.actions(player);
      for (int a = 0; a < y.length; a++) y[a] += own[actions[a]];
    }
    return y;
  }

  private double[] along(Player player, double[] x) {
    double[][] kernel = game.affinity(player).kernel();
    int stride = game.stride(player);
    int block = stride * kernel.length;
    var y = new double[x.length];
    for (int start = 0; start < x.length; start += block)
      for (int to = 0; to < kernel.length; to++)
        for (int from = 0; from < kernel.length; from++) {
          double like = kernel[to][from];
          for (int k = 0; k < stride; k++)
            y[start + to * stride + k] += like * x[start + from * stride + k];
        }
    return y;
  }

  /**
   * The largest eigenvalue, by power iteration from the uniform vector: Q has no negative entry.
   */
  double largest() {
    var x = new double[game.joint()];
    Arrays.fill(x, 1 / Math.sqrt(x.length));
    double value = 0;
    for (int k = 0; k < POWER_STEPS; k++) {
      x = times(x);
      value = Vectors.norm(x);
      Vectors.scale(x, 1 / value);
    }
    return value;
  }
}
