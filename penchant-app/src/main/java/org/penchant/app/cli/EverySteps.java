package org.penchant.app.cli;

import picocli.CommandLine.Option;

/** When a run evaluates and keeps what it has. */
final class EverySteps {
  @Option(
      names = "--eval-steps",
      defaultValue = "0",
      paramLabel = "N",
      description = "Steps between evaluations; 0 for before and after only.")
  int evalSteps;

  @Option(
      names = "--save-steps",
      defaultValue = "0",
      paramLabel = "N",
      description = "Steps between checkpoints; 0 for none.")
  int saveSteps;
}
