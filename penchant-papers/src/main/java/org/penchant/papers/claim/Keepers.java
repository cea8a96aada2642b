package org.penchant.papers.claim;

import java.util.Arrays;
import org.penchant.torch.tensor.Tensor;

/** Which parameters of a training run are kept, seed by seed. */
final class Keepers {
  private Keepers() {}

  /** Those with the lowest loss on {@code held}, looked at every {@code every} steps. */
  static Fit.Keeper lowest(Fit held, int every) {
    double[] least = new double[held.rows().seeds()];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    double[][] best = new double[least.length][];
    return new Fit.Keeper() {
      @Override
      public void after(int step, Tensor theta) {
        if (step % every != 0) return;
        double[] losses = held.losses(theta);
        double[][] now = held.stack().rows(theta);
        for (int s = 0; s < least.length; s++)
          if (losses[s] < least[s]) {
            least[s] = losses[s];
            best[s] = now[s];
          }
      }

      @Override
      public double[][] kept(double[][] last) {
        for (int s = 0; s < least.length; s++) if (best[s] == null) best[s] = last[s];
        return best;
      }
    };
  }

  /**
   * Those of the step whose mean margin is nearest to the target, among the first step that reaches
   * it and the one before; the last where none does.
   */
  static Fit.Keeper atMargin(Fit fit, double[] targets) {
    double[][] found = new double[targets.length][];
    double[] before = new double[targets.length];
    return new Fit.Keeper() {
      private double[][] previous =
          new double[targets.length][fit.stack().worlds().getFirst().features()];

      @Override
      public void after(int step, Tensor theta) {
        double[] margins = fit.margins(theta);
        double[][] now = fit.stack().rows(theta);
        for (int s = 0; s < targets.length; s++)
          if (found[s] == null && margins[s] >= targets[s])
            found[s] = targets[s] - before[s] < margins[s] - targets[s] ? previous[s] : now[s];
        System.arraycopy(margins, 0, before, 0, before.length);
        previous = now;
      }

      @Override
      public double[][] kept(double[][] last) {
        for (int s = 0; s < targets.length; s++) if (found[s] == null) found[s] = last[s];
        return found;
      }
    };
  }
}
