package org.penchant.align.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.lm.CausalLm;
import org.penchant.align.lm.Teachers;
import org.penchant.align.objective.Anchor;
import org.penchant.align.objective.Need;
import org.penchant.align.objective.Objective;
import org.penchant.align.objective.Response;
import org.penchant.align.objective.Row;
import org.penchant.align.reference.Reference;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.torch.optim.AdamW;
import org.penchant.torch.tensor.Tensor;

/**
 * The offline loop: each step takes the next rows, adds up the objective's gradients over packings
 * of bounded size, clips and steps. It stops at the first loss or gradient that is not finite, with
 * the policy of the last finite step. A head that tells levels of copies belongs to it until {@link
 * #close}.
 */
public final class Trainer implements AutoCloseable {
  /** Log-ratios at step 0 beyond this mean that the policy is not its reference, nats a token. */
  private static final double STEP_ZERO_TOLERANCE = 1e-3;

  private final CausalLm policy;
  private final Objective objective;
  private final Optional<Reference> reference;
  private final TrainOptions options;
  private final Optional<DegreeHead> head;
  private final Pass pass;
  private Anchor anchor = Anchor.START;

  /** A run; {@code reference} must be present if the objective needs one. */
  public Trainer(
      CausalLm policy, Objective objective, Optional<Reference> reference, TrainOptions options) {
    this(policy, objective, reference, Teachers.none(), options);
  }

  /** A run whose objective may compare the policy with teachers, which stay the caller's. */
  public Trainer(
      CausalLm policy,
      Objective objective,
      Optional<Reference> reference,
      Teachers teachers,
      TrainOptions options) {
    this.policy = policy;
    this.objective = objective;
    this.reference = reference;
    this.options = options;
    this.head = DegreeHead.of(objective, policy);
    this.pass =
        new Pass(
            policy,
            objective,
            reference,
            teachers,
            head,
            options.maxTokens(),
            options.steps().checkpointing());
  }

  /**
   * What a run ended with.
   *
   * @param steps taken
   * @param totalSteps planned
   * @param history metrics of every step
   * @param evaluations metrics of every evaluation, by the steps taken before it
   * @param stoppedEarly whether patience ran out
   * @param untrained parameters that no gradient reached in the last step
   */
  public record Result(
      long steps,
      long totalSteps,
      List<Map<String, Double>> history,
      Map<Long, Map<String, Double>> evaluations,
      boolean stoppedEarly,
      List<String> untrained) {}

  /** Told of everything a run does; the run waits for it. */
  public interface Listener {
    default void step(long step, long total, Map<String, Double> metrics) {}

    default void evaluated(long step, Map<String, Double> metrics) {}
  }

  /**
   * Checks before the first step and trains from the newest checkpoint or from the beginning.
   *
   * @param rows as {@link Example#prepare} gives them for this objective; at least one
   * @param evaluation held-out rows, prepared likewise; may be empty
   */
  public Result train(
      List<Example> rows, List<Example> evaluation, RunStore store, Listener listener)
      throws IOException {
    long total = options.totalSteps(rows.size());
    var history = new ArrayList<Map<String, Double>>();
    var evaluations = new LinkedHashMap<Long, Map<String, Double>>();
    try (var optimiser = new AdamW(options.adam(), trained(), name -> !isNormOrBias(name))) {
      var progress = new Progress(store, optimiser, reference, total);
      progress.restore(history, evaluations);
      try {
        loop(rows, evaluation, progress, history, evaluations, listener);
      } catch (Pass.NonFiniteLoss bad) {
        throw nonFinite("loss", String.valueOf(bad.getMessage()), progress.step, store);
      }
      return new Result(
          progress.step,
          total,
          history,
          evaluations,
          progress.step < total,
          optimiser.withoutGradient());
    }
  }

  @Override
  public void close() {
    head.ifPresent(h -> h.parameters().values().forEach(Tensor::close));
  }

