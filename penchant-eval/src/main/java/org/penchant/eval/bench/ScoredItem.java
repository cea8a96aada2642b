package org.penchant.eval.bench;

import java.util.Arrays;
import java.util.List;

/** An item with the scores of its answers, in the item's order. */
record ScoredItem(BenchItem item, double[] scores) {
  /** First less second. */
  double margin() {
    return scores[0] - scores[1];
  }

  BenchResult.Line line(double credit) {
    List<Double> all = Arrays.stream(scores).boxed().toList();
    return new BenchResult.Line(item.id(), item.group(), all, credit);
  }
}
