package org.penchant.align.train;

import java.util.Map;
import java.util.Optional;
import org.penchant.align.objective.Anchor;
import org.penchant.core.random.Seeds;
import org.penchant.torch.tensor.Tensor;

/** What a {@link Loop} trains: parameters, and rows that say how they should move. */
interface Learner {
  /** What trains, by name; the same tensors throughout. */
  Map<String, Tensor> parameters();

  /** Further tensors that checkpoints keep, by name. */
  default Map<String, Tensor> state() {
    return Map.of();
  }

  /** What it tracks over steps beside tensors, which checkpoints keep. */
  default Anchor anchor() {
    return Anchor.START;
  }

  /** Goes on from a checkpoint's anchor. */
  default void resume(Anchor from) {}

  /** Rows to train on, at least one. */
  int rows();

  /** Which rows each step sees: shuffled anew in every epoch, or in the order of the data. */
  default Batches batches(TrainOptions options) {
    return new Sampler(
        rows(), options.batchSize(), new Seeds(options.seed()), options.steps().ordered());
  }

  /** Checks before the first step, with the rows it will see. */
  default void begin(int[] rows) {}

  /** Called before each step with the number of steps taken. */
  default void beforeStep(long step) {}

  /**
   * Adds the gradients of rows to the parameters.
   *
   * @param progress share of steps done, in [0, 1)
   * @return metrics of the step, {@code loss} among them
   * @throws Pass.NonFiniteLoss naming the rows, before any gradient of theirs is added
   */
  Map<String, Double> train(int[] rows, double progress);

  /** Metrics of held-out rows, {@code loss} among them; empty if nothing is held out. */
  Optional<Map<String, Double>> evaluate(double progress);

  /** Called after each optimiser step with the number of steps taken. */
  default void afterStep(long step) {}

  /** Rows as messages name them. */
  String places(int[] rows);
}
