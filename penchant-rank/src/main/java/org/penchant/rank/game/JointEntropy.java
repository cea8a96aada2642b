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
      for (int a = 0; a < y.length; a++) y[a] += own[game.action(player, a)];
    }
    return y;
  }

  private double[] along(Player player, double[] x) {
    double[][] kernel = game.affinity(player).kernel();
    int stride = game.stride(player);
    var y = new double[x.length];
    for (int a = 0; a < x.length; a++) {
      int own = game.action(player, a);
      int start = a - own * stride;
      double sum = 0;
      for (int b = 0; b < kernel.length; b++) sum += kernel[own][b] * x[start + b * stride];
      y[a] = sum;
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
