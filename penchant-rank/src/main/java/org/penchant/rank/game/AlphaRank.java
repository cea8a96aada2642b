package org.penchant.rank.game;

import java.util.Arrays;
import java.util.List;
import org.penchant.rank.standing.Standings;

/**
 * How long a population stays with each strategy when mutants take it over by their payoffs:
 * Omidshafiei et al., "alpha-Rank: multi-agent evaluation by evolution", Scientific Reports 9
 * (2019), one population. A mutant t in a population of s takes over with probability (1 -
 * exp(-alpha d)) / (1 - exp(-m alpha d)), d = M[t][s] - M[s][t], 1 / m if d = 0; each of the n - 1
 * mutants comes up equally often. Ratings are the stationary probabilities, with sum 1.
 *
 * @param alpha strength of selection, at least 0; infinite for its limit, in which worse mutants
 *     take over with one and the same vanishing probability
 * @param population m, at least 2
 */
public record AlphaRank(double alpha, int population) {
  /** Stands for a chance that vanishes; smaller ones count as this. */
  private static final double VANISHING = 1e-30;

  public AlphaRank {
    if (!(alpha >= 0)) throw new IllegalArgumentException("alpha = " + alpha + ", must be >= 0");
    if (population < 2)
      throw new IllegalArgumentException("population = " + population + ", must be at least 2");
  }

  /** The limit of strong selection, in a population of 50. */
  public static AlphaRank defaults() {
    return new AlphaRank(Double.POSITIVE_INFINITY, 50);
  }

  /** The stationary probabilities, M[i][j] what i earns against j. */
  public double[] stationary(double[][] payoffs) {
    int n = payoffs.length;
    var flow = new double[n][n];
    for (int s = 0; s < n; s++)
      for (int t = 0; t < n; t++)
        if (s != t) flow[s][t] = takeover(payoffs[t][s] - payoffs[s][t]) / (n - 1);
    return stationaryOf(flow);
  }

  public Standings standings(List<String> models, double[][] payoffs) {
    return Standings.of(toString(), models, stationary(payoffs));
  }

  private double takeover(double lead) {
    if (!Double.isFinite(lead)) throw new IllegalArgumentException("payoffs must be finite");
    if (lead == 0 || alpha == 0) return 1.0 / population;
    if (Double.isInfinite(alpha)) return lead > 0 ? 1 : VANISHING;
    double x = alpha * lead;
    // For x < 0 both terms grow: their ratio is exp((m - 1) x) (1 - e^x) / (1 - e^(m x)).
    double chance =
        x > 0
            ? Math.expm1(-x) / Math.expm1(-population * x)
            : Math.exp((population - 1) * x) * Math.expm1(x) / Math.expm1(population * x);
    return Math.max(VANISHING, chance);
  }

  /**
   * The stationary distribution of a chain by elimination without subtractions, which keeps
   * vanishing chances apart; Grassmann, Taksar, Heyman, Operations Research 33 (1985).
   */
  private static double[] stationaryOf(double[][] flow) {
    int n = flow.length;
    var q = Arrays.stream(flow).map(double[]::clone).toArray(double[][]::new);
    for (int k = n - 1; k > 0; k--) {
      double out = 0;
      for (int j = 0; j < k; j++) out += q[k][j];
      for (int i = 0; i < k; i++) q[i][k] /= out;
      for (int i = 0; i < k; i++)
        for (int j = 0; j < k; j++) if (i != j) q[i][j] += q[i][k] * q[k][j];
    }
    var pi = new double[n];
    pi[0] = 1;
    double total = 1;
    for (int k = 1; k < n; k++) {
      for (int i = 0; i < k; i++) pi[k] += pi[i] * q[i][k];
      total += pi[k];
    }
    Vectors.scale(pi, 1 / total);
    return pi;
  }
}
