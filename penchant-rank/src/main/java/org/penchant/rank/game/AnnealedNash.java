package org.penchant.rank.game;

import java.util.EnumMap;
import java.util.Map;

/**
 * Towards a Nash equilibrium: each player's distribution takes mirror steps x * exp(eta (payoff - 2
 * tau A x)), the weight tau of its entropy falling geometrically, from the uniform point. For games
 * too large for {@link MaxEntropyCorrelated}. It need not converge: the exploitability says how far
 * it got.
 *
 * @param from first tau
 * @param to last tau
 * @param eta step
 * @param steps how many
 * @param tolerance the exploitability up to which it counts as converged
 */
public record AnnealedNash(double from, double to, double eta, int steps, double tolerance)
    implements EquilibriumSolver {
  public AnnealedNash {
    if (!(from >= to && to > 0 && eta > 0 && tolerance > 0) || steps < 2)
      throw new IllegalArgumentException(
          "needs from >= to > 0, a positive eta and tolerance, two steps");
  }

  public static AnnealedNash defaults() {
    return new AnnealedNash(1, 0.02, 0.05, 4000, 0.02);
  }

  @Override
  public Equilibrium solve(EvaluationGame game) {
    var mixed = new EnumMap<Player, double[]>(Player.class);
    for (var player : Player.values()) mixed.put(player, Vectors.uniform(game.size(player)));
    for (int k = 0; k < steps; k++) {
      double tau = from * Math.pow(to / from, k / (steps - 1.0));
      var next = new EnumMap<Player, double[]>(Player.class);
      for (var player : Player.values()) next.put(player, step(game, player, mixed, tau));
      mixed = next;
    }
    var found = Equilibrium.of(game, joint(game, mixed), steps, false);
    return new Equilibrium(
        game, found.x(), found.exploitability(), steps, found.exploitability() <= tolerance);
  }

  private double[] step(
      EvaluationGame game, Player player, Map<Player, double[]> mixed, double tau) {
    double[] x = of(mixed, player);
    var payoff = new double[x.length];
    double[] u = game.payoff(player);
    for (int a = 0; a < u.length; a++) {
      double chance = 1;
      for (var other : Player.values())
        if (other != player) chance *= of(mixed, other)[game.action(other, a)];
      payoff[game.action(player, a)] += chance * u[a];
    }
    double[] like = game.affinity(player).times(x);
    var next = new double[x.length];
    double total = 0;
    for (int d = 0; d < x.length; d++) {
      next[d] = x[d] * Math.exp(eta * (payoff[d] - 2 * tau * like[d]));
      total += next[d];
    }
    Vectors.scale(next, 1 / total);
    return next;
  }

  private static double[] joint(EvaluationGame game, Map<Player, double[]> mixed) {
    var x = new double[game.joint()];
    for (int a = 0; a < x.length; a++) {
      x[a] = 1;
      for (var player : Player.values()) x[a] *= of(mixed, player)[game.action(player, a)];
    }
    return x;
  }

  private static double[] of(Map<Player, double[]> mixed, Player player) {
    return java.util.Objects.requireNonNull(mixed.get(player));
  }
}
