package org.penchant.align.curate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.penchant.align.curate.constraint.Demand;
import org.penchant.align.curate.constraint.Demands;
import org.penchant.core.preference.Comparison;

/**
 * Rewrites the prompt of a pair so that its chosen response is perfect: every constraint the chosen
 * fails becomes its opposite (arXiv 2505.22172). With e_i(y) = 1 where y satisfies constraint i,
 * the gap sum_i e_i(y_w) - e_i(y_l) grows to the number of constraints in which the two differ.
 *
 * <p>Rows carry their constraints in the column {@code constraints}, and each must stand in the
 * prompt word for word. Of a pair the chosen stays chosen. Of a list the response that satisfies
 * more is chosen, the first of two that satisfy as many: first best against worst, then the pairs
 * that differ in most constraints. Pairs satisfying the same constraints say nothing and are left
 * out. The new rows have the columns {@code constraints_reversed}, {@code gap_before} and {@code
 * gap_after}.
 *
 * @param bothDirections whether each response is also the chosen of a prompt of its own
 * @param mostPairs pairs per row at most, directions not counted, at least 1
 * @param irreversible what becomes of a failed constraint without a clear opposite; a failed safety
 *     constraint always costs the pair
 */
public record ReverseConstraints(boolean bothDirections, int mostPairs, Irreversible irreversible)
    implements Step {
  /** What becomes of a failed constraint without a clear opposite. */
  public enum Irreversible {
    /** The pair is left out. */
    DROP_PAIR,
    /** The constraint is taken out of the prompt. */
    DROP_CONSTRAINT
  }

  public ReverseConstraints {
    if (mostPairs < 1)
      throw new IllegalArgumentException("most-pairs = " + mostPairs + ", must be at least 1");
  }

  public static ReverseConstraints defaults() {
    return new ReverseConstraints(false, 3, Irreversible.DROP_PAIR);
  }

  @Override
  public List<Comparison> apply(List<Comparison> rows, Tools tools, Tally tally) {
    return PerRow.apply(
        rows,
        (row, _, problems) -> {
          var demands = Demands.of(row, problems);
          if (demands.isEmpty()) {
            tally.leaveOut("rows without constraints");
            return List.of();
          }
          if (row.candidates().size() < 2) {
            tally.leaveOut("rows with one response");
            return List.of();
          }
          return pairs(row, demands, tally);
        });
  }

  private List<Comparison> pairs(Comparison row, List<Demand> demands, Tally tally) {
    var reversal = new Reversal(row, demands, irreversible, tally);
    var pairs = new ArrayList<Reversal.Pair>();
    if (row.isDecidedPair()) {
      int chosen = row.chosen().equals(row.candidates().getFirst()) ? 0 : 1;
      pairs.add(new Reversal.Pair(chosen, 1 - chosen));
    } else pairs.addAll(ofList(reversal, row.candidates().size()));
    pairs.removeIf(pair -> {
      boolean same = reversal.differing(pair) == 0;
      if (same) tally.leaveOut("pairs that satisfy the same constraints");
      return same;
    });
    tally.leaveOut("pairs beyond most-pairs", Math.max(0, pairs.size() - mostPairs));
    var made = new ArrayList<Comparison>();
    for (var pair : pairs.subList(0, Math.min(mostPairs, pairs.size()))) {
      reversal.of(pair).ifPresent(made::add);
      if (bothDirections) reversal.of(pair.swapped()).ifPresent(made::add);
    }
    return made;
  }

  private static List<Reversal.Pair> ofList(Reversal reversal, int candidates) {
    var pairs = new ArrayList<Reversal.Pair>();
    for (int i = 0; i < candidates; i++)
      for (int j = i + 1; j < candidates; j++)
        pairs.add(
            reversal.satisfied(i) >= reversal.satisfied(j)
                ? new Reversal.Pair(i, j)
                : new Reversal.Pair(j, i));
    pairs.sort(Comparator.comparingInt(reversal::differing).reversed());
    Comparator<Integer> byCount = Comparator.comparingInt(reversal::satisfied);
    int best = IntStream.range(0, candidates).boxed().max(first(byCount)).orElseThrow();
    int worst = IntStream.range(0, candidates).boxed().min(byCount).orElseThrow();
    var extremes = new Reversal.Pair(best, worst);
    if (pairs.remove(extremes)) pairs.addFirst(extremes);
    return pairs;
  }

  /** The same order, but of those that tie the first is greatest. */
  private static Comparator<Integer> first(Comparator<Integer> order) {
    return order.thenComparing(Comparator.reverseOrder());
  }
}
