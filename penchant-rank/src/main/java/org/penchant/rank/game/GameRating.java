package org.penchant.rank.game;

/**
 * Ratings of models by an equilibrium of the evaluation game (arXiv 2502.20170).
 *
 * @param sigma the kernel's width, in units of preference: what differs by far less is a copy
 * @param penalty of the rebel for a model like the king's
 * @param solver finds the equilibrium
 */
public record GameRating(double sigma, double penalty, EquilibriumSolver solver)
    implements TensorRating {
  public GameRating {
    if (!(sigma > 0)) throw new IllegalArgumentException("sigma = " + sigma + ", must be positive");
    if (!(penalty >= 0))
      throw new IllegalArgumentException("penalty = " + penalty + ", must not be negative");
  }

  public static GameRating defaults() {
    return new GameRating(0.1, 1, MaxEntropyCorrelated.defaults());
  }

  public GameRating withSigma(double value) {
    return new GameRating(value, penalty, solver);
  }

  public GameRating withPenalty(double value) {
    return new GameRating(sigma, value, solver);
  }

  /** The equilibrium, of which ratings, weights and decomposition are read. */
  public Equilibrium equilibrium(PreferenceTensor tensor) {
    return solver.solve(EvaluationGame.of(tensor, sigma, penalty));
  }

  @Override
  public double[] rate(PreferenceTensor tensor) {
    return equilibrium(tensor).modelRatings();
  }
}
