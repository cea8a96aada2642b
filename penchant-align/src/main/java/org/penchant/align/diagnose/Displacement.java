package org.penchant.align.diagnose;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the likelihoods of pairs moved in training (arXiv 2410.08847, section 2). A falling chosen
 * response is not always harm: the mass may go to better answers.
 *
 * @param pairs how many
 * @param chosen mean change of log pi(y_w), nats
 * @param rejected mean change of log pi(y_l), nats
 * @param chosenFell share of pairs whose log pi(y_w) fell
 * @param bothFell share of pairs of which both fell: mass went to responses nobody compared
 */
public record Displacement(
    int pairs, double chosen, double rejected, double chosenFell, double bothFell) {
  /** The metric of {@link #chosenFell}. */
  public static final String CHOSEN_FELL = "displacement/chosen_fell";

  /**
   * Of log-probabilities before and after, all in the order of the pairs.
   *
   * @throws IllegalArgumentException if lengths differ or there is no pair
   */
  public static Displacement of(
      double[] chosenBefore,
      double[] chosenAfter,
      double[] rejectedBefore,
      double[] rejectedAfter) {
    int n = chosenBefore.length;
    if (n == 0
        || chosenAfter.length != n
        || rejectedBefore.length != n
        || rejectedAfter.length != n)
      throw new IllegalArgumentException(
          n
              + ", "
              + chosenAfter.length
              + ", "
              + rejectedBefore.length
              + " and "
              + rejectedAfter.length
              + " values, must be as many and at least one");
    double chosen = 0;
    double rejected = 0;
    int fell = 0;
    int both = 0;
    for (int i = 0; i < n; i++) {
      double w = chosenAfter[i] - chosenBefore[i];
      double l = rejectedAfter[i] - rejectedBefore[i];
      chosen += w;
      rejected += l;
      if (w < 0) fell++;
      if (w < 0 && l < 0) both++;
    }
    return new Displacement(n, chosen / n, rejected / n, (double) fell / n, (double) both / n);
  }

  /** The figures under the names metrics have. */
  public Map<String, Double> metrics() {
    var metrics = new LinkedHashMap<String, Double>();
    metrics.put("logps_change/chosen", chosen);
    metrics.put("logps_change/rejected", rejected);
    metrics.put(CHOSEN_FELL, chosenFell);
    metrics.put("displacement/both_fell", bothFell);
    return metrics;
  }
}
