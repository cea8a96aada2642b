package org.penchant.rank.standing;

import java.util.List;

/**
 * Kendall's distance and the cost of an order. Kemeny, "Mathematics without numbers", Daedalus 88
 * (1959).
 */
public final class KendallDistance {
  private KendallDistance() {}

  /**
   * Weight of the voters who disagree: sum over pairs with a before b of above[b][a].
   *
   * @param above how many voters have the row's item above the column's
   */
  public static double cost(List<Integer> order, double[][] above) {
    double cost = 0;
    for (int k = 0; k < order.size(); k++)
      for (int l = k + 1; l < order.size(); l++) cost += above[order.get(l)][order.get(k)];
    return cost;
  }

  /** Pairs of items in both orders that stand the other way round. */
  public static int distance(List<Integer> order, List<Integer> other) {
    var place = new java.util.HashMap<Integer, Integer>();
    for (int item : other) place.put(item, place.size());
    int[] places =
        order.stream().filter(place::containsKey).mapToInt(i -> place.getOrDefault(i, 0)).toArray();
    int distance = 0;
    for (int k = 0; k < places.length; k++)
      for (int l = k + 1; l < places.length; l++) if (places[k] > places[l]) distance++;
    return distance;
  }

  /** 1 - 4 d / (n (n - 1)) of two orders of the same n items, at least two; in [-1, 1]. */
  public static double correlation(List<Integer> order, List<Integer> other) {
    double n = order.size();
    if (n < 2 || other.size() != n)
      throw new IllegalArgumentException(
          order.size() + " and " + other.size() + " items, must be the same two or more");
    return 1 - 4 * distance(order, other) / (n * (n - 1));
  }
}
