package org.penchant.app.cli;

import java.util.List;
import org.penchant.align.lm.Sampling;
import org.penchant.align.lm.Sampling.Overflow;
import picocli.CommandLine.Option;

/** The sampling options of verbs that generate. */
final class SamplingOptions {
  @Option(
      names = "--temperature",
      paramLabel = "T",
      defaultValue = "1",
      description = "Divides the logits; 0 is greedy (default: ${DEFAULT-VALUE}).")
  private double temperature;

  @Option(names = "--greedy", description = "The same as --temperature 0.")
  private boolean greedy;

  @Option(
      names = "--top-k",
      paramLabel = "K",
      defaultValue = "0",
      description = "Keeps the K likeliest tokens; 0 keeps all (default: ${DEFAULT-VALUE}).")
  private int topK;

  @Option(
      names = "--top-p",
      paramLabel = "P",
      defaultValue = "1",
      description = "Keeps the likeliest tokens up to probability P (default: ${DEFAULT-VALUE}).")
  private double topP;

  @Option(
      names = "--min-p",
      paramLabel = "P",
      defaultValue = "0",
      description = "Keeps tokens with P times the best one's probability (default: 0).")
  private double minP;

  @Option(
      names = "--repetition-penalty",
      paramLabel = "R",
      defaultValue = "1",
      description = "Makes tokens already seen less likely (default: ${DEFAULT-VALUE}, none).")
  private double repetitionPenalty;

  @Option(
      names = "--max-new-tokens",
      paramLabel = "N",
      defaultValue = "128",
      description = "Tokens a response may have (default: ${DEFAULT-VALUE}).")
  private int maxNewTokens;

  @Option(
      names = "--stop",
      paramLabel = "TEXT",
      description = "A text that ends the response; may be given again.")
  private List<String> stops = List.of();

  @Option(
      names = "--overflow",
      paramLabel = "POLICY",
      defaultValue = "STOP",
      description = "When the context is full: ${COMPLETION-CANDIDATES} (default: STOP).")
  private Overflow overflow = Overflow.STOP;

  Sampling sampling() {
    return new Sampling(
        greedy ? 0 : temperature,
        topK,
        topP,
        minP,
        repetitionPenalty,
        maxNewTokens,
        stops,
        overflow);
  }
}
