package org.penchant.eval.bench;

import org.penchant.eval.bench.BenchItem.Pair;

/**
 * A pair with what a reward model says of its answers.
 *
 * @param chosen score of the chosen answer
 * @param rejected score of the other
 */
public record ScoredPair(Pair pair, double chosen, double rejected) {
  public double credit(TieCredit ties) {
    return ties.of(chosen, rejected);
  }
}
