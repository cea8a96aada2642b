package org.penchant.align.train;

import java.io.IOException;
import java.util.Arrays;
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
import org.penchant.torch.tensor.Tensor;

/**
 * Trains a policy with an objective through the {@link Loop}, a step's gradients added up over
 * packings of bounded size. A head that tells levels of copies belongs to it until {@link #close}.
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
    return Loop.run(new Preferences(rows, evaluation), options, store, listener);
  }

  @Override
  public void close() {
    head.ifPresent(h -> h.parameters().values().forEach(Tensor::close));
  }

  /** Metrics of rows under the current policy, without training. */
  public List<RowOutcome> outcomes(List<Example> rows) {
    return rows.isEmpty() ? List.of() : pass.evaluate(rows, 0, anchor).rows();
  }

  /** A policy as a learner of preferences. */
  private final class Preferences implements Learner {
    private final List<Example> rows;
    private final List<Example> evaluation;

    Preferences(List<Example> rows, List<Example> evaluation) {
      this.rows = rows;
      this.evaluation = evaluation;
    }

    @Override
    public Map<String, Tensor> parameters() {
      if (head.isEmpty()) return policy.parameters();
      var all = new LinkedHashMap<>(policy.parameters());
      all.putAll(head.get().parameters());
      return all;
    }

    @Override
    public Map<String, Tensor> state() {
      return reference.map(Reference::state).orElse(Map.of());
    }

    @Override
    public Anchor anchor() {
      return anchor;
    }

    @Override
    public void resume(Anchor from) {
      anchor = from;
    }

    @Override
    public int rows() {
      return rows.size();
    }

    @Override
    public void begin(int[] numbers) {
      checkStepZero(pick(numbers));
    }

    @Override
    public Map<String, Double> train(int[] numbers, double progress) {
      var outcome = pass.train(pick(numbers), progress, anchor);
      anchor = outcome.context().anchor();
      var metrics = Metrics.of(outcome.loss(), outcome.rows());
      if (objective.needs().contains(new Need.KlBaseline()))
        metrics.put("kl", outcome.context().baseline());
      if (!anchor.equals(Anchor.START)) {
        metrics.put("anchor/mean", anchor.mean());
        metrics.put("anchor/variance", anchor.variance());
      }
      return metrics;
    }

    @Override
    public Optional<Map<String, Double>> evaluate(double progress) {
      if (evaluation.isEmpty()) return Optional.empty();
      var outcome = pass.evaluate(evaluation, progress, anchor);
      return Optional.of(Metrics.of(outcome.loss(), outcome.rows()));
    }

    @Override
    public void afterStep(long step) {
      reference.ifPresent(r -> r.afterStep(policy, step));
    }

    @Override
    public String places(int[] numbers) {
      return String.join(", ", pick(numbers).stream().limit(8).map(Example::place).toList());
    }

    private List<Example> pick(int[] numbers) {
      return Arrays.stream(numbers).mapToObj(rows::get).toList();
    }
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
    Arrays.fill(tokens, row.references()[i] / tokens.length);
    return new Response(tokens, tokens);
  }
}
