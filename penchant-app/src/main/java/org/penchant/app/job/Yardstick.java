package org.penchant.app.job;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penchant.align.lm.CausalLm;
import org.penchant.align.lm.Extras;
import org.penchant.align.lm.LogProbs;
import org.penchant.align.lm.PackedBatch;
import org.penchant.align.lm.Signal;
import org.penchant.align.lm.Teachers;
import org.penchant.align.lm.TokenSequence;
import org.penchant.align.objective.Coefficient;
import org.penchant.align.objective.Labels;
import org.penchant.align.reference.CachedReference;
import org.penchant.align.train.Example;
import org.penchant.torch.tensor.TensorScope;

/**
 * What policies of any method are measured by: one set of held-out pairs and one base policy.
 *
 * @param pairs chosen and rejected sequences
 * @param base the policy that every method starts from
 * @param reference log-probabilities of the base
 * @param maxTokens tokens of one packing
 */
record Yardstick(
    List<List<TokenSequence>> pairs, CausalLm base, CachedReference reference, int maxTokens) {
  private static final Signal.ReverseKl KL = new Signal.ReverseKl(Teachers.REFERENCE);

  /**
   * A measurement, means over pairs; r = log pi - log pi_base of a response, nats.
   *
   * @param accuracy share of pairs with r_w > r_l; ties count half, so that it starts at 1/2
   * @param margin r_w - r_l
   * @param ranking share of pairs with log pi(y_w) >= log pi(y_l)
   * @param chosen r_w
   * @param rejected r_l
   * @param kl KL(pi || base) over the vocabulary, mean over all trained tokens
   */
  record Reading(
      double accuracy, double margin, double ranking, double chosen, double rejected, double kl) {}

  /**
   * The pairs of examples: of a list its best and its worst; ties and single responses have none.
   */
  static List<List<TokenSequence>> pairs(List<Example> examples) {
    return examples.stream()
        .filter(Example::compares)
        .filter(row -> row.columns().getOrDefault(Coefficient.ByTie.COLUMN, 0.0) != 1)
        .filter(row -> {
          double[] labels = row.labels();
          return labels.length == 0
              || labels[Labels.best(labels)] > labels[Labels.worst(labels, labels.length)];
        })
        .map(row -> {
          var all = row.sequences();
          return List.of(
              all.get(Labels.best(row.labels())), all.get(Labels.worst(row.labels(), all.size())));
        })
        .toList();
  }

  /** The base itself: what would be rounding errors of 0 is 0, and every pair a tie. */
  Reading start() {
    return new Reading(0.5, 0, of(base).ranking(), 0, 0, 0);
  }

  /** Measures a policy. */
  Reading of(CausalLm policy) {
    var extras = Extras.of(Set.of(), List.of(KL), Teachers.of(Map.of(Teachers.REFERENCE, base)));
    var sums = new Sums();
    for (var run : PackedBatch.split(pairs, maxTokens)) {
      try (var scope = TensorScope.open()) {
        var scored = LogProbs.of(policy, PackedBatch.of(run), false, extras);
        sums.add(run, scored.tokens().toDoubles(), scored.signal(KL).toDoubles());
      }
    }
    return sums.reading();
  }

  private final class Sums {
    private double hits;
    private double ranked;
    private double chosen;
    private double rejected;
    private double kl;
    private long tokens;

    void add(List<List<TokenSequence>> run, double[] logps, double[] kls) {
      int at = 0;
      for (var pair : run) {
        double[] policy = new double[2];
        double[] ratio = new double[2];
        for (int side = 0; side < 2; side++) {
          double[] known = reference.of(pair.get(side));
          for (double base : known) {
            policy[side] += logps[at];
            ratio[side] += logps[at] - base;
            kl += kls[at++];
          }
          tokens += known.length;
        }
        hits += ratio[0] > ratio[1] ? 1 : ratio[0] == ratio[1] ? 0.5 : 0;
        if (policy[0] >= policy[1]) ranked++;
        chosen += ratio[0];
        rejected += ratio[1];
      }
    }

    Reading reading() {
      int n = pairs.size();
      return new Reading(
          hits / n, (chosen - rejected) / n, ranked / n, chosen / n, rejected / n, kl / tokens);
    }
  }
}
