package org.penchant.rank.judge.fusion;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * From the places several orders give to items to one score each, higher is better. Points are
 * averaged over the orders by weight; their sum is the mean times the weight of all orders.
 */
public sealed interface RankFusion
    permits RankFusion.Borda,
        RankFusion.ReciprocalRank,
        RankFusion.Dowdall,
        RankFusion.MeanPlace,
        RankFusion.MedianPlace,
        CentralOrder,
        Comb,
        MarkovChain {
  /** A score an item; NaN for one that no order holds. */
  double[] scores(Positions positions);

  /** Place p of n gets n - p + 1 points. */
  record Borda() implements RankFusion {
    public static Borda defaults() {
      return new Borda();
    }

    @Override
    public double[] scores(Positions positions) {
      int n = positions.items().size();
      return positions.mean(p -> n - p + 1);
    }
  }

  /**
   * Place p gets 1 / (constant + p) points. Cormack, Clarke and Buettcher, "Reciprocal rank fusion
   * outperforms Condorcet and individual rank learning methods", SIGIR 2009.
   *
   * @param constant not negative, and above 0 where places count from 0
   * @param zeroBased whether the best place counts as 0 (arXiv 2310.07712) and not as 1
   */
  record ReciprocalRank(double constant, boolean zeroBased) implements RankFusion {
    public ReciprocalRank {
      if (!(constant >= 0 && constant < Double.POSITIVE_INFINITY) || (zeroBased && constant == 0))
        throw new IllegalArgumentException(
            "constant = " + constant + ", must be finite, and above 0 where places begin at 0");
    }

    public static ReciprocalRank defaults() {
      return new ReciprocalRank(60, false);
    }

    @Override
    public double[] scores(Positions positions) {
      double shift = zeroBased ? constant - 1 : constant;
      return positions.mean(p -> 1 / (shift + p));
    }
  }

  /** Place p gets 1 / p points. */
  record Dowdall() implements RankFusion {
    @Override
    public double[] scores(Positions positions) {
      return positions.mean(p -> 1 / p);
    }
  }

  /** Minus the mean place. */
  record MeanPlace() implements RankFusion {
    @Override
    public double[] scores(Positions positions) {
      return positions.mean(p -> -p);
    }
  }

  /** Minus the weighted median of the places; the mean of two where both are medians. */
  record MedianPlace() implements RankFusion {
    @Override
    public double[] scores(Positions positions) {
      var scores = new double[positions.items().size()];
      Arrays.setAll(scores, i -> -median(positions, i));
      return scores;
    }

    private static double median(Positions positions, int item) {
      int[] orders =
          IntStream.range(0, positions.places().length)
              .filter(b -> !Double.isNaN(positions.places()[b][item]))
              .boxed()
              .sorted(Comparator.comparingDouble(b -> positions.places()[b][item]))
              .mapToInt(b -> b)
              .toArray();
      double half = Arrays.stream(orders).mapToDouble(b -> positions.weights()[b]).sum() / 2;
      double below = 0;
      for (int k = 0; k < orders.length; k++) {
        below += positions.weights()[orders[k]];
        double here = positions.places()[orders[k]][item];
        if (below > half) return here;
        if (below == half && k + 1 < orders.length)
          return (here + positions.places()[orders[k + 1]][item]) / 2;
      }
      return Double.NaN;
    }
  }
}
