package org.penchant.align.curate.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import org.penchant.align.curate.score.Evidence.Kind;
import org.penchant.align.lm.CausalLm;
import org.penchant.align.lm.HiddenSums;
import org.penchant.align.lm.LogProbs;
import org.penchant.align.lm.PackedBatch;
import org.penchant.align.lm.TokenSequence;
import org.penchant.align.reference.Reference;
import org.penchant.torch.tensor.TensorScope;

/**
 * Runs models over a dataset for what scores need, once: log-probabilities and hidden sums of the
 * policy come from one forward pass, and a pass without log-probabilities leaves out the head.
 *
 * @param policy the model that training starts from
 * @param reference the policy itself if empty
 * @param maxTokens tokens of one packing
 */
public record Survey(CausalLm policy, Optional<Reference> reference, int maxTokens) {

  /** A policy that is its own reference. */
  public static Survey of(CausalLm policy, int maxTokens) {
    return new Survey(policy, Optional.empty(), maxTokens);
  }

  /**
   * What is known of every row, in order.
   *
   * @param needs the union of the scores' needs; no model runs if it is empty
   * @param progress told how many rows are done
   */
  public List<Evidence> of(List<Item> items, Set<Kind> needs, IntConsumer progress) {
    if (needs.isEmpty()) return items.stream().map(Evidence::of).toList();
    var found = new ArrayList<Evidence>();
    int at = 0;
    for (var run : PackedBatch.split(items.stream().map(Item::sequences).toList(), maxTokens)) {
      found.addAll(of(items.subList(at, at + run.size()), run, needs));
      at += run.size();
      progress.accept(at);
    }
    return found;
  }

  private List<Evidence> of(List<Item> items, List<List<TokenSequence>> groups, Set<Kind> needs) {
    boolean own = reference.isEmpty() && needs.contains(Kind.REFERENCE);
    try (var scope = TensorScope.open()) {
      var batch = PackedBatch.of(groups);
      List<HiddenSums.Response> states = List.of();
      double[] logps = new double[0];
      if (needs.contains(Kind.POLICY) || own) {
        var pass = LogProbs.of(policy, batch, false, Set.of());
        logps = sums(pass.tokens().toDoubles(), batch);
        if (needs.contains(Kind.STATES)) states = HiddenSums.of(pass.predictors(), batch);
      } else if (needs.contains(Kind.STATES)) states = HiddenSums.of(policy, batch);
      double[] references =
          !needs.contains(Kind.REFERENCE)
              ? new double[0]
              : reference
                  .map(source -> sums(source.tokens(batch, groups).toDoubles(), batch))
                  .orElse(logps);
      return sliced(items, logps, references, states);
    }
  }

  private static List<Evidence> sliced(
      List<Item> items, double[] logps, double[] references, List<HiddenSums.Response> states) {
    var found = new ArrayList<Evidence>();
    int at = 0;
    for (var item : items) {
      int to = at + item.sequences().size();
      found.add(
          new Evidence(
              item,
              slice(logps, at, to),
              slice(references, at, to),
              states.isEmpty() ? states : states.subList(at, to)));
      at = to;
    }
    return found;
  }

  private static double[] slice(double[] all, int from, int to) {
    return all.length == 0 ? all : java.util.Arrays.copyOfRange(all, from, to);
  }

  private static double[] sums(double[] tokens, PackedBatch batch) {
    double[] sums = new double[batch.sequences()];
    for (int t = 0; t < tokens.length; t++) sums[(int) batch.sequenceOf()[t]] += tokens[t];
    return sums;
  }
}
