package org.penchant.eval.audit;

import java.util.List;
import org.penchant.core.stats.Bootstrap;
import org.penchant.eval.metric.Idealised;

/**
 * Settings of a {@link RankingAudit}.
 *
 * @param beta of the training under audit, for losses and margins; positive
 * @param grid of beta for idealised accuracies; positive, at least one
 * @param idealised how rater shares become odds
 * @param keepTies whether pairs with alpha = 1/2 are kept; they are dropped by default
 * @param listed how many of the easiest and hardest pairs to list
 * @param bootstrap how intervals over units are drawn
 */
public record AuditSettings(
    double beta,
    List<Double> grid,
    Idealised idealised,
    boolean keepTies,
    int listed,
    Bootstrap bootstrap) {
  public AuditSettings {
    grid = List.copyOf(grid);
    if (!(beta > 0 && beta < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException("beta = " + beta + ", must be positive and finite");
    if (grid.isEmpty() || grid.stream().anyMatch(b -> !(b > 0)))
      throw new IllegalArgumentException("beta grid " + grid + ", must be positive, at least one");
    if (listed < 0) throw new IllegalArgumentException("listed = " + listed);
  }

  /** The paper's: beta 0.1, grid 0.01 to 10, ties dropped; five pairs listed. */
  public static AuditSettings defaults() {
    return new AuditSettings(
        0.1, Idealised.betaGrid(), Idealised.defaults(), false, 5, Bootstrap.defaults());
  }

  public AuditSettings withBeta(double value) {
    return new AuditSettings(value, grid, idealised, keepTies, listed, bootstrap);
  }

  public AuditSettings withGrid(List<Double> betas) {
    return new AuditSettings(beta, betas, idealised, keepTies, listed, bootstrap);
  }

  public AuditSettings withKeepTies(boolean keep) {
    return new AuditSettings(beta, grid, idealised, keep, listed, bootstrap);
  }

  public AuditSettings withListed(int count) {
    return new AuditSettings(beta, grid, idealised, keepTies, count, bootstrap);
  }

  public AuditSettings withBootstrap(Bootstrap value) {
    return new AuditSettings(beta, grid, idealised, keepTies, listed, value);
  }
}
