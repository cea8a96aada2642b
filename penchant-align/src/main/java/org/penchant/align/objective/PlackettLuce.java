package org.penchant.align.objective;

/**
 * sum over stages k = 1..K-1 of -log( exp(a_kk s_k) / (exp(a_kk s_k) + sum_{i>k} exp(a_ki s_i)) ),
 * candidates sorted by label, best first: the Plackett-Luce likelihood of the ranking (ListMLE)
 * with a = 1; PRO (arXiv 2306.17492) with a the gaps of labels, which makes it depend on shifts of
 * s.
 *
 * @param temperatures a
 * @param margin candidates whose label is within it of the stage's are left out of the stage;
 *     negative leaves none out
 */
public record PlackettLuce(Temperatures temperatures, double margin) implements ListLoss {
  /** What scores are multiplied by within a stage. */
  public enum Temperatures {
    ONE,
    /** a_ki = psi_k - psi_i, a_kk the largest of the stage. */
    GAPS
  }

  /** ListMLE. */
  public static PlackettLuce defaults() {
    return new PlackettLuce(Temperatures.ONE, -1);
  }

  @Override
  public Sloped at(double[] s, double[] psi, double progress) {
    int[] order = ListLoss.descending(psi);
    int n = order.length;
    double[] slopes = new double[n];
    double loss = 0;
    double last = psi[order[n - 1]];
    for (int k = 0; k < n - 1; k++) {
      double own = psi[order[k]];
      double[] a = new double[n - k];
      double[] x = new double[n - k];
      for (int i = 0; i < a.length; i++) {
        double gap = own - (i == 0 ? last : psi[order[k + i]]);
        a[i] = temperatures == Temperatures.GAPS ? gap : 1;
        boolean in = i == 0 || own - psi[order[k + i]] > margin;
        x[i] = in ? a[i] * s[order[k + i]] : Double.NEGATIVE_INFINITY;
      }
      double all = ListLoss.logSumExp(x);
      loss += all - x[0];
      slopes[order[k]] -= a[0];
      for (int i = 0; i < a.length; i++) slopes[order[k + i]] += a[i] * Math.exp(x[i] - all);
    }
    return new Sloped(loss, slopes);
  }
}
