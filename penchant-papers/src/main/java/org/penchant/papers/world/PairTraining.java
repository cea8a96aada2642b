package org.penchant.papers.world;

import java.util.random.RandomGenerator;
import org.penchant.core.numeric.Logistic;

/**
 * A network's score fitted to pairs by the mean of -log sigmoid(chosen - rejected) and Adam,
 * batches drawn with replacement.
 *
 * @param batch pairs a step
 * @param rate Adam's
 * @param steps to take
 * @param headOnly whether the backbone is frozen
 */
public record PairTraining(int batch, double rate, int steps, boolean headOnly) {
  /** Sees parameters during training. */
  @FunctionalInterface
  public interface Watch {
    /** Parameters after some steps, from 0 to all but the last; copied by who keeps them. */
    void see(int steps, double[] parameters);
  }

  /**
   * The parameters at the end.
   *
   * @param x rows of inputs, two a pair, the chosen first
   * @param pairs how many
   */
  public double[] fit(
      TwoLayerNetwork net,
      double[] from,
      double[] x,
      int pairs,
      RandomGenerator random,
      Watch watch) {
    var other = net.twin();
    double[] by = new double[1];
    return Descent.adam(
        from,
        rate,
        steps,
        (p, step, gradient) -> {
          watch.see(step, p);
          for (int b = 0; b < batch; b++) {
            int chosen = 2 * random.nextInt(pairs);
            double gap = net.score(p, x, chosen) - other.score(p, x, chosen + 1);
            double slope = Logistic.sigmoid(-gap) / batch;
            by[0] = -slope;
            net.add(p, x, chosen, by, headOnly, gradient);
            by[0] = slope;
            other.add(p, x, chosen + 1, by, headOnly, gradient);
          }
        });
  }
}
