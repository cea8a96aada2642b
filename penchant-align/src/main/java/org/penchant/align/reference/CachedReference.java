package org.penchant.align.reference;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.penchant.align.lm.CausalLm;
import org.penchant.align.lm.LogProbs;
import org.penchant.align.lm.PackedBatch;
import org.penchant.align.lm.TokenSequence;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/** Log-probabilities computed once for sequences known beforehand. */
public final class CachedReference implements Reference {
  private final Map<TokenSequence, double[]> known;

  private CachedReference(Map<TokenSequence, double[]> known) {
    this.known = known;
  }

  /**
   * Scores every sequence of {@code groups} with {@code model}.
   *
   * @param maxTokens tokens of one packing
   * @param progress told how many groups are done
   */
  public static CachedReference compute(
      CausalLm model, List<List<TokenSequence>> groups, int maxTokens, IntConsumer progress) {
    var known = new IdentityHashMap<TokenSequence, double[]>();
    int done = 0;
    for (var run : PackedBatch.split(groups, maxTokens)) {
      try (var scope = TensorScope.open()) {
        var batch = PackedBatch.of(run);
        put(known, run, LogProbs.of(model, batch, false, Set.of()).tokens().toDoubles());
      }
      done += run.size();
      progress.accept(done);
    }
    return new CachedReference(known);
  }

  /**
   * Takes log-probabilities computed earlier: those of all sequences of {@code groups}, in order.
   */
  public static CachedReference of(List<List<TokenSequence>> groups, double[] tokens) {
    int expected = groups.stream().flatMap(List::stream).mapToInt(TokenSequence::trained).sum();
    if (tokens.length != expected)
      throw new IllegalArgumentException(
          tokens.length + " log-probabilities for " + expected + " trained tokens");
    var known = new IdentityHashMap<TokenSequence, double[]>();
    put(known, groups, tokens);
    return new CachedReference(known);
  }

  /**
   * This reference with the sequences of {@code groups} that it does not know, scored with {@code
   * model}, which must be the model behind it.
   *
   * @param maxTokens tokens of one packing
   */
  public CachedReference extended(CausalLm model, List<List<TokenSequence>> groups, int maxTokens) {
    var unknown = groups.stream().filter(group -> !known.keySet().containsAll(group)).toList();
    if (unknown.isEmpty()) return this;
    var all = new IdentityHashMap<>(compute(model, unknown, maxTokens, _ -> {}).known);
    all.putAll(known);
    return new CachedReference(all);
  }

  /** All log-probabilities of the sequences of {@code groups}, in order. */
  public double[] all(List<List<TokenSequence>> groups) {
    return groups.stream()
        .flatMap(List::stream)
        .flatMapToDouble(sequence -> Arrays.stream(of(sequence)))
        .toArray();
  }

  @Override
  public Tensor tokens(PackedBatch batch, List<List<TokenSequence>> groups) {
    return Tensor.of(all(groups));
  }

  /** log pi_ref of each trained token of a sequence. */
  public double[] of(TokenSequence sequence) {
    double[] tokens = known.get(sequence);
    if (tokens == null) throw new IllegalArgumentException("a sequence that was not scored before");
    return tokens;
  }

  private static void put(
      Map<TokenSequence, double[]> known, List<List<TokenSequence>> groups, double[] tokens) {
    int at = 0;
    for (var group : groups)
      for (var sequence : group) {
        known.put(sequence, Arrays.copyOfRange(tokens, at, at + sequence.trained()));
        at += sequence.trained();
      }
  }
}
