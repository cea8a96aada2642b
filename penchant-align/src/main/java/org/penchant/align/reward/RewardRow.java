package org.penchant.align.reward;

import java.util.Arrays;
import java.util.Map;

/**
 * One row of data as a reward model reads it: items of {@link States} and what was said of them.
 *
 * @param place file and row
 * @param items responses: chosen and rejected of a pair, candidates of a list, an only response
 * @param prompt the prompt's item, or -1
 * @param user number in the registry, or {@link Outputs#POPULATION}
 * @param labels psi of the candidates, higher is better, the outside option's last if there is one;
 *     or what a single response's outputs should be; empty for pairs
 * @param good the label of an only response; true otherwise
 * @param columns numeric columns
 */
public record RewardRow(
    String place,
    int[] items,
    int prompt,
    int user,
    double[] labels,
    boolean good,
    Map<String, Double> columns) {
  /** A pair of nobody in particular. */
  public static RewardRow pair(String place, int chosen, int rejected) {
    return new RewardRow(
        place, new int[] {chosen, rejected}, -1, Outputs.POPULATION, new double[0], true, Map.of());
  }

  public RewardRow withUser(int number) {
    return new RewardRow(place, items, prompt, number, labels, good, columns);
  }

  public RewardRow withPrompt(int item) {
    return new RewardRow(place, items, item, user, labels, good, columns);
  }

  public RewardRow withLabels(double... values) {
    return new RewardRow(place, items, prompt, user, values, good, columns);
  }

  public RewardRow withGood(boolean value) {
    return new RewardRow(place, items, prompt, user, labels, value, columns);
  }

  public RewardRow withColumns(Map<String, Double> values) {
    return new RewardRow(place, items, prompt, user, labels, good, Map.copyOf(values));
  }

  /** All items of the row, the prompt's last. */
  public int[] all() {
    if (prompt < 0) return items;
    int[] all = Arrays.copyOf(items, items.length + 1);
    all[items.length] = prompt;
    return all;
  }
}
