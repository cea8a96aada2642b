package org.penchant.papers.world;

import java.util.Arrays;

/**
 * Policies c theta, c >= 0: the direction that was learned, whatever its length. Along it KL(pi ||
 * ref) grows from 0, its derivative being c times the variance of features . theta.
 */
public record Ray(LogLinearWorld world, double[] theta) {
  private static final int STOPS = 16;

  /** log pi at c. */
  public double[] at(double c) {
    double[] scaled = theta.clone();
    for (int j = 0; j < scaled.length; j++) scaled[j] *= c;
    return world.logPolicy(scaled);
  }

  /** The c at which KL(pi || ref) = {@code kl} nats; 0 for a zero direction. */
  public double atKl(double kl) {
    if (Arrays.stream(theta).allMatch(v -> v == 0)) return 0;
    double[] score = scores();
    double[] reference = new double[score.length];
    Arrays.setAll(reference, i -> Math.exp(world.reference()[i]));
    return Bisection.atKl(c -> klAt(score, reference, c), kl);
  }

  /** The mean over prompts of c E_pi[score] - log E_ref[exp(c score)]. */
  private double klAt(double[] score, double[] reference, double c) {
    double total = 0;
    for (int start = 0; start < score.length; start += world.candidates()) {
      int end = start + world.candidates();
      double most = Double.NEGATIVE_INFINITY;
      for (int i = start; i < end; i++) most = Math.max(most, c * score[i]);
      double z = 0;
      double mean = 0;
      for (int i = start; i < end; i++) {
        double e = reference[i] * Math.exp(c * score[i] - most);
        z += e;
        mean += e * (c * score[i] - most);
      }
      total += mean / z - Math.log(z);
    }
    return total / world.prompts();
  }

  /** features . theta of every response. */
  private double[] scores() {
    double[] score = new double[world.responses()];
    for (int i = 0; i < score.length; i++)
      for (int j = 0; j < theta.length; j++)
        score[i] += world.phi()[i * world.features() + j] * theta[j];
    return score;
  }

  /** The true value at KL(pi || ref) = {@code kl}. */
  public double valueAtKl(double kl) {
    return world.value(at(atKl(kl)));
  }

  /**
   * The greatest true value with KL(pi || ref) <= {@code kl}: value may fall and rise again along
   * the ray, so maxima are sought between {@value #STOPS} stops and the best taken.
   */
  public double bestWithinKl(double kl) {
    double most = atKl(kl);
    double best = Math.max(world.value(at(0)), world.value(at(most)));
    double before = slope(0);
    for (int i = 1; i <= STOPS; i++) {
      double after = slope(most * i / STOPS);
      if (before >= 0 && after < 0) {
        double top = Bisection.of(most * (i - 1) / STOPS, most * i / STOPS, c -> slope(c) >= 0);
        best = Math.max(best, world.value(at(top)));
      }
      before = after;
    }
    return best;
  }

  /** d value / d c: the mean covariance of features . theta with true utility under pi. */
  public double slope(double c) {
    double[] logp = at(c);
    double[] score = scores();
    double sum = 0;
    for (int x = 0; x < world.prompts(); x++) {
      double s = 0;
      double u = 0;
      double su = 0;
      for (int i = x * world.candidates(); i < (x + 1) * world.candidates(); i++) {
        double p = Math.exp(logp[i]);
        s += p * score[i];
        u += p * world.utility()[i];
        su += p * score[i] * world.utility()[i];
      }
      sum += su - s * u;
    }
    return sum / world.prompts();
  }
}
