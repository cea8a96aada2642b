package org.penchant.eval.probe;

/**
 * How predicted classes fell on true ones.
 *
 * @param cells counts, [true class][predicted class]
 */
public record ClassCounts(long[][] cells) {
  public static ClassCounts of(int[] truth, int[] predicted, int classes) {
    if (truth.length != predicted.length || truth.length == 0)
      throw new IllegalArgumentException(
          predicted.length + " predictions for " + truth.length + " labels");
    var cells = new long[classes][classes];
    for (int i = 0; i < truth.length; i++) cells[truth[i]][predicted[i]]++;
    return new ClassCounts(cells);
  }

  /** All items. */
  public long total() {
    long sum = 0;
    for (long[] row : cells) for (long n : row) sum += n;
    return sum;
  }

  /** Those predicted right. */
  public long right() {
    long sum = 0;
    for (int c = 0; c < cells.length; c++) sum += cells[c][c];
    return sum;
  }

  public double accuracy() {
    return right() / (double) total();
  }

  /** The mean over true classes that occur of the share predicted right. */
  public double balancedAccuracy() {
    double sum = 0;
    int occurring = 0;
    for (int c = 0; c < cells.length; c++) {
      long items = 0;
      for (long n : cells[c]) items += n;
      if (items == 0) continue;
      occurring++;
      sum += cells[c][c] / (double) items;
    }
    return sum / occurring;
  }

  /**
   * Matthews' correlation of any number of classes, in [-1, 1]; 0 where truth or prediction has one
   * class. Gorodkin, "Comparing two K-category assignments by a K-category correlation
   * coefficient", Computational Biology and Chemistry 28 (2004).
   */
  public double matthews() {
    double n = total();
    double product = 0;
    double truths = 0;
    double predictions = 0;
    for (int c = 0; c < cells.length; c++) {
      double truth = 0;
      double predicted = 0;
      for (int k = 0; k < cells.length; k++) {
        truth += cells[c][k];
        predicted += cells[k][c];
      }
      product += truth * predicted;
      truths += truth * truth;
      predictions += predicted * predicted;
    }
    double scale = Math.sqrt(n * n - truths) * Math.sqrt(n * n - predictions);
    return scale == 0 ? 0 : (right() * n - product) / scale;
  }
}
