package org.penchant.align.reward.shape;

import java.util.Locale;

/**
 * Whether a policy came to exploit its reward: the proxy it optimises goes on rising while a
 * held-out measure (win rate, gold reward) has fallen from its peak.
 *
 * @param peakStep where the gold curve is highest
 * @param peakGold its value there
 * @param finalGold its value at the end
 * @param proxyAtPeak the proxy there
 * @param finalProxy the proxy at the end
 */
public record HackingReport(
    int peakStep, double peakGold, double finalGold, double proxyAtPeak, double finalProxy) {

  /**
   * From curves over training.
   *
   * @param proxy the reward optimised, at each step measured
   * @param gold the held-out measure at the same steps
   */
  public static HackingReport of(double[] proxy, double[] gold) {
    if (gold.length == 0 || proxy.length != gold.length)
      throw new IllegalArgumentException(
          "curves of " + proxy.length + " and " + gold.length + " steps");
    int peak = 0;
    for (int i = 0; i < gold.length; i++) {
      if (!Double.isFinite(gold[i]) || !Double.isFinite(proxy[i]))
        throw new IllegalArgumentException("step " + i + " is not finite");
      if (gold[i] > gold[peak]) peak = i;
    }
    int last = gold.length - 1;
    return new HackingReport(peak, gold[peak], gold[last], proxy[peak], proxy[last]);
  }

  /** Gold lost since its peak, at least 0. */
  public double drop() {
    return peakGold - finalGold;
  }

  /** Whether gold fell by more than {@code tolerance} while the proxy rose. */
  public boolean hacked(double tolerance) {
    return drop() > tolerance && finalProxy > proxyAtPeak;
  }

  /** One line of text. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "gold peaks at %.4g (step %d) and ends at %.4g; the proxy goes from %.4g there to %.4g",
        peakGold,
        peakStep,
        finalGold,
        proxyAtPeak,
        finalProxy);
  }
}
