package org.penchant.rank.basis;

/** Vectors of length 1. */
final class Directions {
  private Directions() {}

  /**
   * Copies, brought to length 1.
   *
   * @throws IllegalArgumentException if one is zero, not finite or of another length
   */
  static double[][] of(double[][] vectors) {
    double[][] out = new double[vectors.length][];
    for (int n = 0; n < vectors.length; n++) {
      double size = Math.sqrt(dot(vectors[n], vectors[n]));
      if (!(size > 0 && size < Double.POSITIVE_INFINITY) || vectors[n].length != vectors[0].length)
        throw new IllegalArgumentException(
            "vector "
                + n
                + " of "
                + vectors[n].length
                + " numbers and length "
                + size
                + ": must be finite, not zero, and as long as the others");
      out[n] = vectors[n].clone();
      for (int k = 0; k < out[n].length; k++) out[n][k] /= size;
    }
    return out;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) sum += a[k] * b[k];
    return sum;
  }

  /** The place of the nearest centre, the first of equals. */
  static int nearest(double[] of, double[][] centres) {
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < centres.length; c++) {
      double s = dot(of, centres[c]);
      if (s > most) {
        most = s;
        best = c;
      }
    }
    return best;
  }
}
