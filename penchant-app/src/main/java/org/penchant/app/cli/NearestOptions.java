package org.penchant.app.cli;

import java.util.Locale;
import org.penchant.align.curate.NearestPolicy;
import org.penchant.align.curate.nearest.Relevance;
import org.penchant.app.reward.refresh.Space;
import picocli.CommandLine.Option;

/** Which pairs are near a policy. */
final class NearestOptions {
  @Option(
      names = "--space",
      defaultValue = "reward",
      paramLabel = "reward|words|FOLDER",
      description =
          "Where answers are near: what the reward model's last map reads, hashed words, or the"
              + " hidden states of another model (default: ${DEFAULT-VALUE}).")
  private String space = "reward";

  @Option(
      names = "--relevance",
      defaultValue = "max",
      paramLabel = "max|mean",
      description = "Of a pair: its nearer answer, or both (default: ${DEFAULT-VALUE}).")
  private String relevance = "max";

  @Option(
      names = "--most",
      defaultValue = "2000",
      paramLabel = "N",
      description = "Pairs kept (default: ${DEFAULT-VALUE}).")
  private int most;

  @Option(
      names = "--least",
      defaultValue = "-1",
      paramLabel = "COSINE",
      description = "Relevance that a pair needs too (default: ${DEFAULT-VALUE}).")
  private double least;

  @Option(
      names = "--per-prompt",
      defaultValue = "8",
      paramLabel = "N",
      description = "Pairs kept of one prompt (default: ${DEFAULT-VALUE}).")
  private int perPrompt;

  @Option(
      names = "--soft",
      defaultValue = "0",
      paramLabel = "T",
      description =
          "Above 0 keeps all pairs, weighed by sigmoid((relevance - that of the last one kept) /"
              + " T).")
  private double soft;

  Space space() {
    return Space.parse(space);
  }

  NearestPolicy filter() {
    var columns = NearestPolicy.defaults();
    return TrainingOptions.valid(() ->
        new NearestPolicy(
            columns.chosen(),
            columns.rejected(),
            Relevance.valueOf(relevance.toUpperCase(Locale.ROOT)),
            most,
            least,
            perPrompt,
            soft));
  }
}
