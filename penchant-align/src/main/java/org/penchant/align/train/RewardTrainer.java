package org.penchant.align.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.penchant.align.objective.Context;
import org.penchant.align.reward.RewardModel;
import org.penchant.align.reward.RewardPass;
import org.penchant.align.reward.RewardRow;
import org.penchant.align.reward.States;
import org.penchant.align.reward.mix.HeadGradient;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.torch.tensor.GradMode;
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
 * @param parts what joins the steps beside the loss of rows; they stay the caller's
 */
public record RewardTrainer(
    RewardModel model,
    States states,
    Map<String, Tensor> behind,
    RewardLoss loss,
    TrainOptions options,
    List<StepPart> parts) {
  /** Rows of one pass without gradients. */
  private static final int PASS = 1024;

  public RewardTrainer {
    parts = List.copyOf(parts);
  }

  /** Trains a model on features that do not train. */
  public static RewardTrainer of(
      RewardModel model, States states, RewardLoss loss, TrainOptions options) {
    return new RewardTrainer(model, states, Map.of(), loss, options, List.of());
  }

  /** Of another model of the same features. */
  public RewardTrainer withModel(RewardModel other) {
    return new RewardTrainer(other, states, behind, loss, options, parts);
  }

  /** With further parts, after those there are. */
  public RewardTrainer with(StepPart... more) {
    var all = new ArrayList<>(parts);
    all.addAll(List.of(more));
    return new RewardTrainer(model, states, behind, loss, options, all);
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
    return Loop.run(new RewardLearner(this, rows, evaluation), options, store, listener);
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

  /** The same, gathering their language-model term. */
  List<RewardOutcome> outcomes(List<RewardRow> rows, LanguageMean language) {
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

  /** The language-model term of rows, to be gathered. */
  LanguageMean language(List<RewardRow> rows) {
    return new LanguageMean(states, rows.stream().map(RewardRow::all).toList());
  }

  /** Losses of rows and, in training, their gradients. */
  List<RewardOutcome> pass(List<RewardRow> rows, Context context, boolean train) {
    return pass(rows, context, train, language(rows));
  }

  /** The same, gathering their language-model term. */
  List<RewardOutcome> pass(
      List<RewardRow> rows, Context context, boolean train, LanguageMean language) {
    var outcomes = new ArrayList<RewardOutcome>(rows.size());
    for (var part : runs(rows)) outcomes.addAll(run(part, context, rows.size(), train, language));
    return outcomes;
  }

  /** The gradient of every row's loss by the head's last map. */
  List<HeadGradient> headGradients(List<RewardRow> rows, Context context) {
    var found = new ArrayList<HeadGradient>(rows.size());
    for (var part : runs(rows))
      try (var scope = TensorScope.open()) {
        var pass = new RewardPass(model, states, part, false);
        var losses = losses(pass, part, context, 1, true);
        found.addAll(pass.headGradients(losses.losses(), losses.byOutputs()));
      }
    return found;
  }

  private List<List<RewardRow>> runs(List<RewardRow> rows) {
    var runs = new ArrayList<List<RewardRow>>();
    int at = 0;
    for (var run : states.split(rows.stream().map(RewardRow::all).toList())) {
      runs.add(rows.subList(at, at + run.size()));
      at += run.size();
    }
    return runs;
  }

  private RewardLoss.Found losses(
      RewardPass pass, List<RewardRow> rows, Context context, double divisor, boolean wanted) {
    int users = Math.max(1, model.users().size());
    return loss.of(
        model.head(), users, rows, pass.outputs(), pass.tables(), context, divisor, wanted);
  }

  private List<RewardOutcome> run(
      List<RewardRow> rows, Context context, double divisor, boolean train, LanguageMean language) {
    try (var scope = TensorScope.open()) {
      var pass = new RewardPass(model, states, rows, train);
      var found = losses(pass, rows, context, divisor, train);
      var outcomes = new ArrayList<RewardOutcome>(rows.size());
      for (int i = 0; i < rows.size(); i++)
        outcomes.add(
            new RewardOutcome(
                rows.get(i), found.losses()[i], found.utilities()[i], found.expected()[i]));
      requireFinite(outcomes);
      language.add(pass.language());
      if (train)
        pass.backward(
            found.byOutputs(),
            found.byTables(),
            language.slope(),
            added(pass, rows, rows.size() / divisor));
      return outcomes;
    }
  }

  private List<Tensor> added(RewardPass pass, List<RewardRow> rows, double share) {
    try (var _ = GradMode.enabled()) {
      return parts.stream().flatMap(p -> p.added(pass, rows, share).stream()).toList();
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
}
