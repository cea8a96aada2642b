package org.penchant.align.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penchant.align.reward.Outputs;
import org.penchant.align.reward.RewardModel;
import org.penchant.align.reward.RewardPass;
import org.penchant.align.reward.RewardRow;
import org.penchant.align.reward.States;
import org.penchant.align.reward.Tables;
import org.penchant.align.reward.meta.MetaStep;
import org.penchant.align.reward.meta.Spread;
import org.penchant.core.random.Seeds;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/**
 * Takes each step's gradient where rewards of the policy's own answers lie farther apart: up the
 * gradient of their spread, and back before the optimiser steps (arXiv 2401.06080). Metric {@code
 * spread} before the ascent, {@code ascent} its length.
 */
public final class MetaAscent implements StepPart {
  private final RewardModel model;
  private final States states;
  private final Map<String, Tensor> parameters;
  private final List<RewardRow> prompts;
  private final MetaStep how;
  private final Batches batches;
  private long step;
  private double spread;
  private double length;

  /**
   * @param behind parameters behind the features that train
   * @param prompts each with two answers or more, whose labels are not read
   * @param perStep prompts of one ascent
   * @throws IllegalArgumentException if there are no prompts, or the head compares pairs only
   */
  public MetaAscent(
      RewardModel model,
      States states,
      Map<String, Tensor> behind,
      List<RewardRow> prompts,
      MetaStep how,
      int perStep,
      Seeds seeds) {
    if (prompts.isEmpty()) throw new IllegalArgumentException("no prompts to ascend on");
    if (model.head().pairsOnly())
      throw new IllegalArgumentException(model.head() + " has no reward of one answer");
    this.model = model;
    this.states = states;
    this.parameters = new LinkedHashMap<>(model.parameters());
    parameters.putAll(behind);
    parameters.values().removeIf(p -> !p.requiresGrad());
    this.prompts = List.copyOf(prompts);
    this.how = how;
    this.batches = new Sampler(prompts.size(), perStep, seeds.child("meta"), false);
  }

  @Override
  public void begin(long taken) {
    step = taken;
  }

  @Override
  public void around(Runnable gradient) {
    if (how.eta() == 0) {
      gradient.run();
      return;
    }
    ascend();
    try (var scope = TensorScope.open();
        var _ = GradMode.disabled()) {
      var before = new LinkedHashMap<Tensor, Tensor>();
      double norm = norm();
      double scale = how.scale(norm);
      length = scale * norm;
      for (var p : parameters.values()) {
        if (!p.hasGrad()) continue;
        before.put(p, p.copy());
        p.addInPlace(p.grad().to(p.type()), scale);
        p.clearGrad();
      }
      try (var _ = GradMode.enabled()) {
        gradient.run();
      } finally {
        before.forEach(Tensor::copyInPlace);
      }
    }
  }

  /** Adds the gradient of the mean spread of some prompts. */
  private void ascend() {
    var rows = new ArrayList<RewardRow>();
    for (int i : batches.rows(step)) rows.add(prompts.get(i));
    spread = 0;
    int at = 0;
    for (var run : states.split(rows.stream().map(RewardRow::all).toList()))
      try (var scope = TensorScope.open()) {
        var part = rows.subList(at, at + run.size());
        at += run.size();
        var pass = new RewardPass(model, states, part, true);
        var byTables = Tables.zeros(model.head().tables(Math.max(1, model.users().size())));
        var by = new ArrayList<Outputs>();
        for (var outputs : pass.outputs()) {
          var slopes = outputs.zeros();
          var utilities = model.head().utilities(outputs, pass.tables());
          double[] all = utilities.values();
          double[] rewards = java.util.Arrays.copyOf(all, outputs.z().length);
          spread += Spread.of(rewards) / rows.size();
          double[] found = java.util.Arrays.copyOf(Spread.slopes(rewards), all.length);
          for (int k = 0; k < found.length; k++) found[k] /= rows.size();
          utilities.backward(found, slopes, byTables);
          by.add(slopes);
        }
        pass.backward(by, byTables, 0, List.of());
      }
  }

  private double norm() {
    double squares = 0;
    for (var p : parameters.values())
      if (p.hasGrad()) squares += p.grad().to(DType.F32).square().sum().item();
    return Math.sqrt(squares);
  }

  @Override
  public void report(Map<String, Double> metrics) {
    if (how.eta() == 0) return;
    metrics.put("spread", spread);
    metrics.put("ascent", length);
  }
}
