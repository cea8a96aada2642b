package org.penchant.align.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.reward.RewardPass;
import org.penchant.align.reward.RewardRow;
import org.penchant.align.reward.mix.HeadGradient;
import org.penchant.torch.tensor.Tensor;

/**
 * What joins the steps of a reward model's training beside the loss of its rows: other batches,
 * weights of rows, a further loss, or work around the gradient. Several may join one training.
 */
public interface StepPart {
  /** Called before each step with the number of steps taken. */
  default void begin(long step) {}

  /** Which rows each step sees, where this part decides that. */
  default Optional<Batches> batches(TrainOptions options) {
    return Optional.empty();
  }

  /** The gradient of every row of a step by the head's last map, found when asked for. */
  @FunctionalInterface
  interface HeadGradients {
    List<HeadGradient> ofRows();
  }

  /**
   * Rows of a step as they should count.
   *
   * @param numbers of the rows
   * @param rows of the step
   */
  default List<RewardRow> weighed(int[] numbers, List<RewardRow> rows, HeadGradients gradients) {
    return rows;
  }

  /**
   * A scalar whose gradient joins that of a pass; nothing if there is none.
   *
   * @param rows of the pass
   * @param share of the step's rows that these are
   */
  default Optional<Tensor> added(RewardPass pass, List<RewardRow> rows, double share) {
    return Optional.empty();
  }

  /** Runs what adds the step's gradient, once. */
  default void around(Runnable gradient) {
    gradient.run();
  }

  /** Puts what it found into a step's metrics. */
  default void report(Map<String, Double> metrics) {}

  /** Called after the optimiser's step. */
  default void end() {}

  /** Tensors that checkpoints keep, by name; the same throughout. */
  default Map<String, Tensor> state() {
    return Map.of();
  }

  /** Called when a checkpoint's values stand in {@link #state}. */
  default void restored() {}
}