  private Map<String, Tensor> trained() {
    if (head.isEmpty()) return policy.parameters();
    var all = new LinkedHashMap<>(policy.parameters());
    all.putAll(head.get().parameters());
    return all;
  }

  private void loop(
      List<Example> rows,
      List<Example> evaluation,
      Progress progress,
      List<Map<String, Double>> history,
      Map<Long, Map<String, Double>> evaluations,
      Listener listener)
      throws IOException {
    var sampler =
        new Sampler(
            rows.size(), options.batchSize(), new Seeds(options.seed()), options.steps().ordered());
    long total = progress.total;
    if (progress.step == 0) {
      checkStepZero(pick(rows, sampler.rows(0)));
      if (!evaluation.isEmpty()) evaluate(evaluation, progress, evaluations, listener);
    }
    while (progress.step < total && !progress.outOfPatience(options.patience())) {
      long step = progress.step;
      var metrics =
          step(pick(rows, sampler.rows(step)), step, total, progress.optimiser, progress.store);
      progress.step++;
      reference.ifPresent(r -> r.afterStep(policy, progress.step));
      history.add(metrics);
      progress.store.logStep(progress.step, metrics);
      listener.step(progress.step, total, metrics);
      boolean last = progress.step == total;
      if (!evaluation.isEmpty() && (last || due(progress.step, options.evalEvery())))
        evaluate(evaluation, progress, evaluations, listener);
      if (due(progress.step, options.saveEvery()) || (last && options.intervals().lastSaved()))
        progress.save();
    }
  }

  /** Metrics of rows under the current policy, without training. */
  public List<RowOutcome> outcomes(List<Example> rows) {
    return rows.isEmpty() ? List.of() : pass.evaluate(rows, 0, anchor).rows();
  }

  private Map<String, Double> step(
      List<Example> rows, long step, long total, AdamW optimiser, RunStore store)
      throws IOException {
    var outcome = pass.train(rows, (double) step / total, anchor);
    anchor = outcome.context().anchor();
    var metrics = Metrics.of(outcome.loss(), outcome.rows());
    double norm = optimiser.gradientNorm();
    if (!Double.isFinite(norm)) {
      String places = String.join(", ", rows.stream().limit(8).map(Example::place).toList());
      throw nonFinite("gradient norm " + norm, places, step, store);
    }
    double most = options.maxGradNorm();
    double rate = options.learningRate().at(step, total);
    optimiser.step(rate, most > 0 && norm > most ? most / norm : 1);
    metrics.put("grad_norm", norm);
    metrics.put("learning_rate", rate);
    if (objective.needs().contains(new Need.KlBaseline()))
      metrics.put("kl", outcome.context().baseline());
    if (!anchor.equals(Anchor.START)) {
      metrics.put("anchor/mean", anchor.mean());
      metrics.put("anchor/variance", anchor.variance());
    }
    return metrics;
  }

  private void evaluate(
      List<Example> rows,
      Progress progress,
      Map<Long, Map<String, Double>> evaluations,
      Listener listener)
      throws IOException {
    var outcome = pass.evaluate(rows, (double) progress.step / progress.total, anchor);
    var metrics = Metrics.of(outcome.loss(), outcome.rows());
    evaluations.put(progress.step, metrics);
    progress.sawEvaluation(outcome.loss());
    progress.store.logEvaluation(progress.step, metrics);
    listener.evaluated(progress.step, metrics);
  }

