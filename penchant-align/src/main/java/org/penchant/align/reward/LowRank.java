package org.penchant.align.reward;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A user's reward is a convex combination of a few rewards that all users share, u = w_u . z with
 * w_u = softmax(A_u); the linear map's rows are the basis V (LoRe, arXiv 2504.14439).
 *
 * @param rank B, the number of shared rewards; 1 is one reward for all
 * @param simplex whether weights are a softmax; otherwise any numbers, which can also dislike a
 *     shared reward (not in the paper)
 */
public record LowRank(int rank, boolean simplex) implements Head {
  public LowRank {
    if (rank < 1) throw new IllegalArgumentException("rank = " + rank + ", must be at least 1");
  }

  public static LowRank defaults() {
    return new LowRank(4, true);
  }

  @Override
  public int outputs() {
    return rank;
  }

  @Override
  public boolean personal() {
    return true;
  }

  @Override
  public List<Table> tables(int users) {
    return List.of(new Table(Table.USERS, users, rank, 0, 1));
  }

  /** The weights of a user; of the population the mean of all. */
  public double[] weights(Tables tables, int user) {
    if (simplex) return Simplex.weights(tables, user, rank);
    if (user != Outputs.POPULATION) return tables.row(Table.USERS, user, rank);
    double[] all = tables.of(Table.USERS);
    double[] mean = new double[rank];
    for (int i = 0; i < all.length; i++) mean[i % rank] += all[i] * rank / all.length;
    return mean;
  }

  @Override
  public Utilities utilities(Outputs outputs, Tables tables) {
    double[] w = weights(tables, outputs.user());
    var fixed = Weighted.of(outputs, w);
    return new Utilities() {
      @Override
      public double[] values() {
        return fixed.values();
      }

      @Override
      public void backward(double[] slopes, Outputs byOutputs, Tables byTables) {
        fixed.backward(slopes, byOutputs, byTables);
        double[] byWeights = Weighted.byWeights(outputs, slopes);
        if (simplex) Simplex.backward(w, byWeights, outputs.user(), byTables);
        else if (outputs.user() != Outputs.POPULATION)
          byTables.add(Table.USERS, outputs.user(), byWeights);
      }
    };
  }

  @Override
  public OptionalDouble score(Outputs one, Tables tables) {
    return OptionalDouble.of(utilities(one, tables).values()[0]);
  }
}
