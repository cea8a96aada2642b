package org.penchant.align.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.objective.Context;
import org.penchant.align.reward.RewardModel;
import org.penchant.align.reward.RewardPass;
import org.penchant.align.reward.RewardRow;
import org.penchant.align.reward.States;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/**
 * Trains a reward model through the {@link Loop}.
 *
 * @param model what trains; stays the caller's
 * @param states where features come from
 * @param behind parameters behind the features that train with it, by name
 * @param loss what is asked
 * @param options of the loop
 */
public record RewardTrainer(
    RewardModel model,
    States states,
    Map<String, Tensor> behind,
    RewardLoss loss,
    TrainOptions options) {
  /** Rows of one pass without gradients. */
  private static final int PASS = 1024;

  /** Trains a model on features that do not train. */
  public static RewardTrainer of(
      RewardModel model, States states, RewardLoss loss, TrainOptions options) {
    return new RewardTrainer(model, states, Map.of(), loss, options);
  }

  /**
   * Trains from the newest checkpoint or from the beginning.
   *
   * @throws org.penchant.core.problems.ProblemsException naming rows whose labels of steps are not
   *     as many as their steps
   */
  public Trainer.Result train(
      List<RewardRow> rows, List<RewardRow> evaluation, RunStore store, Trainer.Listener listener)
      throws IOException {
    requireAsManySteps(rows, evaluation);
    return Loop.run(new Rows(rows, evaluation), options, store, listener);
  }

  private void requireAsManySteps(List<RewardRow> rows, List<RewardRow> evaluation) {
    if (!model.head().stepwise() || loss.objective().isPresent()) return;
    var problems = new Problems();
    for (var part : List.of(rows, evaluation))
      for (var row : part) {
        int steps = states.positions(row.items()[0]);
        if (steps != row.labels().length)
          problems.error(
              row.place(),
              row.labels().length + " labels, " + steps + " steps",
              "every label needs its step, and every step a label",
              "embed with --steps, or leave the responses whole: --truncation prompt or drop");
      }
    problems.throwIfErrors(ExitCode.BAD_DATA);
  }

  /** What the model says of rows now. */
  public List<RewardOutcome> outcomes(List<RewardRow> rows) {
    return outcomes(rows, language(rows));
  }

  private List<RewardOutcome> outcomes(List<RewardRow> rows, LanguageMean language) {
    var found = new ArrayList<RewardOutcome>(rows.size());
    for (int from = 0; from < rows.size(); from += PASS)
      found.addAll(
          pass(
              rows.subList(from, Math.min(rows.size(), from + PASS)),
              Context.NONE,
              false,
              language));
    return found;
  }

  private LanguageMean language(List<RewardRow> rows) {
    return new LanguageMean(states, rows.stream().map(RewardRow::all).toList());
  }

  private List<RewardOutcome> pass(
      List<RewardRow> rows, Context context, boolean train, LanguageMean language) {
    var outcomes = new ArrayList<RewardOutcome>(rows.size());
    var items = rows.stream().map(RewardRow::all).toList();
    int at = 0;
    for (var run : states.split(items)) {
      var part = rows.subList(at, at + run.size());
      outcomes.addAll(run(part, context, rows.size(), train, language));
      at += part.size();
    }
    return outcomes;
  }

  private List<RewardOutcome> run(
      List<RewardRow> rows, Context context, double divisor, boolean train, LanguageMean language) {
    try (var scope = TensorScope.open()) {
      var pass = new RewardPass(model, states, rows, train);
      var found =
          loss.of(
              model.head(),
              Math.max(1, model.users().size()),
              rows,
              pass.outputs(),
              pass.tables(),
              context,
              divisor,
              train);
      var outcomes = new ArrayList<RewardOutcome>(rows.size());
      for (int i = 0; i < rows.size(); i++)
        outcomes.add(new RewardOutcome(rows.get(i), found.losses()[i], found.utilities()[i]));
      requireFinite(outcomes);
      language.add(pass.language());
      if (train) pass.backward(found.byOutputs(), found.byTables(), language.slope());
      return outcomes;
    }
  }

  private static void requireFinite(List<RewardOutcome> rows) {
    var bad =
        rows.stream()
            .filter(r -> !Double.isFinite(r.loss()))
            .map(r -> r.row().place() + " (loss " + r.loss() + ")")
            .toList();
    if (!bad.isEmpty()) throw new Pass.NonFiniteLoss(String.join(", ", bad));
  }

  private static Map<String, Double> metrics(List<RewardOutcome> rows, LanguageMean language) {
    double loss = rows.stream().mapToDouble(RewardOutcome::loss).sum() / rows.size();
    var metrics = RewardOutcome.metrics(loss, rows);
    language.into(metrics);
    return metrics;
  }

  /** A reward model as a learner. */
  private final class Rows implements Learner {
    private final List<RewardRow> rows;
    private final List<RewardRow> evaluation;

    Rows(List<RewardRow> rows, List<RewardRow> evaluation) {
      this.rows = rows;
      this.evaluation = evaluation;
    }

    @Override
    public Map<String, Tensor> parameters() {
      var all = new LinkedHashMap<>(model.parameters());
      all.putAll(behind);
      return all;
    }

    @Override
    public int rows() {
      return rows.size();
    }

    @Override
    public Map<String, Double> train(int[] numbers, double progress) {
      var picked = pick(numbers);
      var language = language(picked);
      return metrics(pass(picked, Context.NONE.withProgress(progress), true, language), language);
    }

    @Override
    public Optional<Map<String, Double>> evaluate(double progress) {
      if (evaluation.isEmpty()) return Optional.empty();
      var language = language(evaluation);
      return Optional.of(metrics(outcomes(evaluation, language), language));
    }

    @Override
    public String places(int[] numbers) {
      return String.join(", ", pick(numbers).stream().limit(8).map(RewardRow::place).toList());
    }

    private List<RewardRow> pick(int[] numbers) {
      return Arrays.stream(numbers).mapToObj(rows::get).toList();
    }
  }
}
