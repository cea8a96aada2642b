package org.penchant.rank.choice;

import java.util.Arrays;
import java.util.List;
import org.penchant.core.numeric.Cholesky;

/** The penalised mean log-likelihood of offers, with its gradient and Newton step. */
final class LogitLikelihood implements Objective {
  private final List<Offer> offers;
  private final double ridge;
  private final double[] gradient;
  private final double[][] curvature;
  private double logLikelihood;
  private double penalty;

  LogitLikelihood(List<Offer> offers, double ridge) {
    this.offers = offers;
    this.ridge = ridge;
    int d = offers.getFirst().features()[0].length;
    gradient = new double[d];
    curvature = new double[d][d];
  }

  @Override
  public void evaluate(double[] w) {
    int d = w.length;
    double n = offers.size();
    logLikelihood = 0;
    penalty = 0;
    for (int j = 0; j < d; j++) {
      gradient[j] = -ridge * w[j];
      penalty += ridge * w[j] * w[j] / 2;
      Arrays.fill(curvature[j], 0);
      curvature[j][j] = ridge;
    }
    double[] mean = new double[d];
    for (var offer : offers) {
      double[][] x = offer.features();
      double[] p = probabilities(offer, w);
      Arrays.fill(mean, 0);
      for (int i = 0; i < x.length; i++) for (int j = 0; j < d; j++) mean[j] += p[i] * x[i][j];
      for (int i = 0; i < x.length; i++)
        for (int j = 0; j < d; j++)
          for (int k = 0; k <= j; k++) curvature[j][k] += p[i] * x[i][j] * x[i][k] / n;
      for (int j = 0; j < d; j++) {
        for (int k = 0; k <= j; k++) curvature[j][k] -= mean[j] * mean[k] / n;
        gradient[j] += ((offer.rejected() ? 0 : x[offer.chosen()][j]) - mean[j]) / n;
      }
    }
  }

  /** Of the answers; adds the choice's log-likelihood. */
  private double[] probabilities(Offer offer, double[] w) {
    double[][] x = offer.features();
    double[] v = new double[x.length];
    double most = offer.outside() ? 0 : Double.NEGATIVE_INFINITY;
    for (int i = 0; i < v.length; i++) {
      for (int j = 0; j < w.length; j++) v[i] += w[j] * x[i][j];
      most = Math.max(most, v[i]);
    }
    double sum = offer.outside() ? Math.exp(-most) : 0;
    for (double u : v) sum += Math.exp(u - most);
    double log = most + Math.log(sum);
    logLikelihood += ((offer.rejected() ? 0 : v[offer.chosen()]) - log) / offers.size();
    for (int i = 0; i < v.length; i++) v[i] = Math.exp(v[i] - log);
    return v;
  }

  double logLikelihood() {
    return logLikelihood;
  }

  @Override
  public double value() {
    return logLikelihood - penalty;
  }

  @Override
  public double[] gradient() {
    return gradient.clone();
  }

  @Override
  public double[] direction() {
    int d = gradient.length;
    var copy = new double[d][];
    for (int j = 0; j < d; j++) copy[j] = curvature[j].clone();
    return Cholesky.of(copy).solve(gradient);
  }
}
