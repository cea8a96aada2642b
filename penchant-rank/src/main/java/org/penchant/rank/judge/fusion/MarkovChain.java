package org.penchant.rank.judge.fusion;

import java.util.Arrays;
import org.penchant.rank.rating.Markov;

/**
 * The stationary distribution of a walk towards better items. Dwork, Kumar, Naor and Sivakumar,
 * "Rank aggregation methods for the web", WWW 2001.
 *
 * @param teleport probability of a step to any item alike, which keeps the walk from being caught;
 *     in (0, 1)
 */
public record MarkovChain(Kind kind, double teleport) implements RankFusion {
  /** Where the walk goes from item i. */
  public enum Kind {
    /** To an item drawn from all that some order places at least as high, once for every order. */
    MC1,
    /** To an item drawn from those at least as high in an order drawn by weight. */
    MC2,
    /** An order drawn by weight, an item drawn from it: there if the order has it higher. */
    MC3,
    /** An item drawn: there if most orders that hold both have it higher. */
    MC4
  }

  public MarkovChain {
    if (!(teleport > 0 && teleport < 1))
      throw new IllegalArgumentException("teleport = " + teleport + ", must be in (0, 1)");
  }

  public static MarkovChain defaults() {
    return new MarkovChain(Kind.MC4, 0.05);
  }

  @Override
  public double[] scores(Positions positions) {
    int n = positions.items().size();
    var rates = new double[n][n];
    for (int i = 0; i < n; i++) {
      switch (kind) {
        case MC1, MC2 -> towardsHigher(positions, i, rates[i]);
        case MC3 -> byOrder(positions, i, rates[i]);
        case MC4 -> byMajority(positions, i, rates[i]);
      }
      for (int j = 0; j < n; j++) rates[i][j] = (1 - teleport) * rates[i][j] + teleport / n;
    }
    return n == 1 ? new double[] {1} : Markov.stationary(rates);
  }

  private void towardsHigher(Positions positions, int from, double[] rates) {
    double all = 0;
    for (int b = 0; b < positions.places().length; b++) {
      double[] row = positions.places()[b];
      double weight = positions.weights()[b];
      if (Double.isNaN(row[from])) continue;
      long higher = Arrays.stream(row).filter(p -> p <= row[from]).count();
      double each = kind == Kind.MC1 ? weight : weight / higher;
      for (int j = 0; j < rates.length; j++) if (row[j] <= row[from]) rates[j] += each;
      all += each * higher;
    }
    for (int j = 0; j < rates.length && all > 0; j++) rates[j] /= all;
  }

  private static void byOrder(Positions positions, int from, double[] rates) {
    double all = Arrays.stream(positions.weights()).sum();
    for (int b = 0; b < positions.places().length; b++) {
      double[] row = positions.places()[b];
      long held = Arrays.stream(row).filter(p -> !Double.isNaN(p)).count();
      for (int j = 0; j < rates.length; j++)
        if (row[j] < row[from]) rates[j] += positions.weights()[b] / all / held;
    }
  }

  private static void byMajority(Positions positions, int from, double[] rates) {
    for (int j = 0; j < rates.length; j++)
      if (positions.above(j, from) > positions.above(from, j)) rates[j] = 1.0 / rates.length;
  }
}
