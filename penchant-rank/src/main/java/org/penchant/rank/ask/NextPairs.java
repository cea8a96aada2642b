package org.penchant.rank.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.votes.VoteTable;
import org.penchant.rank.choice.Fit;

/**
 * Which pairs to ask next, given what was fitted so far. Pairs are chosen one after the other; each
 * is reckoned as answered once before the next, so that they do not all ask the same.
 *
 * @param criterion what a pair is worth
 */
public record NextPairs(Criterion criterion) {
  /** What a vote on a pair is worth; V is the covariance of the utilities u, p the chance of i. */
  public enum Criterion {
    /**
     * ln(1 + p (1 - p) v), v = V_ii + V_jj - 2 V_ij: how much the vote shrinks the volume of what
     * is not known of all utilities (D-optimal).
     */
    D_OPTIMAL,
    /** sqrt(v) / (|u_i - u_j| + sqrt(v)): pairs whose order is least certain. */
    UNSURE_ORDER,
    /** 1 / (1 + votes on the pair): pairs asked least. */
    FEWEST,
    /** All alike: pairs at random. */
    RANDOM
  }

  /** A pair to ask about. */
  public record Suggestion(int first, int second, double worth, double probability) {}

  public static NextPairs defaults() {
    return new NextPairs(Criterion.D_OPTIMAL);
  }

  /**
   * The {@code count} pairs worth most, best first; equal worths and which item comes first are
   * drawn.
   *
   * @param fit of a model with a penalty, so that it says something of items without votes too
   * @throws ProblemsException if the fit has too many items for a covariance
   */
  public List<Suggestion> of(VoteTable votes, Fit fit, int count, RandomGenerator random) {
    int n = fit.items().size();
    var state =
        new State(
            fit.utilities(),
            fit.covariance()
                .map(NextPairs::copy)
                .orElseThrow(() ->
                    ProblemsException.of(
                        ExitCode.BAD_DATA,
                        "votes",
                        n + " items",
                        "too many for a covariance",
                        "ask about fewer")),
            counts(votes));
    var chosen = new ArrayList<Suggestion>();
    for (int c = 0; c < count; c++) {
      var best = state.best(criterion, random);
      chosen.add(random.nextBoolean() ? best : turned(best));
      state.answered(best);
    }
    return chosen;
  }

  private static Suggestion turned(Suggestion pair) {
    return new Suggestion(pair.second(), pair.first(), pair.worth(), 1 - pair.probability());
  }

  private static double[][] copy(double[][] matrix) {
    var copy = new double[matrix.length][];
    for (int i = 0; i < matrix.length; i++) copy[i] = matrix[i].clone();
    return copy;
  }

  private static double[][] counts(VoteTable votes) {
    int n = votes.items().size();
    var counts = new double[n][n];
    for (int r = 0; r < votes.rows(); r++) {
      counts[votes.first(r)][votes.second(r)] += votes.times(r);
      counts[votes.second(r)][votes.first(r)] += votes.times(r);
    }
    return counts;
  }

  private record State(double[] u, double[][] v, double[][] counts) {
    Suggestion best(Criterion criterion, RandomGenerator random) {
      Suggestion best = null;
      int alike = 0;
      for (int i = 0; i < u.length; i++)
        for (int j = i + 1; j < u.length; j++) {
          double p = 1 / (1 + Math.exp(u[j] - u[i]));
          double worth = worth(criterion, i, j, p);
          if (best != null && worth < best.worth()) continue;
          alike = best != null && worth == best.worth() ? alike + 1 : 1;
          // The k-th of equals replaces the one kept with probability 1 / k.
          if (alike == 1 || random.nextInt(alike) == 0) best = new Suggestion(i, j, worth, p);
        }
      if (best == null) throw new IllegalArgumentException(u.length + " items, needs at least 2");
      return best;
    }

    private double worth(Criterion criterion, int i, int j, double p) {
      double spread = Math.max(0, v[i][i] + v[j][j] - 2 * v[i][j]);
      return switch (criterion) {
        case D_OPTIMAL -> Math.log1p(p * (1 - p) * spread);
        case UNSURE_ORDER ->
            spread == 0 ? 0 : Math.sqrt(spread) / (Math.abs(u[i] - u[j]) + Math.sqrt(spread));
        case FEWEST -> 1 / (1 + counts[i][j]);
        case RANDOM -> 0;
      };
    }

    /** Sherman-Morrison: V - w V x x' V / (1 + w x' V x) with x = 1_i - 1_j, w = p (1 - p). */
    void answered(Suggestion pair) {
      int i = pair.first();
      int j = pair.second();
      double w = pair.probability() * (1 - pair.probability());
      var along = new double[v.length];
      for (int k = 0; k < v.length; k++) along[k] = v[k][i] - v[k][j];
      double scale = w / (1 + w * (along[i] - along[j]));
      for (int a = 0; a < v.length; a++)
        for (int b = 0; b < v.length; b++) v[a][b] -= scale * along[a] * along[b];
      counts[i][j]++;
      counts[j][i]++;
    }
  }
}
