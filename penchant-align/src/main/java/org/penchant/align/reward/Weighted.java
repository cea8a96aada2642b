package org.penchant.align.reward;

/** u_i = w . z_i. */
final class Weighted {
  private Weighted() {}

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) sum += a[k] * b[k];
    return sum;
  }

  /** Utilities under weights that do not train. */
  static Utilities of(Outputs outputs, double[] w) {
    double[][] z = outputs.z();
    double[] values = new double[z.length];
    for (int i = 0; i < z.length; i++) values[i] = dot(w, z[i]);
    return new Utilities() {
      @Override
      public double[] values() {
        return values;
      }

      @Override
      public void backward(double[] slopes, Outputs byOutputs, Tables byTables) {
        for (int i = 0; i < z.length; i++)
          for (int k = 0; k < w.length; k++) byOutputs.z()[i][k] += slopes[i] * w[k];
      }
    };
  }

  /** d loss / d w = sum_i slopes_i z_i. */
  static double[] byWeights(Outputs outputs, double[] slopes) {
    double[] by = new double[outputs.z()[0].length];
    for (int i = 0; i < slopes.length; i++)
      for (int k = 0; k < by.length; k++) by[k] += slopes[i] * outputs.z()[i][k];
    return by;
  }
}
