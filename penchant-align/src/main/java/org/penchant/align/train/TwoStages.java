package org.penchant.align.train;

import java.io.IOException;
import java.util.List;
import org.penchant.align.curate.score.Survey;
import org.penchant.align.lm.CausalLm;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;

/**
 * Clean pairs by an objective, then noisy pairs by comparisons (arXiv 2505.05465). The pairs are
 * split by the policy as it is before the first stage. A clean stage that runs to convergence has
 * displaced already, and the second does not repair that: stop it early.
 *
 * @param noisy the second stage
 * @param tau split, nats
 */
public record TwoStages(ComparisonStage noisy, double tau) {

  /**
   * What both stages did.
   *
   * @param split the pairs of each
   */
  public record Result(NoisyPairs split, Trainer.Result clean, ComparisonStage.Result noisy) {}

  /** Told of everything both stages do. */
  public interface Listener extends Trainer.Listener, ComparisonStage.Listener {
    default void split(int clean, int noisy) {}

    default void estimated(ComparisonStage.Estimate estimate) {}
  }

  /**
   * Runs both stages.
   *
   * @param trainer of the clean stage, on the same policy
   * @param pairs as {@link Example#prepare} gives them
   * @param evaluation held-out pairs of the clean stage
   * @param store of the clean stage
   * @throws ProblemsException if every pair is noisy
   */
  public Result run(
      CausalLm policy,
      Trainer trainer,
      List<Example> pairs,
      List<Example> evaluation,
      RunStore store,
      Listener listener)
      throws IOException {
    var split = NoisyPairs.of(pairs, Survey.of(policy, noisy.maxTokens()), tau);
    listener.split(split.clean().size(), split.noisy().size());
    if (split.clean().isEmpty())
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          "--data",
          pairs.size() + " pairs",
          "every pair is noisy: 0 < log pi(chosen) - log pi(rejected) < " + tau,
          "--set tau with a lower value");
    // Before the first stage, so that a second that cannot run is refused at once.
    listener.estimated(noisy.estimate(policy, split.noisy()));
    var clean = trainer.train(split.clean(), evaluation, store, listener);
    return new Result(split, clean, noisy.run(policy, split.noisy(), listener));
  }
}
