package org.penchant.rank.judge.factor;

import java.util.random.RandomGenerator;

/**
 * Hamiltonian Monte Carlo: leapfrog steps of a size that warm-up adapts to an acceptance of 0.75,
 * by dual averaging.
 *
 * @param warmUp draws thrown away, at least 10
 * @param draws kept, at least 10
 * @param steps most leapfrog steps of a draw; their number is uniform on [steps / 2, steps]
 */
public record HamiltonianSampler(int warmUp, int draws, int steps) {
  private static final double ACCEPTANCE = 0.75;

  public HamiltonianSampler {
    if (warmUp < 10 || draws < 10 || steps < 2)
      throw new IllegalArgumentException(
          "warm-up " + warmUp + " and draws " + draws + ", at least 10; steps " + steps + ", 2");
  }

  public static HamiltonianSampler defaults() {
    return new HamiltonianSampler(500, 2000, 16);
  }

  /**
   * One chain, from a standard normal start.
   *
   * @return draws x weights
   */
  double[][] chain(SparseLogistic target, RandomGenerator random) {
    int n = target.size();
    var w = new double[n];
    for (int k = 0; k < n; k++) w[k] = target.scale() * random.nextGaussian();
    double potential = target.potential(w);
    double size = 0.1 / Math.sqrt(Math.max(1, target.votes().rows()));
    double anchor = Math.log(10 * size);
    double error = 0;
    double average = 0;
    var kept = new double[draws][];
    for (int t = 1; t <= warmUp + draws; t++) {
      int path = steps / 2 + random.nextInt(steps - steps / 2 + 1);
      var proposal = w.clone();
      var momentum = new double[n];
      for (int k = 0; k < n; k++) momentum[k] = random.nextGaussian();
      double before = potential + kinetic(momentum);
      leapfrog(target, proposal, momentum, size, path);
      double arrived = target.potential(proposal);
      double ratio = before - arrived - kinetic(momentum);
      double accept = Double.isNaN(ratio) ? 0 : Math.min(1, Math.exp(ratio));
      if (random.nextDouble() < accept) {
        w = proposal;
        potential = arrived;
      }
      if (t <= warmUp) {
        error += (ACCEPTANCE - accept - error) / (t + 10);
        double log = anchor - Math.sqrt(t) / 0.05 * error;
        average += Math.pow(t, -0.75) * (log - average);
        size = Math.exp(t == warmUp ? average : log);
      } else kept[t - warmUp - 1] = w.clone();
    }
    return kept;
  }

  private static void leapfrog(
      SparseLogistic target, double[] w, double[] momentum, double size, int steps) {
    double[] slope = target.slope(w);
    for (int s = 0; s < steps; s++) {
      for (int k = 0; k < w.length; k++) momentum[k] -= size / 2 * slope[k];
      for (int k = 0; k < w.length; k++) w[k] += size * momentum[k];
      slope = target.slope(w);
      for (int k = 0; k < w.length; k++) momentum[k] -= size / 2 * slope[k];
    }
  }

  private static double kinetic(double[] momentum) {
    double sum = 0;
    for (double p : momentum) sum += p * p;
    return sum / 2;
  }
}
