package org.penchant.align.reward.mix;

import org.penchant.core.numeric.Logistic;

/**
 * The mean ranking loss of pairs under a linear head, r = w . h, and its gradient by w with the
 * hidden states held fixed: -mean sigmoid(-d) (h_w - h_l).
 *
 * @param loss mean of -log sigmoid(d)
 * @param gradient by w
 */
public record HeadGradient(double loss, double[] gradient) {
  /**
   * Of pairs.
   *
   * @param chosen hidden states, a row a pair
   * @param rejected theirs
   */
  public static HeadGradient of(double[] w, double[][] chosen, double[][] rejected) {
    if (chosen.length == 0 || chosen.length != rejected.length)
      throw new IllegalArgumentException(
          chosen.length + " chosen and " + rejected.length + " rejected do not pair");
    double loss = 0;
    double[] gradient = new double[w.length];
    for (int i = 0; i < chosen.length; i++) {
      double d = 0;
      for (int j = 0; j < w.length; j++) d += w[j] * (chosen[i][j] - rejected[i][j]);
      loss -= Logistic.logSigmoid(d) / chosen.length;
      double slope = Logistic.sigmoid(-d) / chosen.length;
      for (int j = 0; j < w.length; j++) gradient[j] -= slope * (chosen[i][j] - rejected[i][j]);
    }
    return new HeadGradient(loss, gradient);
  }
}
