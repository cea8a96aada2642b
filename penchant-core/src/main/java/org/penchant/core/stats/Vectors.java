package org.penchant.core.stats;

/** Plain vectors. */
public final class Vectors {
  private Vectors() {}

  /** a . b / (|a| |b|), in [-1, 1]; NaN if a vector is zero or has no entry. */
  public static double cosine(double[] a, double[] b) {
    double dot = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      dot += a[i] * b[i];
      aa += a[i] * a[i];
      bb += b[i] * b[i];
    }
    return aa > 0 && bb > 0 ? dot / Math.sqrt(aa * bb) : Double.NaN;
  }
}
