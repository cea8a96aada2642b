package org.penchant.align.train;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.penchant.align.curate.score.Survey;
import org.penchant.align.lm.CausalLm;
import org.penchant.align.objective.Objective;
import org.penchant.align.reference.Reference;

/**
 * Clean pairs by an objective, then noisy pairs by comparisons (arXiv 2505.05465). The pairs are
 * split by the policy as it is before the first stage. A clean stage that runs to convergence has
 * displaced already, and the second does not repair that: stop it early.
 *
 * @param objective of the clean stage
 * @param options of the clean stage
 * @param noisy the second stage
 * @param tau split, nats
 */
public record TwoStages(
    Objective objective, TrainOptions options, ComparisonStage noisy, double tau) {

  /**
   * What both stages did.
   *
   * @param split the pairs of each
   * @param clean empty if no pair was clean
   */
  public record Result(
      NoisyPairs split, Optional<Trainer.Result> clean, ComparisonStage.Result noisy) {}

  /**
   * Runs both stages.
   *
   * @param pairs of one prompt each
   * @param reference makes the clean stage's reference from its rows, if the objective needs one
   * @param store of the clean stage
   */
  public Result run(
      CausalLm policy,
      List<Example> pairs,
      Function<List<Example>, Optional<Reference>> reference,
      RunStore store,
      Trainer.Listener first,
      ComparisonStage.Listener second)
      throws IOException {
    var split = NoisyPairs.of(pairs, Survey.of(policy, options.maxTokens()), tau);
    Optional<Trainer.Result> clean = Optional.empty();
    if (!split.clean().isEmpty()) {
      var rows = Example.prepare(objective, split.clean());
      var compared = reference.apply(rows);
      try (var trainer = new Trainer(policy, objective, compared, options)) {
        clean = Optional.of(trainer.train(rows, List.of(), store, first));
      } finally {
        compared.ifPresent(Reference::close);
      }
    }
    return new Result(split, clean, noisy.run(policy, split.noisy(), second));
  }
}
