package org.penchant.rank.game;

/** How an equilibrium of the evaluation game is found. */
public sealed interface EquilibriumSolver permits MaxEntropyCorrelated, AnnealedNash {
  /**
   * Solves the game.
   *
   * @throws org.penchant.core.problems.ProblemsException if the game is too large
   */
  Equilibrium solve(EvaluationGame game);
}
