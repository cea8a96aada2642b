package org.penchant.align.reward;

import java.util.Arrays;
import java.util.List;

/**
 * A new user's weights from a few comparisons, everything else held fixed: Adam from zero logits on
 * the mean of -log sigmoid(scale margin), with a pull prior (w - 1 / K) on shares.
 *
 * @param steps of Adam
 * @param learningRate of Adam
 * @param prior strength of the pull to equal shares; 0 for none
 */
public record FewShot(int steps, double learningRate, double prior) {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  public FewShot {
    if (steps < 1) throw new IllegalArgumentException("steps = " + steps + ", must be >= 1");
    if (!(learningRate > 0) || !(prior >= 0))
      throw new IllegalArgumentException(
          "learning rate = " + learningRate + ", prior = " + prior + ", must be positive");
  }

  /** 500 steps at 0.1, prior 0.01 (arXiv 2504.14439 and 2406.08469, the prior our choice). */
  public static FewShot defaults() {
    return new FewShot(500, 0.1, 0.01);
  }

  /** What a head holds for all users, and zero logits of one user. */
  public static Tables one(Head head, Tables tables) {
    if (!head.personal()) throw new IllegalArgumentException(head + " is the same for all users");
    var one = Tables.zeros(head.tables(1));
    one.all()
        .forEach((name, values) -> {
          if (!name.equals(Table.USERS))
            System.arraycopy(tables.of(name), 0, values, 0, values.length);
        });
    return one;
  }

  /**
   * Fits.
   *
   * @param tables as trained; they are not changed
   * @param pairs outputs of chosen and rejected; may be empty, which leaves equal shares
   * @param scale of margins
   * @return tables of one user, whose number is 0
   */
  public Tables fit(Head head, Tables tables, List<Outputs> pairs, double scale) {
    var one = one(head, tables);
    if (pairs.isEmpty()) return one;
    double[] logits = one.of(Table.USERS);
    double[] first = new double[logits.length];
    double[] second = new double[logits.length];
    for (int step = 1; step <= steps; step++) {
      double[] slope = slopes(head, one, pairs, scale);
      for (int k = 0; k < logits.length; k++) {
        first[k] += (1 - BETA1) * (slope[k] - first[k]);
        second[k] += (1 - BETA2) * (slope[k] * slope[k] - second[k]);
        double m = first[k] / (1 - Math.pow(BETA1, step));
        double v = second[k] / (1 - Math.pow(BETA2, step));
        logits[k] -= learningRate * m / (Math.sqrt(v) + EPSILON);
      }
    }
    return one;
  }

  private double[] slopes(Head head, Tables one, List<Outputs> pairs, double scale) {
    var by = Tables.zeros(head.tables(1));
    for (var pair : pairs) {
      var mine = pair.withUser(0);
      var utilities = head.utilities(mine, one);
      double margin = scale * (utilities.values()[0] - utilities.values()[1]);
      double slope = -scale / (1 + Math.exp(margin)) / pairs.size();
      utilities.backward(new double[] {slope, -slope}, mine.zeros(), by);
    }
    double[] slopes = by.of(Table.USERS);
    double[] w = Simplex.softmax(one.of(Table.USERS));
    for (int k = 0; k < slopes.length; k++) slopes[k] += prior * (w[k] - 1.0 / w.length);
    return Arrays.copyOf(slopes, slopes.length);
  }
}
