package org.penchant.papers.claim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.penchant.papers.world.Lengths;
import org.penchant.papers.world.LogLinearWorld;
import org.penchant.papers.world.Pair;

/**
 * Best against worst of samples of the current policy, by a reward model that over-values length:
 * true utility + lengthBias * standardised length.
 */
final class OnPolicyPairs {
  private OnPolicyPairs() {}

  /** {@code draws} pairs of every prompt; samples of a draw are distinct (Gumbel top-k). */
  static List<Pair> draw(
      LogLinearWorld world,
      Lengths lengths,
      double[] logPolicy,
      Protocol.Iterative protocol,
      RandomGenerator random) {
    double[] score = world.utility().clone();
    for (int i = 0; i < score.length; i++)
      score[i] += protocol.lengthBias() * lengths.standardised(world.lengths()[i]);
    var pairs = new ArrayList<Pair>();
    for (int x = 0; x < world.prompts(); x++)
      for (int draw = 0; draw < protocol.draws(); draw++) {
        double[] key = new double[world.candidates()];
        int start = x * world.candidates();
        for (int k = 0; k < key.length; k++)
          key[k] = logPolicy[start + k] - Math.log(-Math.log(1 - random.nextDouble()));
        var sampled =
            IntStream.range(0, key.length)
                .boxed()
                .sorted(Comparator.comparingDouble(k -> -key[k]))
                .limit(protocol.samples())
                .map(k -> start + k)
                .sorted(Comparator.comparingDouble(i -> -score[i]))
                .toList();
        int best = sampled.getFirst();
        int worst = sampled.getLast();
        pairs.add(new Pair(best, worst, score[best], score[worst], 0));
      }
    return pairs;
  }
}
