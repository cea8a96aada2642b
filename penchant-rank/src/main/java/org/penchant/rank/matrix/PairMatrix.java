package org.penchant.rank.matrix;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;

/**
 * Log-odds of row over column, log(p / (1 - p)), for the pairs that were compared. Under
 * Bradley-Terry with utilities w they are w_i - w_j: of rank 2, skew-symmetric.
 *
 * @param items names
 * @param odds [n][n], skew-symmetric; 0 where nothing is known
 * @param observed [n][n], symmetric; the diagonal is true
 * @param weights [n][n], symmetric, how much an entry counts, in (0, 1]: its share of the most
 *     games of a pair, to which the inverse variance of log-odds is proportional
 */
public record PairMatrix(
    List<String> items, double[][] odds, boolean[][] observed, double[][] weights) {
  public PairMatrix {
    items = List.copyOf(items);
    int n = items.size();
    if (odds.length != n || observed.length != n || weights.length != n)
      throw new IllegalArgumentException(
          odds.length + ", " + observed.length + ", " + weights.length + " rows, " + n + " items");
    for (int i = 0; i < n; i++)
      for (int j = 0; j <= i; j++)
        if (!(Math.abs(odds[i][j] + odds[j][i]) <= 1e-9) || observed[i][j] != observed[j][i])
          throw new IllegalArgumentException(
              "entries of " + items.get(i) + " and " + items.get(j) + " must be opposite");
  }

  /**
   * Of probabilities.
   *
   * @param p [n][n] with p_ij + p_ji = 1; NaN where the pair was not compared
   * @param clip probabilities are brought into [clip, 1 - clip]; 0 leaves them
   * @throws IllegalArgumentException if one is 0 or 1 and stays so
   */
  public static PairMatrix ofProbabilities(List<String> items, double[][] p, double clip) {
    int n = items.size();
    double[][] odds = new double[n][n];
    boolean[][] observed = new boolean[n][n];
    for (int i = 0; i < n; i++) {
      observed[i][i] = true;
      for (int j = 0; j < i; j++) {
        if (Double.isNaN(p[i][j])) continue;
        double q = Math.clamp(p[i][j], clip, 1 - clip);
        if (!(q > 0 && q < 1))
          throw new IllegalArgumentException(
              "probability " + p[i][j] + " has infinite log-odds: give a clip above 0");
        observed[i][j] = observed[j][i] = true;
        odds[i][j] = Math.log(q / (1 - q));
        odds[j][i] = -odds[i][j];
      }
    }
    double[][] weights = new double[n][n];
    for (double[] row : weights) Arrays.fill(row, 1);
    return new PairMatrix(items, odds, observed, weights);
  }

  /**
   * Of wins, by (won + 1/2) / (games + 1); pairs of more games count more.
   *
   * @param won [n][n], row over column
   */
  public static PairMatrix ofWins(List<String> items, double[][] won) {
    int n = items.size();
    double[][] p = new double[n][n];
    for (int i = 0; i < n; i++)
      for (int j = 0; j < n; j++) {
        double games = won[i][j] + won[j][i];
        p[i][j] = games > 0 ? (won[i][j] + 0.5) / (games + 1) : Double.NaN;
      }
    return ofProbabilities(items, p, 0).weighed(won);
  }

  private PairMatrix weighed(double[][] won) {
    double most = 0;
    for (int i = 0; i < won.length; i++)
      for (int j = 0; j < i; j++) most = Math.max(most, won[i][j] + won[j][i]);
    if (most == 0) return this;
    double[][] weights = new double[won.length][won.length];
    for (int i = 0; i < won.length; i++)
      for (int j = 0; j < won.length; j++)
        weights[i][j] = i != j && observed[i][j] ? (won[i][j] + won[j][i]) / most : 1;
    return new PairMatrix(items, odds, observed, weights);
  }

  /** Groups of items between which nothing was compared, in the order of their first items. */
  public List<List<Integer>> components() {
    var all = new ArrayList<List<Integer>>();
    boolean[] seen = new boolean[items.size()];
    for (int s = 0; s < seen.length; s++) {
      if (seen[s]) continue;
      var group = new ArrayList<Integer>();
      var queue = new ArrayDeque<>(List.of(s));
      seen[s] = true;
      while (!queue.isEmpty()) {
        int i = queue.remove();
        group.add(i);
        for (int j = 0; j < seen.length; j++)
          if (observed[i][j] && !seen[j]) {
            seen[j] = true;
            queue.add(j);
          }
      }
      all.add(group.stream().sorted().toList());
    }
    return all;
  }

  /**
   * Holds where comparisons lead from every item to every other.
   *
   * @throws ProblemsException otherwise, naming the items apart
   */
  void requireConnected() {
    var groups = components();
    if (groups.size() < 2) return;
    var problems = new Problems();
    for (var group : groups.subList(1, groups.size()))
      problems.error(
          group.stream().limit(5).map(items::get).collect(Collectors.joining(", ")),
          group.size() + " items",
          "were never compared, directly or through others, with " + items.getFirst(),
          "compare some, or rank the groups apart: nothing can be completed between them");
    problems.throwIfErrors(ExitCode.BAD_DATA);
  }

  /** Medians of each item's observed log-odds against others; 0 without any. */
  public double[] rowMedians() {
    double[] medians = new double[items.size()];
    Arrays.setAll(medians, i -> median(i));
    return medians;
  }

  private double median(int i) {
    double[] row = new double[items.size()];
    int n = 0;
    for (int j = 0; j < row.length; j++) if (j != i && observed[i][j]) row[n++] = odds[i][j];
    return n == 0 ? 0 : org.penchant.core.stats.Quantiles.median(Arrays.copyOf(row, n));
  }
}
