package org.penchant.rank.game;

import java.util.Arrays;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;

/**
 * The coarse correlated equilibrium of greatest affinity entropy: minimise x'Qx, Q of {@link
 * JointEntropy}, over distributions x whose deviation gains C x are at most {@code slack}. A
 * primal-dual iteration, l the gains' multipliers, L the largest eigenvalue of Q: x' = onto simplex
 * of x - tau (2 Q x + C'l); l = max(0, l + s (C (2 x' - x) - slack)); tau = 1 / (2 L + w |C|), s =
 * 0.99 (1 / tau - 2 L) / |C|^2 = 0.99 w / |C|, from the uniform x and l = 0. Condat, "A primal-dual
 * splitting method for convex optimization", JOTA 158 (2013). w = 1 to begin with; games whose
 * multipliers are large would take too long at that, so while gains exceed their tolerance w grows
 * fourfold every 5,000 iterations, up to 1,024.
 *
 * @param slack what a deviation may gain
 * @param tolerance on gains beyond the slack
 * @param change the largest change of a probability, times w, at which it stops
 * @param limit of iterations
 */
public record MaxEntropyCorrelated(double slack, double tolerance, double change, int limit)
    implements EquilibriumSolver {
  /** More joint actions than this are refused. */
  public static final int MOST = 100_000;

  private static final int PATIENCE = 5_000;
  private static final double STIFFEST = 1024;

  public MaxEntropyCorrelated {
    if (!(slack >= 0 && tolerance > 0 && change > 0) || limit < 1)
      throw new IllegalArgumentException(
          "needs slack >= 0, positive tolerances and a positive limit");
  }

  public static MaxEntropyCorrelated defaults() {
    return new MaxEntropyCorrelated(0, 1e-6, 1e-9, 200_000);
  }

  @Override
  public Equilibrium solve(EvaluationGame game) {
    if (game.joint() > MOST)
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          "the game",
          game.joint() + " joint actions",
          "prompts x models x models must be at most " + MOST,
          "take a sample of the prompts, or the annealed route");
    var entropy = new JointEntropy(game);
    var deviations = new Deviations(game);
    double largest = entropy.largest();
    double norm = deviations.norm();
    double[] x = Vectors.uniform(game.joint());
    var prices = new double[deviations.rows()];
    double stiffness = 1;
    for (int k = 1; k <= limit; k++) {
      if (k % PATIENCE == 0 && Vectors.max(deviations.gains(x)) > slack + tolerance)
        stiffness = Math.min(STIFFEST, 4 * stiffness);
      double tau = 1 / (2 * largest + stiffness * norm);
      double step = norm > 0 ? 0.99 * stiffness / norm : 0;
      double[] next = step(entropy, deviations, x, prices, tau);
      var ahead = new double[x.length];
      Arrays.setAll(ahead, a -> 2 * next[a]);
      for (int a = 0; a < x.length; a++) ahead[a] -= x[a];
      double[] gains = deviations.gains(ahead);
      for (int g = 0; g < prices.length; g++)
        prices[g] = Math.max(0, prices[g] + step * (gains[g] - slack));
      double moved = 0;
      for (int a = 0; a < x.length; a++) moved = Math.max(moved, Math.abs(next[a] - x[a]));
      x = next;
      if (moved * stiffness < change && Vectors.max(deviations.gains(x)) < slack + tolerance)
        return Equilibrium.of(game, x, k, true);
    }
    return Equilibrium.of(game, x, limit, false);
  }

  private static double[] step(
      JointEntropy entropy, Deviations deviations, double[] x, double[] prices, double tau) {
    double[] slope = entropy.times(x);
    double[] priced = deviations.weighed(prices);
    var moved = new double[x.length];
    for (int a = 0; a < x.length; a++) moved[a] = x[a] - tau * (2 * slope[a] + priced[a]);
    return Vectors.ontoSimplex(moved);
  }
}
