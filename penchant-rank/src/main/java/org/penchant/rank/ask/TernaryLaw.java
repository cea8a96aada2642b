package org.penchant.rank.ask;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A simulated oracle of known laws.
 *
 * @param better probability that the row's item is better than the column's
 * @param indifferent probability of indifference, symmetric
 */
public record TernaryLaw(double[][] better, double[][] indifferent) {
  public TernaryLaw {
    for (int i = 0; i < better.length; i++)
      for (int j = 0; j < i; j++) {
        double sum = better[i][j] + better[j][i] + indifferent[i][j];
        if (Math.abs(sum - 1) > 1e-9 || indifferent[i][j] != indifferent[j][i])
          throw new IllegalArgumentException(
              "the law of items " + i + " and " + j + " sums to " + sum + ", must be 1");
      }
  }

  public int items() {
    return better.length;
  }

  /** Independent answers. */
  public Oracle oracle(RandomGenerator random) {
    return (i, j) -> {
      double u = random.nextDouble();
      if (u < better[i][j]) return Answer.BETTER;
      return u < better[i][j] + indifferent[i][j] ? Answer.INDIFFERENT : Answer.WORSE;
    };
  }

  /** The true relation of i to j; the earlier answer where two are equally likely. */
  public Answer relation(int i, int j, ModeTest.Relation rule) {
    double win = better[i][j];
    double loss = better[j][i];
    double tie = indifferent[i][j];
    if (rule == ModeTest.Relation.MAJORITY)
      return win > loss ? Answer.BETTER : win < loss ? Answer.WORSE : Answer.INDIFFERENT;
    if (win >= tie && win >= loss) return Answer.BETTER;
    return tie >= loss ? Answer.INDIFFERENT : Answer.WORSE;
  }

  /** Copeland scores of the true relations. */
  public double[] copeland(ModeTest.Relation rule) {
    return IntStream.range(0, items())
        .mapToDouble(i ->
            IntStream.range(0, items())
                .filter(j -> j != i)
                .mapToDouble(j -> relation(i, j, rule).points())
                .sum())
        .toArray();
  }
}
