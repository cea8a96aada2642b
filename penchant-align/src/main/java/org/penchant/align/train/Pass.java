package org.penchant.align.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penchant.align.lm.CausalLm;
import org.penchant.align.lm.LogProbs;
import org.penchant.align.lm.PackedBatch;
import org.penchant.align.lm.Signal;
import org.penchant.align.lm.Statistic;
import org.penchant.align.lm.Teachers;
import org.penchant.align.lm.TokenSequence;
import org.penchant.align.objective.Anchor;
import org.penchant.align.objective.Batch;
import org.penchant.align.objective.Context;
import org.penchant.align.objective.Need;
import org.penchant.align.objective.Objective;
import org.penchant.align.objective.Row;
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
 * @param teachers whom signals compare the policy with
 * @param head tells the levels of copies, if the objective has them; at 0 if there is none
 * @param maxTokens tokens of one packing
 * @param checkpointing as {@link CausalLm#forward} has it
 */
record Pass(
    CausalLm policy,
    Objective objective,
    Optional<Reference> reference,
    Teachers teachers,
    Optional<DegreeHead> head,
    int maxTokens,
    boolean checkpointing) {

  /** A pass that keeps its intermediates and asks no teacher. */
  Pass(CausalLm policy, Objective objective, Optional<Reference> reference, int maxTokens) {
    this(policy, objective, reference, Teachers.none(), Optional.empty(), maxTokens, false);
  }

  /**
   * All rows of a pass.
   *
   * @param context what they shared
   * @param step all of them in scalars, where the objective looks at whole steps
   */
  record Outcome(double loss, List<RowOutcome> rows, Context context, List<Row> step) {}

  /** Training met a loss that is not a number; the policy was not changed by this step. */
  static final class NonFiniteLoss extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NonFiniteLoss(String places) {
      super(places);
    }
  }

  /** Losses without gradients; the anchor stays as it is. */
  Outcome evaluate(List<Example> rows, double progress, Anchor anchor) {
    return run(rows, progress, anchor, false);
  }

  /**
   * Losses, and their gradients added to the policy's parameters; a tracked anchor moves first.
   *
   * @throws NonFiniteLoss naming the rows, before any gradient of their packing is added
   */
  Outcome train(List<Example> rows, double progress, Anchor anchor) {
    return run(rows, progress, anchor, true);
  }

  private Outcome run(List<Example> rows, double progress, Anchor anchor, boolean train) {
    var needs = objective.needs();
    double baseline = needs.contains(new Need.KlBaseline()) ? baseline(rows) : 0;
    long good = rows.stream().filter(Example::good).count();
    var context =
        Context.NONE
            .withBaseline(baseline)
            .withProgress(progress)
            .withGoodShare((double) good / rows.size())
            .withAnchor(anchor);
    var packings = PackedBatch.split(rows.stream().map(Example::group).toList(), maxTokens);
    List<Row> whole = needs.contains(new Need.WholeStep()) ? whole(rows, packings) : List.of();
    for (var need : needs)
      if (train && need instanceof Need.TrackedAnchor tracked)
        context = context.withAnchor(tracked(tracked.momentum(), anchor, whole));
    long tokens = rows.stream().mapToLong(r -> r.sequences().getFirst().trained()).sum();
    double divisor = objective.aggregation().divisor(rows.size(), tokens);
    var outcomes = new ArrayList<RowOutcome>();
    int at = 0;
    for (var groups : packings) {
      var part = rows.subList(at, at + groups.size());
      outcomes.addAll(step(part, groups, context.withStep(whole, at), divisor, train));
      at += groups.size();
    }
    double total = 0;
    for (var outcome : outcomes) total += outcome.loss();
    return new Outcome(total / divisor, outcomes, context, whole);
  }

  private Anchor tracked(double momentum, Anchor anchor, List<Row> rows) {
    var reward = objective.reward().orElseThrow();
    return anchor.tracked(
        momentum,
        rows.stream().map(row -> reward.of(row.first())).toList(),
        rows.stream().map(Row::good).toList());
  }

  /** All rows in scalars: a pass of its own, so that packings cannot change a loss over a step. */
  private List<Row> whole(List<Example> rows, List<List<List<TokenSequence>>> packings) {
    var all = new ArrayList<Row>();
    int at = 0;
    for (var groups : packings) {
      try (var scope = TensorScope.open()) {
        var packed = PackedBatch.of(groups);
        Tensor tokens = LogProbs.of(policy, packed, false, Set.of()).tokens();
        var refs = reference.map(r -> r.tokens(packed, groups));
        var part = rows.subList(at, at + groups.size());
        all.addAll(
            StepBatch.of(
                    part, packed, tokens, refs, Map.of(), Map.of(), Optional.empty(), Context.NONE)
                .scalars());
      }
      at += groups.size();
    }
    return all;
  }

  private List<RowOutcome> step(
      List<Example> rows,
      List<List<TokenSequence>> groups,
      Context context,
      double divisor,
      boolean train) {
    try (var scope = TensorScope.open();
        var _ = GradMode.enabled()) {
      var packed = PackedBatch.of(groups);
      var wanted = Wanted.by(objective, teachers);
      var logProbs =
          train
              ? LogProbs.training(policy, packed, checkpointing, wanted)
              : LogProbs.of(policy, packed, false, wanted);
      Tensor leaf = logProbs.tokens().requiresGrad(train);
      var signals = Wanted.signals(objective, logProbs, train);
      var refs = reference.map(r -> r.tokens(packed, groups));
      var copies = CopyStates.of(rows, packed, logProbs, objective, train);
      var degrees = copies.map(c -> c.degrees(head));
      var batch =
          StepBatch.of(
              rows, packed, leaf, refs, Wanted.calibration(logProbs), signals, degrees, context);
      Tensor losses = objective.of(batch);
      var outcomes = outcomes(rows, batch, losses, logProbs);
      requireFinite(outcomes);
      if (train) {
        losses.sum().mul(1 / divisor).backward();
        backward(logProbs, leaf, signals, copies.flatMap(c -> c.gradient(logProbs)));
      }
      return outcomes;
    }
  }

  private static void backward(
      LogProbs logProbs, Tensor leaf, Map<Signal, Tensor> signals, Optional<Tensor> byPredictor) {
    var felt = new HashMap<Signal, Tensor>();
    signals.forEach((signal, values) -> {
      if (values.hasGrad()) felt.put(signal, values.grad());
    });
    if (!leaf.hasGrad() && felt.isEmpty() && byPredictor.isEmpty()) return;
    Tensor derivative = leaf.hasGrad() ? leaf.grad() : Tensor.zeros(leaf.type(), leaf.shape());
    logProbs.backward(derivative, felt, byPredictor);
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
      var degrees = degrees(batch);
      var outcomes = new ArrayList<RowOutcome>();
      for (int i = 0; i < rows.size(); i++) {
        int[] members = batch.members()[i];
        int[] order = Arrays.stream(rows.get(i).bestWorstOthers()).map(k -> members[k]).toArray();
        double uncertainty = 0;
        for (int s : order) uncertainty += entropy[s];
        outcomes.add(
            new RowOutcome(
                rows.get(i),
                loss[i],
                pick(logps, order),
                pick(refs, order),
                pick(rewards, order),
                Arrays.stream(order).map(s -> (int) batch.lengths()[s]).toArray(),
                at(varying, i),
                degrees.get(i),
                uncertainty));
      }
      return outcomes;
    }
  }

  private static List<Optional<RowOutcome.Degree>> degrees(Batch batch) {
    var found = new ArrayList<Optional<RowOutcome.Degree>>();
    int n = batch.rows();
    double[] losses = batch.degrees().map(d -> d.losses(n).toDoubles()).orElse(new double[n]);
    double[] right = batch.degrees().map(d -> d.accuracies(n).toDoubles()).orElse(new double[n]);
    double[] counts = batch.degrees().map(d -> d.counts(n)).orElse(new double[n]);
    for (int i = 0; i < n; i++)
      found.add(
          counts[i] == 0
              ? Optional.empty()
              : Optional.of(new RowOutcome.Degree(losses[i], right[i])));
    return found;
  }

  private static Map<String, Double> at(Map<String, double[]> columns, int row) {
    var values = new HashMap<String, Double>();
    columns.forEach((name, all) -> values.put(name, all.length == 1 ? all[0] : all[row]));
    return values;
  }

  private static double[] pick(double[] all, int[] which) {
    return all.length == 0 ? all : Arrays.stream(which).mapToDouble(s -> all[s]).toArray();
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
