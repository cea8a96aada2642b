package org.penchant.app.cli;

import org.jspecify.annotations.Nullable;
import org.penchant.align.train.LearningRate;
import org.penchant.align.train.TrainOptions;
import org.penchant.torch.optim.AdamW;
import picocli.CommandLine.Option;

/** Steps, optimiser and learning rate. */
final class OptimiserOptions {
  @Option(
      names = "--batch-size",
      defaultValue = "16",
      paramLabel = "ROWS",
      description = "Rows of one optimiser step (default: ${DEFAULT-VALUE}).")
  private int batchSize;

  @Option(
      names = "--max-tokens",
      defaultValue = "8192",
      paramLabel = "TOKENS",
      description =
          "Tokens of one forward pass; larger steps accumulate (default: ${DEFAULT-VALUE}).")
  private int maxTokens;

  @Option(
      names = "--epochs",
      defaultValue = "1",
      paramLabel = "N",
      description = "Passes over the data (default: ${DEFAULT-VALUE}).")
  private double epochs;

  @Option(
      names = "--max-steps",
      defaultValue = "0",
      paramLabel = "N",
      description = "Optimiser steps instead of epochs; 0 for epochs.")
  private long maxSteps;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      description =
          "Peak learning rate (default: 1e-5 where a model trains, 1e-3 for a head alone).")
  private @Nullable Double learningRate;

  @Option(
      names = "--schedule",
      defaultValue = "cosine",
      paramLabel = "constant|linear|cosine",
      description = "Learning rate after warm-up (default: ${DEFAULT-VALUE}).")
  private LearningRate.Shape schedule = LearningRate.Shape.COSINE;

  @Option(
      names = "--warmup",
      defaultValue = "0.1",
      paramLabel = "SHARE",
      description = "Share of steps of linear warm-up (default: ${DEFAULT-VALUE}).")
  private double warmup;

  @Option(
      names = "--weight-decay",
      defaultValue = "0",
      paramLabel = "RATE",
      description = "Decoupled decay of matrices (default: ${DEFAULT-VALUE}).")
  private double weightDecay;

  @Option(
      names = "--max-grad-norm",
      defaultValue = "1",
      paramLabel = "NORM",
      description = "Longer gradients are scaled down; 0 for never (default: ${DEFAULT-VALUE}).")
  private double maxGradNorm;

  @Option(
      names = "--patience",
      defaultValue = "0",
      paramLabel = "N",
      description = "Evaluations without a lower loss before stopping; 0 for never.")
  private int patience;

  @Option(
      names = "--checkpointing",
      description = "Compute activations again on the way back: less memory, about a third slower.")
  private boolean checkpointing;

  @Option(
      names = "--seed",
      defaultValue = "0",
      paramLabel = "SEED",
      description = "Root of all random streams (default: ${DEFAULT-VALUE}).")
  private long seed;

  /**
   * How to train.
   *
   * @param standardRate the learning rate unless one is given
   */
  TrainOptions train(double standardRate, int evalSteps, int saveSteps) {
    return new TrainOptions(
        new TrainOptions.Steps(batchSize, maxTokens, epochs, maxSteps, false, checkpointing),
        new LearningRate(learningRate == null ? standardRate : learningRate, schedule, warmup),
        AdamW.Options.defaults().withWeightDecay(weightDecay),
        maxGradNorm,
        new TrainOptions.Intervals(evalSteps, saveSteps, patience, false),
        seed);
  }
}
