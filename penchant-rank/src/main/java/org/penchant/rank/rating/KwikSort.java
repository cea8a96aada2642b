package org.penchant.rank.rating;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.penchant.core.random.Seeds;
import org.penchant.core.votes.VoteTable;
import org.penchant.rank.standing.Standings;

/**
 * Quicksort on decisions: j stands before the pivot if it beat it at least as often as the other
 * way round, so that pairs nobody asked about put j first; the score is n less the place. Ailon,
 * Charikar and Newman, "Aggregating inconsistent information", Journal of the ACM 55 (2008).
 *
 * @param seed of random pivots
 */
public record KwikSort(Pivot pivot, int seed) implements Rater {
  /** Which item the others are held against. */
  public enum Pivot {
    /** One drawn. */
    RANDOM,
    /** The one with the median of wins among the items at hand. */
    MEDIAN,
    /** The one that sets the fewest decided pairs the wrong way round. */
    LEAST_MISRANKED
  }

  public static KwikSort defaults() {
    return new KwikSort(Pivot.RANDOM, 0);
  }

  public KwikSort withPivot(Pivot other) {
    return new KwikSort(other, seed);
  }

  @Override
  public Standings rate(VoteTable votes) {
    int n = votes.items().size();
    var wins = new double[n][n];
    for (int r = 0; r < votes.rows(); r++) {
      boolean first = votes.outcome(r) >= 0.5;
      int winner = first ? votes.first(r) : votes.second(r);
      wins[winner][first ? votes.second(r) : votes.first(r)] += votes.mass(r);
    }
    var order = new ArrayList<Integer>();
    sort(IntStream.range(0, n).boxed().toList(), wins, new Seeds(seed).stream("pivots"), order);
    var scores = new double[n];
    for (int k = 0; k < n; k++) scores[order.get(k)] = n - 1 - k;
    return Standings.of(toString(), votes.items(), scores);
  }

  private void sort(
      List<Integer> items, double[][] wins, RandomGenerator random, List<Integer> order) {
    if (items.isEmpty()) return;
    int middle = items.get(choose(items, wins, random));
    sort(side(items, middle, true, wins), wins, random, order);
    order.add(middle);
    sort(side(items, middle, false, wins), wins, random, order);
  }

  private static List<Integer> side(
      List<Integer> items, int pivot, boolean before, double[][] wins) {
    return items.stream()
        .filter(j -> j != pivot && wins[j][pivot] >= wins[pivot][j] == before)
        .toList();
  }

  private int choose(List<Integer> items, double[][] wins, RandomGenerator random) {
    return switch (pivot) {
      case RANDOM -> random.nextInt(items.size());
      case MEDIAN -> {
        double[] sums =
            items.stream()
                .mapToDouble(i -> items.stream().mapToDouble(j -> wins[i][j]).sum())
                .toArray();
        yield IntStream.range(0, sums.length)
            .boxed()
            .sorted(Comparator.comparingDouble(k -> sums[k]))
            .toList()
            .get(sums.length / 2);
      }
      case LEAST_MISRANKED -> {
        double[] wrong = items.stream().mapToDouble(i -> misranked(items, i, wins)).toArray();
        double least = Arrays.stream(wrong).min().orElseThrow();
        yield IntStream.range(0, wrong.length)
            .filter(k -> wrong[k] == least)
            .findFirst()
            .orElseThrow();
      }
    };
  }

  /** Decisions for an item behind the pivot against one before it, or against the pivot. */
  private static double misranked(List<Integer> items, int pivot, double[][] wins) {
    var before = side(items, pivot, true, wins);
    var behind = side(items, pivot, false, wins);
    double sum = 0;
    for (int r : behind) {
      sum += wins[r][pivot];
      for (int l : before) sum += wins[r][l];
    }
    for (int l : before) sum += wins[pivot][l];
    return sum;
  }
}
