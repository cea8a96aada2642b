package org.penchant.rank.game;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Answers with a skew-symmetric score s(i > j) = -s(j > i) of every two of them, which may go round
 * in circles (GPM, arXiv 2410.02197): a symmetric zero-sum game whose solution, the von Neumann
 * winner, is a policy that no answer beats on average.
 */
public final class ScoreGame {
  private static final double TOLERANCE = 1e-9;

  private final double[][] s;

  private ScoreGame(double[][] s) {
    this.s = s;
  }

  /**
   * The game of a matrix, [n][n].
   *
   * @throws IllegalArgumentException unless it is square, finite and s_ij = -s_ji
   */
  public static ScoreGame of(double[][] scores) {
    int n = scores.length;
    if (n == 0) throw new IllegalArgumentException("no answers: give at least one");
    for (int i = 0; i < n; i++) {
      if (scores[i].length != n)
        throw new IllegalArgumentException(
            "row " + i + " has " + scores[i].length + " scores for " + n + " answers");
      for (int j = 0; j <= i; j++) {
        double sum = scores[i][j] + scores[j][i];
        if (!(Math.abs(sum) <= TOLERANCE * Math.max(1, Math.abs(scores[i][j]))))
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "s(%d > %d) = %s and s(%d > %d) = %s do not cancel: scores of a pair must",
                  i,
                  j,
                  scores[i][j],
                  j,
                  i,
                  scores[j][i]));
      }
    }
    return new ScoreGame(Arrays.stream(scores).map(double[]::clone).toArray(double[][]::new));
  }

  /** n. */
  public int size() {
    return s.length;
  }

  /** s(i > j). */
  public double score(int i, int j) {
    return s[i][j];
  }

  /**
   * s(y > pi) = E_{y' ~ pi} s(y > y') of every answer. There is no score of an answer without such
   * a policy.
   */
  public double[] against(double[] policy) {
    requirePolicy(policy);
    double[] out = new double[size()];
    for (int i = 0; i < out.length; i++)
      for (int j = 0; j < out.length; j++) out[i] += s[i][j] * policy[j];
    return out;
  }

  /** Mean scores against all answers alike; their order depends on which answers there are. */
  public double[] meanScores() {
    return against(uniform());
  }

  /** The policy that draws all answers alike. */
  public double[] uniform() {
    double[] policy = new double[size()];
    Arrays.fill(policy, 1.0 / policy.length);
    return policy;
  }

  /** The policy that always gives one answer. */
  public double[] pure(int answer) {
    double[] policy = new double[size()];
    policy[answer] = 1;
    return policy;
  }

  /** max_y s(y > pi), which is never negative and 0 of the von Neumann winner alone. */
  public double exploitability(double[] policy) {
    return Arrays.stream(against(policy)).max().orElseThrow();
  }

  /** The answer that beats all others, if there is one. A score of 0 is a tie: neither beats. */
  public OptionalInt condorcetWinner() {
    return IntStream.range(0, size())
        .filter(i -> IntStream.range(0, size()).allMatch(j -> j == i || s[i][j] > 0))
        .findFirst();
  }

  /**
   * Sets of answers that beat each other in circles, each in rising order; none if scores have an
   * order.
   */
  public List<List<Integer>> cycles() {
    int n = size();
    var reaches = new boolean[n][n];
    for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) reaches[i][j] = s[i][j] > 0;
    for (int k = 0; k < n; k++)
      for (int i = 0; i < n; i++)
        if (reaches[i][k]) for (int j = 0; j < n; j++) reaches[i][j] |= reaches[k][j];
    var cycles = new ArrayList<List<Integer>>();
    var seen = new boolean[n];
    for (int i = 0; i < n; i++) {
      if (seen[i] || !reaches[i][i]) continue;
      int from = i;
      var members =
          IntStream.range(0, n).filter(j -> reaches[from][j] && reaches[j][from]).boxed().toList();
      members.forEach(j -> seen[j] = true);
      cycles.add(members);
    }
    return cycles;
  }

  /**
   * Embeddings whose score sum_k (v_i[2k] v_j[2k+1] - v_i[2k+1] v_j[2k]) is the matrix, in as few
   * planes as its rank allows, at most n / 2: the pair of greatest score is taken off as a plane
   * until nothing is left.
   *
   * @return [n][2 planes]
   */
  public double[][] embedding() {
    int n = size();
    double[][] left = Arrays.stream(s).map(double[]::clone).toArray(double[][]::new);
    var columns = new ArrayList<double[]>();
    double least = TOLERANCE * largest(left);
    for (int plane = 0; plane < n / 2; plane++) {
      int a = 0;
      int b = 0;
      for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
          if (left[i][j] > left[a][b]) {
            a = i;
            b = j;
          }
      double most = left[a][b];
      if (!(most > least)) break;
      double[] u = new double[n];
      double[] w = new double[n];
      for (int i = 0; i < n; i++) {
        u[i] = left[i][a] / most;
        w[i] = left[i][b];
      }
      for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) left[i][j] -= u[i] * w[j] - w[i] * u[j];
      columns.add(u);
      columns.add(w);
    }
    double[][] v = new double[n][columns.size()];
    for (int i = 0; i < n; i++) for (int k = 0; k < v[i].length; k++) v[i][k] = columns.get(k)[i];
    return v;
  }

  private static double largest(double[][] matrix) {
    return Arrays.stream(matrix).flatMapToDouble(Arrays::stream).map(Math::abs).max().orElse(0);
  }

  private void requirePolicy(double[] policy) {
    double sum = 0;
    for (double p : policy) {
      if (!(p >= 0)) throw new IllegalArgumentException("share " + p + " of an answer is not >= 0");
      sum += p;
    }
    if (policy.length != size() || Math.abs(sum - 1) > 1e-6)
      throw new IllegalArgumentException(
          policy.length + " shares that sum to " + sum + " for " + size() + " answers");
  }
}
