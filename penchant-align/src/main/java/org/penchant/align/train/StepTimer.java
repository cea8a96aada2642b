package org.penchant.align.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penchant.align.lm.CausalLm;
import org.penchant.align.lm.PackedBatch;
import org.penchant.align.lm.TokenSequence;
import org.penchant.align.objective.Anchor;
import org.penchant.align.objective.Need;
import org.penchant.align.objective.Objective;
import org.penchant.align.reference.CachedReference;
import org.penchant.align.reference.Reference;
import org.penchant.torch.optim.AdamW;

/**
 * Times a few optimiser steps at learning rate 0 in memory: nothing is written and no weight
 * changes.
 *
 * @param policy the model
 * @param objective what is asked of it
 * @param options batch size and tokens of a forward pass
 */
public record StepTimer(CausalLm policy, Objective objective, TrainOptions options) {
  /**
   * What was measured.
   *
   * @param secondsPerTrainedToken of a step, over the tokens its sequences hold together
   * @param secondsPerScoredToken of a forward pass alone
   * @param steps timed
   */
  public record Timing(double secondsPerTrainedToken, double secondsPerScoredToken, int steps) {}

  /**
   * Times.
   *
   * @param rows as {@link Example#prepare} gives them, at least one
   * @param steps to time, behind one that warms up; fewer if the rows run out
   */
  public Timing time(List<Example> rows, int steps) {
    var batches = new ArrayList<List<Example>>();
    for (int at = 0; at < rows.size() && batches.size() <= steps; at += options.batchSize())
      batches.add(rows.subList(at, Math.min(rows.size(), at + options.batchSize())));
    if (batches.size() == 1) batches.add(batches.getFirst());
    var groups = new ArrayList<List<TokenSequence>>();
    for (var batch : batches) groups.addAll(groups(batch));
    score(groups(batches.getFirst()));
    long began = System.nanoTime();
    var scored = score(groups);
    double scoring = seconds(began) / PackedBatch.usefulTokens(groups);
    Optional<Reference> reference =
        objective.needs().contains(new Need.ReferenceLogps())
            ? Optional.of(scored)
            : Optional.empty();
    var pass = new Pass(policy, objective, reference, options.maxTokens());
    long tokens = 0;
    try (var adam = new AdamW(options.adam().withWeightDecay(0), policy.parameters(), _ -> false)) {
      step(pass, batches.getFirst(), adam);
      began = System.nanoTime();
      for (var batch : batches.subList(1, batches.size())) {
        step(pass, batch, adam);
        tokens += PackedBatch.usefulTokens(batch.stream().map(Example::group).toList());
      }
    }
    return new Timing(seconds(began) / tokens, scoring, batches.size() - 1);
  }

  private static void step(Pass pass, List<Example> batch, AdamW adam) {
    pass.train(batch, 0, Anchor.START);
    adam.gradientNorm();
    adam.step(0, 1);
  }

  private CachedReference score(List<List<TokenSequence>> groups) {
    return CachedReference.compute(policy, groups, options.maxTokens(), _ -> {});
  }

  private static List<List<TokenSequence>> groups(List<Example> rows) {
    var groups = new ArrayList<List<TokenSequence>>();
    for (var row : rows) {
      groups.add(row.group());
      row.mismatched().ifPresent(other -> groups.add(List.of(other)));
    }
    return groups;
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }
}
