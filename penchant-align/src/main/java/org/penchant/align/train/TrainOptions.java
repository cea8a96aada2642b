package org.penchant.align.train;

import org.penchant.torch.optim.AdamW;

/**
 * How to train.
 *
 * @param batchSize rows of one optimiser step
 * @param maxTokens tokens of one forward pass; a step of more is split and its gradients added up
 * @param epochs passes over the data, used when {@code maxSteps} is 0
 * @param maxSteps optimiser steps, or 0
 * @param learningRate of every step
 * @param adam the optimiser's constants
 * @param maxGradNorm gradients are scaled down to this norm; 0 for never
 * @param evalEvery steps between evaluations, 0 for at the end only
 * @param saveEvery steps between checkpoints, 0 for none
 * @param patience evaluations without a lower loss before stopping early, 0 for never
 * @param seed root of all random streams
 * @param checkpointing whether the backward pass computes each layer's intermediates again instead
 *     of keeping them: less memory, more time
 * @param ordered whether rows are seen in their order, not shuffled anew in every epoch
 * @param lastSaved whether a checkpoint is kept of the last step
 */
public record TrainOptions(
    int batchSize,
    int maxTokens,
    double epochs,
    long maxSteps,
    LearningRate learningRate,
    AdamW.Options adam,
    double maxGradNorm,
    int evalEvery,
    int saveEvery,
    int patience,
    long seed,
    boolean checkpointing,
    boolean ordered,
    boolean lastSaved) {
  public TrainOptions {
    atLeast("batch size", batchSize, 1);
    atLeast("max tokens", maxTokens, 1);
    atLeast("max steps", maxSteps, 0);
    atLeast("eval every", evalEvery, 0);
    atLeast("save every", saveEvery, 0);
    atLeast("patience", patience, 0);
    if (!(epochs > 0)) throw new IllegalArgumentException("epochs = " + epochs + ", must be > 0");
    if (!(maxGradNorm >= 0))
      throw new IllegalArgumentException("max grad norm = " + maxGradNorm + ", must be >= 0");
  }

  public static TrainOptions defaults() {
    return new TrainOptions(
        16,
        8192,
        1,
        0,
        new LearningRate(1e-5, LearningRate.Shape.COSINE, 0.1),
        AdamW.Options.defaults(),
        1,
        0,
        0,
        0,
        0,
        false,
        false,
        false);
  }

  public TrainOptions withBatch(int rows, int tokens) {
    return new TrainOptions(
        rows,
        tokens,
        epochs,
        maxSteps,
        learningRate,
        adam,
        maxGradNorm,
        evalEvery,
        saveEvery,
        patience,
        seed,
        checkpointing,
        ordered,
        lastSaved);
  }

  public TrainOptions withLearningRate(LearningRate rate) {
    return new TrainOptions(
        batchSize,
        maxTokens,
        epochs,
        maxSteps,
        rate,
        adam,
        maxGradNorm,
        evalEvery,
        saveEvery,
        patience,
        seed,
        checkpointing,
        ordered,
        lastSaved);
  }

  public TrainOptions withEpochs(double passes) {
    return new TrainOptions(
        batchSize,
        maxTokens,
        passes,
        maxSteps,
        learningRate,
        adam,
        maxGradNorm,
        evalEvery,
        saveEvery,
        patience,
        seed,
        checkpointing,
        ordered,
        lastSaved);
  }

  public TrainOptions withSteps(long steps) {
    return new TrainOptions(
        batchSize,
        maxTokens,
        epochs,
        steps,
        learningRate,
        adam,
        maxGradNorm,
        evalEvery,
        saveEvery,
        patience,
        seed,
        checkpointing,
        ordered,
        lastSaved);
  }

  public TrainOptions withSeed(long root) {
    return new TrainOptions(
        batchSize,
        maxTokens,
        epochs,
        maxSteps,
        learningRate,
        adam,
        maxGradNorm,
        evalEvery,
        saveEvery,
        patience,
        root,
        checkpointing,
        ordered,
        lastSaved);
  }

  public TrainOptions withIntervals(int eval, int save, int evaluationsWithoutGain) {
    return new TrainOptions(
        batchSize,
        maxTokens,
        epochs,
        maxSteps,
        learningRate,
        adam,
        maxGradNorm,
        eval,
        save,
        evaluationsWithoutGain,
        seed,
        checkpointing,
        ordered,
        lastSaved);
  }

  public TrainOptions withCheckpointing(boolean value) {
    return new TrainOptions(
        batchSize,
        maxTokens,
        epochs,
        maxSteps,
        learningRate,
        adam,
        maxGradNorm,
        evalEvery,
        saveEvery,
        patience,
        seed,
        value,
        ordered,
        lastSaved);
  }

  /** Optimiser steps of a run over {@code rows} rows; the last step of an epoch may be short. */
  public long totalSteps(int rows) {
    if (maxSteps > 0) return maxSteps;
    long perEpoch = (rows + batchSize - 1L) / batchSize;
    return Math.max(1, Math.round(epochs * perEpoch));
  }

  private static void atLeast(String name, long value, long least) {
    if (value < least)
      throw new IllegalArgumentException(name + " = " + value + ", must be at least " + least);
  }

  public TrainOptions withOrdered() {
    return with(true, lastSaved);
  }

  public TrainOptions withLastSaved() {
    return with(ordered, true);
  }

  private TrainOptions with(boolean inOrder, boolean last) {
    return new TrainOptions(
        batchSize,
        maxTokens,
        epochs,
        maxSteps,
        learningRate,
        adam,
        maxGradNorm,
        evalEvery,
        saveEvery,
        patience,
        seed,
        checkpointing,
        inOrder,
        last);
  }
}
