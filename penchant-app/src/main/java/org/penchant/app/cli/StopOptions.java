package org.penchant.app.cli;

import org.penchant.rank.ask.StoppingRule;
import picocli.CommandLine.Option;

/** When a ranking is sure enough. */
final class StopOptions {
  @Option(
      names = "--top",
      defaultValue = "3",
      paramLabel = "N",
      description = "How many of the best must be sure; 0 for all (default: ${DEFAULT-VALUE}).")
  private int top;

  @Option(
      names = "--rank-width",
      defaultValue = "1",
      paramLabel = "PLACES",
      description =
          "Most places between the best and the worst such an item may have (default:"
              + " ${DEFAULT-VALUE}).")
  private int width;

  @Option(
      names = "--first",
      defaultValue = "0",
      paramLabel = "P",
      description = "Least probability that the leader leads (default: ${DEFAULT-VALUE}).")
  private double first;

  @Option(
      names = "--confidence",
      defaultValue = "0.95",
      paramLabel = "SHARE",
      description = "Of places (default: ${DEFAULT-VALUE}).")
  private double confidence;

  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  StoppingRule rule() {
    if (!(confidence > 0 && confidence < 1))
      throw new IllegalArgumentException("confidence = " + confidence + ", must be in (0, 1)");
    return new StoppingRule(top, width, first);
  }

  double confidence() {
    return confidence;
  }
}
