package org.penchant.core.stats;

import java.util.Arrays;
import java.util.List;

/**
 * Normalised discounted cumulative gain: sum over places p = 1 to {@code at} of gain / log2(p + 1),
 * divided by that of the best order; in [0, 1] where no relevance is negative. Jarvelin and
 * Kekalainen, "Cumulated gain-based evaluation of IR techniques", ACM TOIS 20 (2002).
 *
 * @param at how many places count, at least 1
 */
public record Ndcg(int at, Gain gain) {
  /** What an item of relevance r gains. */
  public enum Gain {
    /** 2^r - 1. Burges and others, "Learning to rank using gradient descent", ICML 2005. */
    EXPONENTIAL,
    /** r, as trec_eval has it. */
    LINEAR
  }

  public Ndcg {
    if (at < 1) throw new IllegalArgumentException("at = " + at + ", must be at least 1");
  }

  /** The first ten places, 2^r - 1. */
  public static Ndcg defaults() {
    return new Ndcg(10, Gain.EXPONENTIAL);
  }

  /**
   * Of an order.
   *
   * @param order item numbers, best first, each once
   * @param relevance of every item, in the order or not; finite and not negative
   * @return NaN if no item is relevant
   */
  public double of(List<Integer> order, double[] relevance) {
    Checks.finite(relevance, "relevance");
    for (double r : relevance)
      if (r < 0) throw new IllegalArgumentException("relevance " + r + " must not be negative");
    double[] best = relevance.clone();
    Arrays.sort(best);
    double ideal = 0;
    double found = 0;
    for (int p = 0; p < Math.min(at, best.length); p++)
      ideal += value(best[best.length - 1 - p]) / discount(p);
    for (int p = 0; p < Math.min(at, order.size()); p++)
      found += value(relevance[order.get(p)]) / discount(p);
    return ideal == 0 ? Double.NaN : found / ideal;
  }

  private double value(double relevance) {
    return gain == Gain.LINEAR ? relevance : Math.pow(2, relevance) - 1;
  }

  /** Of place p, from 0. */
  private static double discount(int p) {
    return Math.log(p + 2) / Math.log(2);
  }
}
