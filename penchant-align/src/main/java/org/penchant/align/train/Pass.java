package org.penchant.align.train;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penchant.align.lm.CausalLm;
import org.penchant.align.lm.LogProbs;
import org.penchant.align.lm.PackedBatch;
import org.penchant.align.lm.Statistic;
import org.penchant.align.lm.TokenSequence;
import org.penchant.align.objective.Batch;
import org.penchant.align.objective.Calibration;
import org.penchant.align.objective.Need;
import org.penchant.align.objective.Objective;
import org.penchant.align.reference.Reference;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/**
 * One pass of a policy and an objective over rows, in packings of bounded size. Whatever the split,
 * losses are those of all rows together: divisors and baselines are computed over all of them.
 *
 * @param policy the model
 * @param objective what is asked of it
 * @param reference where log pi_ref comes from, if the objective needs it
 * @param maxTokens tokens of one packing
 * @param checkpointing as {@link CausalLm#forward} has it
 */
record Pass(
    CausalLm policy,
    Objective objective,
    Optional<Reference> reference,
    int maxTokens,
    boolean checkpointing) {

  /** A pass that keeps its intermediates. */
  Pass(CausalLm policy, Objective objective, Optional<Reference> reference, int maxTokens) {
    this(policy, objective, reference, maxTokens, false);
  }

  /** All rows of a pass. */
  record Outcome(double loss, List<RowOutcome> rows, double baseline) {}

  /** Training met a loss that is not a number; the policy was not changed by this step. */
  static final class NonFiniteLoss extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NonFiniteLoss(String places) {
      super(places);
    }
  }

  /** Losses without gradients. */
  Outcome evaluate(List<Example> rows, double progress) {
    return run(rows, progress, false);
  }

  /**
   * Losses, and their gradients added to the policy's parameters.
   *
   * @throws NonFiniteLoss naming the rows, before any gradient of their packing is added
   */
  Outcome train(List<Example> rows, double progress) {
    return run(rows, progress, true);
  }

  private Outcome run(List<Example> rows, double progress, boolean train) {
    double baseline = objective.needs().contains(new Need.KlBaseline()) ? baseline(rows) : 0;
    long tokens = rows.stream().mapToLong(r -> r.sequences().getFirst().trained()).sum();
    double divisor = objective.aggregation().divisor(rows.size(), tokens);
    var outcomes = new ArrayList<RowOutcome>();
    int at = 0;
    for (var groups :
        PackedBatch.split(rows.stream().map(Example::sequences).toList(), maxTokens)) {
      var part = rows.subList(at, at + groups.size());
      outcomes.addAll(step(part, groups, baseline, progress, divisor, train));
      at += groups.size();
    }
    double total = 0;
    for (var outcome : outcomes) total += outcome.loss();
    return new Outcome(total / divisor, outcomes, baseline);
  }

  private List<RowOutcome> step(
      List<Example> rows,
      List<List<TokenSequence>> groups,
      double baseline,
      double progress,
      double divisor,
      boolean train) {
    try (var scope = TensorScope.open();
        var _ = GradMode.enabled()) {
      var packed = PackedBatch.of(groups);
      var logProbs =
          train
              ? LogProbs.training(policy, packed, checkpointing, Wanted.by(objective))
              : LogProbs.of(policy, packed, false, Wanted.by(objective));
      Tensor leaf = logProbs.tokens().requiresGrad(train);
      var refs = reference.map(r -> r.tokens(packed, groups));
      var batch = batch(rows, packed, leaf, refs, Wanted.calibration(logProbs), baseline, progress);
      Tensor losses = objective.of(batch);
      var outcomes = outcomes(rows, batch, losses, logProbs);
      requireFinite(outcomes);
      if (train) {
        losses.sum().mul(1 / divisor).backward();
        if (leaf.hasGrad()) logProbs.backward(leaf.grad());
      }
      return outcomes;
    }
  }

  private double baseline(List<Example> rows) {
    var groups = rows.stream().map(r -> List.of(r.mismatched().orElseThrow())).toList();
    var source = reference.orElseThrow();
    double total = 0;
    for (var run : PackedBatch.split(groups, maxTokens)) {
      try (var scope = TensorScope.open()) {
        var packed = PackedBatch.of(run);
        Tensor tokens = LogProbs.of(policy, packed, false, Set.of()).tokens();
        total += tokens.sub(source.tokens(packed, run)).sum().item();
      }
    }
    return total / rows.size();
  }

  private Batch batch(
      List<Example> rows,
      PackedBatch packed,
      Tensor leaf,
      Optional<Tensor> refs,
      Map<Calibration, Tensor> calibration,
      double baseline,
      double progress) {
    boolean pairs = rows.getFirst().isPair();
    long[] first = new long[rows.size()];
    long[] second = new long[pairs ? rows.size() : 0];
    boolean[] good = new boolean[rows.size()];
    for (int i = 0, s = 0; i < rows.size(); i++) {
      first[i] = s++;
      if (pairs) second[i] = s++;
      good[i] = rows.get(i).good();
    }
    double[] lengths = new double[packed.sequences()];
    for (int s = 0; s < lengths.length; s++) lengths[s] = packed.lengths()[s];
    return new Batch(
        leaf,
        refs,
        Tensor.of(packed.sequenceOf()),
        lengths,
        first,
        second,
        good,
        columns(rows),
        calibration,
        baseline,
        progress);
  }

  /** The columns that every row has; a weight that only some rows have is 1 in the others. */
  private static Map<String, double[]> columns(List<Example> rows) {
    Set<String> names = new HashSet<>(rows.getFirst().columns().keySet());
    rows.forEach(r -> names.retainAll(r.columns().keySet()));
    if (rows.stream().anyMatch(r -> r.columns().containsKey(Objective.ROW_WEIGHT)))
      names.add(Objective.ROW_WEIGHT);
    var columns = new HashMap<String, double[]>();
    for (var name : names)
      columns.put(
          name, rows.stream().mapToDouble(r -> r.columns().getOrDefault(name, 1.0)).toArray());
    return columns;
  }

  private List<RowOutcome> outcomes(
      List<Example> rows, Batch batch, Tensor losses, LogProbs logProbs) {
    try (var _ = GradMode.disabled()) {
      double[] loss = losses.toDoubles();
      double[] logps = batch.sums().toDoubles();
      double[] refs =
          batch.reference().isPresent() ? batch.referenceSums().toDoubles() : new double[0];
      double[] rewards = objective.reward().map(r -> r.of(batch).toDoubles()).orElse(new double[0]);
      double[] entropy =
          logProbs
              .statistic(Statistic.ENTROPY)
              .map(entropies -> batch.perResponse(entropies).toDoubles())
              .orElse(new double[logps.length]);
      var varying = new HashMap<String, double[]>();
      objective.varying(batch).forEach((name, values) -> varying.put(name, values.toDoubles()));
      var outcomes = new ArrayList<RowOutcome>();
      int each = batch.paired() ? 2 : 1;
      for (int i = 0; i < rows.size(); i++) {
        int from = i * each;
        int[] lengths = new int[each];
        double uncertainty = 0;
        for (int s = 0; s < each; s++) {
          lengths[s] = (int) batch.lengths()[from + s];
          uncertainty += entropy[from + s];
        }
        outcomes.add(
            new RowOutcome(
                rows.get(i),
                loss[i],
                slice(logps, from, each),
                slice(refs, from, each),
                slice(rewards, from, each),
                lengths,
                at(varying, i),
                uncertainty));
      }
      return outcomes;
    }
  }

  private static Map<String, Double> at(Map<String, double[]> columns, int row) {
    var values = new HashMap<String, Double>();
    columns.forEach((name, all) -> values.put(name, all.length == 1 ? all[0] : all[row]));
    return values;
  }

  private static double[] slice(double[] all, int from, int length) {
    return all.length == 0 ? all : java.util.Arrays.copyOfRange(all, from, from + length);
  }

  private static void requireFinite(List<RowOutcome> rows) {
    var bad =
        rows.stream()
            .filter(r -> !Double.isFinite(r.loss()))
            .map(r -> r.example().place() + " (loss " + r.loss() + ")")
            .toList();
    if (!bad.isEmpty()) throw new NonFiniteLoss(String.join(", ", bad));
  }
}
