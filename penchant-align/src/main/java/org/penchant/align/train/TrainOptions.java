package org.penchant.align.train;

import org.penchant.torch.optim.AdamW;

/**
 * How to train.
 *
 * @param steps what a step sees and how many there are
 * @param learningRate of every step
 * @param adam the optimiser's constants
 * @param maxGradNorm gradients are scaled down to this norm; 0 for never
 * @param intervals when to evaluate, save and stop
 * @param seed root of all random streams
 */
public record TrainOptions(
    Steps steps,
    LearningRate learningRate,
    AdamW.Options adam,
    double maxGradNorm,
    Intervals intervals,
    long seed) {
  /**
   * What a step sees and how many there are.
   *
   * @param batchSize rows of one optimiser step
   * @param maxTokens tokens of one forward pass; a step of more is split and its gradients added up
   * @param epochs passes over the data, used when {@code maxSteps} is 0
   * @param maxSteps optimiser steps, or 0
   * @param ordered whether rows are seen in their order, not shuffled anew in every epoch
   * @param checkpointing whether the backward pass computes each layer's intermediates again
   *     instead of keeping them: less memory, more time
   */
  public record Steps(
      int batchSize,
      int maxTokens,
      double epochs,
      long maxSteps,
      boolean ordered,
      boolean checkpointing) {
    public Steps {
      atLeast("batch size", batchSize, 1);
      atLeast("max tokens", maxTokens, 1);
      atLeast("max steps", maxSteps, 0);
      if (!(epochs > 0)) throw new IllegalArgumentException("epochs = " + epochs + ", must be > 0");
    }
  }

  /**
   * When to evaluate, save and stop.
   *
   * @param evalEvery steps between evaluations, 0 for at the end only
   * @param saveEvery steps between checkpoints, 0 for none
   * @param patience evaluations without a lower loss before stopping early, 0 for never
   * @param lastSaved whether a checkpoint is kept of the last step
   */
  public record Intervals(int evalEvery, int saveEvery, int patience, boolean lastSaved) {
    public Intervals {
      atLeast("eval every", evalEvery, 0);
      atLeast("save every", saveEvery, 0);
      atLeast("patience", patience, 0);
    }
  }

  public TrainOptions {
    if (!(maxGradNorm >= 0))
      throw new IllegalArgumentException("max grad norm = " + maxGradNorm + ", must be >= 0");
  }

  public static TrainOptions defaults() {
    return new TrainOptions(
        new Steps(16, 8192, 1, 0, false, false),
        new LearningRate(1e-5, LearningRate.Shape.COSINE, 0.1),
        AdamW.Options.defaults(),
        1,
        new Intervals(0, 0, 0, false),
        0);
  }

  public TrainOptions withBatch(int rows, int tokens) {
    return with(new Steps(rows, tokens, epochs(), maxSteps(), steps.ordered, steps.checkpointing));
  }

  public TrainOptions withEpochs(double passes) {
    return with(
        new Steps(
            batchSize(), maxTokens(), passes, maxSteps(), steps.ordered, steps.checkpointing));
  }

  public TrainOptions withSteps(long number) {
    return with(
        new Steps(batchSize(), maxTokens(), epochs(), number, steps.ordered, steps.checkpointing));
  }

  public TrainOptions withOrdered(boolean value) {
    return with(
        new Steps(batchSize(), maxTokens(), epochs(), maxSteps(), value, steps.checkpointing));
  }

  public TrainOptions withCheckpointing(boolean value) {
    return with(new Steps(batchSize(), maxTokens(), epochs(), maxSteps(), steps.ordered, value));
  }

  public TrainOptions withLearningRate(LearningRate rate) {
    return new TrainOptions(steps, rate, adam, maxGradNorm, intervals, seed);
  }

  public TrainOptions withIntervals(int eval, int save, int evaluationsWithoutGain) {
    return with(new Intervals(eval, save, evaluationsWithoutGain, intervals.lastSaved));
  }

  public TrainOptions withLastSaved(boolean value) {
    return with(new Intervals(evalEvery(), saveEvery(), patience(), value));
  }

  public TrainOptions withSeed(long root) {
    return new TrainOptions(steps, learningRate, adam, maxGradNorm, intervals, root);
  }

  private TrainOptions with(Steps other) {
    return new TrainOptions(other, learningRate, adam, maxGradNorm, intervals, seed);
  }

  private TrainOptions with(Intervals other) {
    return new TrainOptions(steps, learningRate, adam, maxGradNorm, other, seed);
  }

  public int batchSize() {
    return steps.batchSize;
  }

  public int maxTokens() {
    return steps.maxTokens;
  }

  public double epochs() {
    return steps.epochs;
  }

  public long maxSteps() {
    return steps.maxSteps;
  }

  public int evalEvery() {
    return intervals.evalEvery;
  }

  public int saveEvery() {
    return intervals.saveEvery;
  }

  public int patience() {
    return intervals.patience;
  }

  /** Optimiser steps of a run over {@code rows} rows. */
  public long totalSteps(int rows) {
    if (maxSteps() > 0) return maxSteps();
    long perEpoch = (rows + batchSize() - 1L) / batchSize();
    return Math.max(1, Math.round(epochs() * perEpoch));
  }

  private static void atLeast(String name, long value, long least) {
    if (value < least)
      throw new IllegalArgumentException(name + " = " + value + ", must be at least " + least);
  }
}
