package org.penchant.rank.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Merge sort whose merges are beam searches over interleavings (PairS-beam, arXiv 2403.16950).
 * Where the judge is unsure, |p - 0.5| &lt;= gap, both continuations stay; a path's score is the
 * mean log-probability of its steps, log(p + 1e-9). Gap 0 is {@link MergeSort}.
 *
 * @param gap half-width of the band of doubt, in [0, 0.5]
 * @param size paths kept, at least 1
 */
public record BeamMerge(double gap, int size) implements PairSort {
  private static final double LEAST = 1e-9;

  public BeamMerge {
    if (!(gap >= 0 && gap <= 0.5))
      throw new IllegalArgumentException("gap = " + gap + ", must be in [0, 0.5]");
    if (size < 1) throw new IllegalArgumentException("size = " + size + ", must be at least 1");
  }

  public static BeamMerge defaults() {
    return new BeamMerge(0.1, 100);
  }

  /** A way through both lists so far, worst item first. */
  private record Path(List<Integer> taken, int left, int right, double score) {
    Path step(int item, boolean fromLeft, double logProbability) {
      var more = new ArrayList<>(taken);
      more.add(item);
      int t = taken.size();
      return new Path(
          more,
          fromLeft ? left + 1 : left,
          fromLeft ? right : right + 1,
          score * t / (t + 1) + logProbability / (t + 1));
    }
  }

  @Override
  public List<Integer> sort(List<Integer> initial, Comparisons judge) {
    return MergeSort.recurse(initial, (left, right) -> merge(left, right, judge)).reversed();
  }

  /** Every pair, since paths may meet in any of them. */
  @Override
  public long mostPairs(int n) {
    return n * (n - 1L) / 2;
  }

  private List<Integer> merge(List<Integer> left, List<Integer> right, Comparisons judge) {
    var beam = List.of(new Path(List.of(), 0, 0, 0));
    for (int step = 0; step < left.size() + right.size(); step++) {
      var next = new ArrayList<Path>();
      for (var path : beam) extend(path, left, right, judge, next);
      next.sort(Comparator.comparingDouble(path -> -path.score()));
      beam = List.copyOf(next.subList(0, Math.min(size, next.size())));
    }
    return beam.getFirst().taken();
  }

  private void extend(
      Path path, List<Integer> left, List<Integer> right, Comparisons judge, List<Path> next) {
    if (path.left() == left.size() || path.right() == right.size()) {
      boolean fromLeft = path.left() < left.size();
      int item = fromLeft ? left.get(path.left()) : right.get(path.right());
      var forced = path.step(item, fromLeft, 0);
      next.add(new Path(forced.taken(), forced.left(), forced.right(), path.score()));
      return;
    }
    int a = left.get(path.left());
    int b = right.get(path.right());
    double p = judge.probability(a, b);
    if (p <= 0.5 + gap) next.add(path.step(a, true, Math.log(1 - p + LEAST)));
    if (1 - p <= 0.5 + gap) next.add(path.step(b, false, Math.log(p + LEAST)));
  }
}
