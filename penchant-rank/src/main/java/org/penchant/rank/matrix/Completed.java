package org.penchant.rank.matrix;

import java.util.ArrayList;
import java.util.List;

/**
 * A completed matrix of log-odds and what was found on the way.
 *
 * @param pairs what was given
 * @param low L, [n][n], skew-symmetric
 * @param flagged the observed entries taken for corrupted, [n][n], symmetric
 * @param singularValues of the last matrix projected, one more than the rank kept: the first are as
 *     far above the last as the model fits
 * @param rounds done
 * @param change of L in the last one, relative
 */
public record Completed(
    PairMatrix pairs,
    double[][] low,
    boolean[][] flagged,
    double[] singularValues,
    int rounds,
    double change) {
  /** Row means of L: utilities with the mean 0. */
  public double[] utilities() {
    double[] utilities = new double[low.length];
    for (int i = 0; i < low.length; i++) {
      for (double v : low[i]) utilities[i] += v;
      utilities[i] /= low.length;
    }
    return utilities;
  }

  /** Copeland scores: of how many others each is likelier to win than to lose, ties by half. */
  public double[] copeland() {
    double[] wins = new double[low.length];
    for (int i = 0; i < low.length; i++)
      for (int j = 0; j < low.length; j++)
        if (j != i) wins[i] += low[i][j] > 0 ? 1 : low[i][j] < 0 ? 0 : 0.5;
    return wins;
  }

  /** 1 / (1 + e^-L_ij): how likely i beats j. */
  public double probability(int i, int j) {
    return 1 / (1 + Math.exp(-low[i][j]));
  }

  /** How far the last kept singular value is above the first left out; infinite where that is 0. */
  public double gap() {
    int n = singularValues.length;
    // Ranks are even: of an even number all are kept, there being no more items than the rank.
    return n % 2 == 0 || n < 2
        ? Double.POSITIVE_INFINITY
        : singularValues[n - 2] / singularValues[n - 1];
  }

  /** Items of whose comparisons more than {@value RobustCompletion#MOST_FLAGGED} are flagged. */
  public List<Integer> doubtful() {
    var doubtful = new ArrayList<Integer>();
    for (int i = 0; i < low.length; i++) {
      int seen = 0;
      int wrong = 0;
      for (int j = 0; j < low.length; j++)
        if (j != i && pairs.observed()[i][j]) {
          seen++;
          if (flagged[i][j]) wrong++;
        }
      if (wrong > RobustCompletion.MOST_FLAGGED * seen) doubtful.add(i);
    }
    return List.copyOf(doubtful);
  }

  /**
   * sqrt(sum (M - L)^2 / sum M^2) over observed entries that are not flagged; 0 if M is 0 there.
   */
  public double residual() {
    double left = 0;
    double size = 0;
    for (int i = 0; i < low.length; i++)
      for (int j = 0; j < low.length; j++)
        if (pairs.observed()[i][j] && !flagged[i][j]) {
          double odds = pairs.odds()[i][j];
          left += (odds - low[i][j]) * (odds - low[i][j]);
          size += odds * odds;
        }
    return size == 0 ? 0 : Math.sqrt(left / size);
  }

  /**
   * A pair of items, the better first.
   *
   * @param better its place
   * @param worse its place
   * @param probability that the better wins, at least 1/2
   * @param observed whether it was compared
   * @param flagged whether what was observed is taken for corrupted
   * @param repairable whether neither item is doubtful, so that the pair may be corrected
   */
  public record CleanPair(
      int better,
      int worse,
      double probability,
      boolean observed,
      boolean flagged,
      boolean repairable) {
    /** |p - 1/2|: what to weigh the pair by in training. */
    public double weight() {
      return probability - 0.5;
    }
  }

  /** All pairs, each once; none is deleted. */
  public List<CleanPair> cleanPairs() {
    var doubtful = doubtful();
    var all = new ArrayList<CleanPair>();
    for (int i = 0; i < low.length; i++)
      for (int j = i + 1; j < low.length; j++) {
        boolean first = low[i][j] >= 0;
        all.add(
            new CleanPair(
                first ? i : j,
                first ? j : i,
                probability(first ? i : j, first ? j : i),
                pairs.observed()[i][j],
                flagged[i][j],
                !doubtful.contains(i) && !doubtful.contains(j)));
      }
    return all;
  }

  /** The flagged pairs, each once. */
  public List<CleanPair> flaggedPairs() {
    return cleanPairs().stream().filter(CleanPair::flagged).toList();
  }
}
