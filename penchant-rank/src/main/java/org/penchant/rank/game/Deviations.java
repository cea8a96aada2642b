package org.penchant.rank.game;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * What players gain by deviating from a distribution x over joint actions, linear in x: gain(q, d)
 * = sum over a of x(a) (u_q(d, a_-q) - u_q(a)). In a coarse correlated equilibrium no gain is
 * positive. Gains are numbered prompts first, then kings, then rebels.
 */
final class Deviations {
  private static final int POWER_STEPS = 200;

  private final EvaluationGame game;
  private final Map<Player, Integer> from = new EnumMap<>(Player.class);
  private final int rows;

  Deviations(EvaluationGame game) {
    this.game = game;
    int at = 0;
    for (var player : Player.values()) {
      from.put(player, at);
      at += game.size(player);
    }
    rows = at;
  }

  int rows() {
    return rows;
  }

  private int from(Player player) {
    return java.util.Objects.requireNonNull(from.get(player));
  }

  /** All gains. */
  double[] gains(double[] x) {
    var gains = new double[rows];
    for (var player : Player.values()) {
      double[] u = game.payoff(player);
      int at = from(player);
      double now = Vectors.dot(x, u);
      double[] others = over(player, x);
      int[] actions = game.actions(player);
      for (int a = 0; a < x.length; a++) gains[at + actions[a]] += others[a] * u[a];
      for (int d = 0; d < game.size(player); d++) gains[at + d] -= now;
    }
    return gains;
  }

  /** For every joint action the sum of x over the player's own action. */
  private double[] over(Player player, double[] x) {
    int stride = game.stride(player);
    int[] actions = game.actions(player);
    var sums = new double[x.length];
    for (int a = 0; a < x.length; a++) sums[a - actions[a] * stride] += x[a];
    for (int a = 0; a < x.length; a++) sums[a] = sums[a - actions[a] * stride];
    return sums;
  }

  /** The transpose: sum over gains of their weight times what a joint action adds to them. */
  double[] weighed(double[] weights) {
    var all = new double[game.joint()];
    for (var player : Player.values()) {
      double[] u = game.payoff(player);
      int at = from(player);
      double total = 0;
      for (int d = 0; d < game.size(player); d++) total += weights[at + d];
      var paid = new double[all.length];
      int[] actions = game.actions(player);
      for (int a = 0; a < all.length; a++) paid[a] = weights[at + actions[a]] * u[a];
      double[] others = over(player, paid);
      for (int a = 0; a < all.length; a++) all[a] += others[a] - total * u[a];
    }
    return all;
  }

  /** The spectral norm, by power iteration from an uneven vector. */
  double norm() {
    var x = new double[game.joint()];
    Arrays.setAll(x, a -> 1 + Math.sin(a + 1.0));
    double value = 0;
    for (int k = 0; k < POWER_STEPS; k++) {
      double length = Vectors.norm(x);
      if (length == 0) return 0;
      Vectors.scale(x, 1 / length);
      x = weighed(gains(x));
      value = Math.sqrt(Vectors.norm(x));
    }
    return value;
  }
}
