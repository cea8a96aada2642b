package org.penchant.align.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penchant.align.objective.Anchor;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.torch.optim.AdamW;
import org.penchant.torch.tensor.Tensor;

/**
 * The offline loop: each step takes the next rows, has the learner add up their gradients, clips
 * and steps. It stops at the first loss or gradient that is not finite, with the parameters of the
 * last finite step, and goes on from the newest checkpoint as if it had never stopped.
 */
final class Loop {
  private final Learner learner;
  private final TrainOptions options;
  private final RunStore store;
  private final Trainer.Listener listener;
  private final AdamW optimiser;
  private final long total;
  private final List<Map<String, Double>> history = new ArrayList<>();
  private final Map<Long, Map<String, Double>> evaluations = new LinkedHashMap<>();
  private long step;
  private double bestLoss = Double.POSITIVE_INFINITY;
  private long bestStep;
  private int withoutGain;

  private Loop(
      Learner learner,
      TrainOptions options,
      RunStore store,
      Trainer.Listener listener,
      AdamW optimiser) {
    this.learner = learner;
    this.options = options;
    this.store = store;
    this.listener = listener;
    this.optimiser = optimiser;
    this.total = options.totalSteps(learner.rows());
  }

  /** Trains from the newest checkpoint or from the beginning. */
  static Trainer.Result run(
      Learner learner, TrainOptions options, RunStore store, Trainer.Listener listener)
      throws IOException {
    try (var optimiser =
        new AdamW(options.adam(), learner.parameters(), name -> !isNormOrBias(name))) {
      return new Loop(learner, options, store, listener, optimiser).run();
    }
  }

  private Trainer.Result run() throws IOException {
    restore();
    try {
      steps();
    } catch (Pass.NonFiniteLoss bad) {
      throw nonFinite("loss", String.valueOf(bad.getMessage()));
    }
    return new Trainer.Result(
        step, total, history, evaluations, step < total, optimiser.withoutGradient());
  }

  private void steps() throws IOException {
    var batches = learner.batches(options);
    if (step == 0) {
      learner.begin(batches.rows(0));
      evaluate();
    }
    while (step < total && !outOfPatience()) {
      var metrics = step(batches.rows(step));
      step++;
      learner.afterStep(step);
      history.add(metrics);
      store.logStep(step, metrics);
      listener.step(step, total, metrics);
      boolean last = step == total;
      if (last || due(options.evalEvery())) evaluate();
      if (due(options.saveEvery()) || (last && options.intervals().lastSaved())) save();
    }
  }

  private Map<String, Double> step(int[] rows) {
    learner.beforeStep(step);
    var metrics = learner.train(rows, (double) step / total);
    double norm = optimiser.gradientNorm();
    if (!Double.isFinite(norm)) throw nonFinite("gradient norm " + norm, learner.places(rows));
    double most = options.maxGradNorm();
    double rate = options.learningRate().at(step, total);
    optimiser.step(rate, most > 0 && norm > most ? most / norm : 1);
    metrics.put("grad_norm", norm);
    metrics.put("learning_rate", rate);
    return metrics;
  }

  private void evaluate() throws IOException {
    var found = learner.evaluate((double) step / total);
    if (found.isEmpty()) return;
    var metrics = found.get();
    evaluations.put(step, metrics);
    double loss = metrics.getOrDefault("loss", Double.NaN);
    if (loss < bestLoss) {
      bestLoss = loss;
      bestStep = step;
      withoutGain = 0;
    } else withoutGain++;
    store.logEvaluation(step, metrics);
    listener.evaluated(step, metrics);
  }

  private boolean outOfPatience() {
    return options.patience() > 0 && withoutGain >= options.patience();
  }

  private boolean due(int every) {
    return every > 0 && step % every == 0;
  }

  private void save() throws IOException {
    store.save(step, bestLoss, bestStep, withoutGain, learner.anchor(), tensors());
  }

  private void restore() throws IOException {
    var state = store.restore(tensors(), history, evaluations);
    if (state.isEmpty()) return;
    optimiser.resumeAt(state.get().step());
    step = state.get().step();
    bestLoss = state.get().bestLoss();
    bestStep = state.get().bestStep();
    withoutGain = state.get().withoutGain();
    learner.resume(new Anchor(state.get().anchorMean(), state.get().anchorVariance()));
  }

  private Map<String, Map<String, Tensor>> tensors() {
    return Checkpoint.groups(optimiser.parameters(), optimiser.state(), learner.state());
  }

  private ProblemsException nonFinite(String what, String places) {
    return ProblemsException.of(
        ExitCode.NON_FINITE,
        "step " + (step + 1) + ", rows " + places,
        what,
        "training stops at the first value that is not finite; the policy is that of step " + step,
        "lower the learning rate, clip gradients, or look at these rows" + store.hint());
  }

  private static boolean isNormOrBias(String name) {
    return name.endsWith(".bias") || name.contains("norm") || name.contains("ln_");
  }
}
