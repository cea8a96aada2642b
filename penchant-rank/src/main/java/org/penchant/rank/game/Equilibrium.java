package org.penchant.rank.game;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.penchant.rank.standing.Standings;

/**
 * A distribution over joint actions, and the ratings it implies: what a model would earn as king,
 * and a prompt as prompt, against the others' part of it (arXiv 2502.20170).
 *
 * @param x one a joint action, with sum 1
 * @param exploitability the most a player gains by deviating; up to the tolerance in equilibrium
 * @param iterations taken
 * @param converged whether the solver met its tolerances
 */
public record Equilibrium(
    EvaluationGame game, double[] x, double exploitability, int iterations, boolean converged) {
  /** Ratings closer than this are too near to call: solver tolerance decides their order. */
  public static final double TIE_BAND = 1e-4;

  static Equilibrium of(EvaluationGame game, double[] x, int iterations, boolean converged) {
    double gain = Vectors.max(new Deviations(game).gains(x));
    return new Equilibrium(game, x, gain, iterations, converged);
  }

  /** How often a player takes each action. */
  public double[] weights(Player player) {
    return game.marginal(player, x);
  }

  /** The affinity entropy of a player's weights. */
  public double entropy(Player player) {
    return game.affinity(player).entropy(weights(player));
  }

  /** R(i) = sum over p, r of x(p, r) u_king(p, i, r). */
  public double[] modelRatings() {
    return Arrays.stream(decomposition()).mapToDouble(row -> Arrays.stream(row).sum()).toArray();
  }

  /** R(p) = sum over k, r of x(k, r) u_prompt(p, k, r). */
  public double[] promptRatings() {
    int n = game.size(Player.KING);
    var faced = new double[n * n];
    for (int a = 0; a < x.length; a++) faced[a % (n * n)] += x[a];
    var ratings = new double[game.size(Player.PROMPT)];
    for (int a = 0; a < x.length; a++)
      ratings[a / (n * n)] += faced[a % (n * n)] * game.payoff(Player.PROMPT)[a];
    return ratings;
  }

  /** For each model what each prompt adds to its rating. */
  public double[][] decomposition() {
    int n = game.size(Player.KING);
    var faced = new double[game.size(Player.PROMPT)][n];
    for (int a = 0; a < x.length; a++) faced[a / (n * n)][a % n] += x[a];
    var parts = new double[n][faced.length];
    for (int a = 0; a < x.length; a++)
      parts[a / n % n][a / (n * n)] += faced[a / (n * n)][a % n] * game.payoff(Player.KING)[a];
    return parts;
  }

  /** Numbers of the models whose rating is within {@value #TIE_BAND} of the best. */
  public List<Integer> leaders() {
    double[] ratings = modelRatings();
    double best = Vectors.max(ratings);
    var leaders = new ArrayList<Integer>();
    for (int i = 0; i < ratings.length; i++) if (ratings[i] >= best - TIE_BAND) leaders.add(i);
    return leaders;
  }

  /** The models' ratings with all that a reader must know. */
  public Standings standings() {
    var notes = new ArrayList<>(game.notes());
    notes.add(
        String.format(
            Locale.ROOT,
            "a player gains at most %.3g by deviating; ratings closer than %.0e tie",
            exploitability,
            TIE_BAND));
    if (!converged) notes.add("the solver ended at its limit of " + iterations + " iterations");
    return new Standings("equilibrium", game.tensor().models(), modelRatings(), notes);
  }
}