  /**
   * Where the reference is the policy before training, their likelihoods must agree, and the loss
   * must be the one the scalar form gives for equal likelihoods.
   */
  private void checkStepZero(List<Example> rows) {
    if (reference.isEmpty() || !objective.needs().contains(new Need.ReferenceLogps())) return;
    boolean scalar =
        objective.needs().stream()
            .noneMatch(need ->
                need instanceof Need.TokenStatistic
                    || need instanceof Need.WholeStep
                    || need instanceof Need.Rationales
                    || need instanceof Need.Copies);
    for (var row : pass.evaluate(rows, 0, anchor).rows()) {
      for (int i = 0; i < row.logps().length; i++) {
        double gap = Math.abs(row.logps()[i] - row.references()[i]) / row.lengths()[i];
        if (gap > STEP_ZERO_TOLERANCE)
          throw ProblemsException.of(
              ExitCode.BAD_MODEL,
              row.example().place(),
              gap + " nats a token",
              "policy and reference must agree before the first step",
              "use the policy's own starting weights as reference, or delete a stale cache");
      }
      if (!scalar || !row.example().isPair()) continue;
      double expected = objective.explain(atReference(row)).value();
      if (Math.abs(row.loss() - expected) > 1e-2 * Math.max(1, Math.abs(expected)))
        throw new IllegalStateException(
            row.example().place() + ": loss " + row.loss() + " at step 0, expected " + expected);
    }
  }

  /** The row with the policy equal to its reference, likelihoods spread evenly over tokens. */
  private static Row atReference(RowOutcome row) {
    return Row.pair(even(row, 0), even(row, 1)).withColumns(row.example().columns());
  }

  private static Response even(RowOutcome row, int i) {
    double[] tokens = new double[row.lengths()[i]];
    java.util.Arrays.fill(tokens, row.references()[i] / tokens.length);
    return new Response(tokens, tokens);
  }

  private ProblemsException nonFinite(String what, String places, long step, RunStore store) {
    return ProblemsException.of(
        ExitCode.NON_FINITE,
        "step " + (step + 1) + ", rows " + places,
        what,
        "training stops at the first value that is not finite; the policy is that of step " + step,
        "lower the learning rate, clip gradients, or look at these rows" + store.hint());
  }

  private static boolean due(long step, int every) {
    return every > 0 && step % every == 0;
  }

  private static boolean isNormOrBias(String name) {
    return name.endsWith(".bias") || name.contains("norm") || name.contains("ln_");
  }

  private static List<Example> pick(List<Example> rows, int[] numbers) {
    return java.util.Arrays.stream(numbers).mapToObj(rows::get).toList();
  }

  /** Where a run stands; what a checkpoint holds beside tensors. */
  private final class Progress {
    final RunStore store;
    final AdamW optimiser;
    final Optional<Reference> reference;
    final long total;
    long step;
    double bestLoss = Double.POSITIVE_INFINITY;
    long bestStep;
    int withoutGain;

    Progress(RunStore store, AdamW optimiser, Optional<Reference> reference, long total) {
      this.store = store;
      this.optimiser = optimiser;
      this.reference = reference;
      this.total = total;
    }

    void sawEvaluation(double loss) {
      if (loss < bestLoss) {
        bestLoss = loss;
        bestStep = step;
        withoutGain = 0;
      } else withoutGain++;
    }

    boolean outOfPatience(int patience) {
      return patience > 0 && withoutGain >= patience;
    }

    void save() throws IOException {
      store.save(step, bestLoss, bestStep, withoutGain, anchor, tensors());
    }

    void restore(List<Map<String, Double>> history, Map<Long, Map<String, Double>> evaluations)
        throws IOException {
      var state = store.restore(tensors(), history, evaluations);
      if (state.isEmpty()) return;
      optimiser.resumeAt(state.get().step());
      step = state.get().step();
      bestLoss = state.get().bestLoss();
      bestStep = state.get().bestStep();
      withoutGain = state.get().withoutGain();
      anchor = new Anchor(state.get().anchorMean(), state.get().anchorVariance());
    }

    private Map<String, Map<String, Tensor>> tensors() {
      return Checkpoint.groups(
          optimiser.parameters(),
          optimiser.state(),
          reference.map(Reference::state).orElse(Map.of()));
    }
  }
}
