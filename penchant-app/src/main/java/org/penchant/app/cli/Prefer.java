package org.penchant.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penchant.app.job.PreferJob;
import org.penchant.app.reward.NamedScorer;
import org.penchant.core.io.Json;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.random.Seeds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Scores generated responses and makes preference pairs of them. */
@Command(
    name = "prefer",
    mixinStandardHelpOptions = true,
    description = {
      "Scores the responses that 'generate' wrote, prints their mean with"
          + " a 95 %% interval over prompts, and writes pairs, each prompt's best against its worst, or"
          + " lists of all its responses with their scores."
    })
public final class Prefer implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "FILE",
      description = "JSONL with prompt and response.")
  private Path data = Path.of("");

  @Option(
      names = "--scorer",
      required = true,
      paramLabel = "NAME",
      description =
          "distinct (different words / words), length (words), relevance (to the prompt), words:A,B (occurrences per 100 words),"
              + " reward:FOLDER, a reward model of text, shaped:FILE, several of them shaped and"
              + " combined, or relevance:FILE.")
  private String scorer = "";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the pairs go (JSONL); without it only scores are printed.")
  private @Nullable Path out;

  @Option(names = "--lists", description = "Writes lists instead of pairs.")
  private boolean lists;

  @Option(
      names = "--seed",
      defaultValue = "0",
      paramLabel = "SEED",
      description = "Of the bootstrap (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    PreferJob.Outcome outcome;
    var line = Objects.requireNonNull(spec).commandLine();
    var progress = new ConsoleProgress(line.getErr(), System.console() != null);
    try (var open = NamedScorer.open(scorer)) {
      outcome =
          PreferJob.run(
              data, open.scorer(), Optional.ofNullable(out), lists, new Seeds(seed), progress);
    }
    progress.end();
    var console = line.getOut();
    if (json) console.println(Json.pretty(outcome));
    else
      console.println(
          String.format(
              Locale.ROOT,
              "%d prompts, %d responses, %d rows (%d prompts tied); mean score %.4f, 95 %% interval %.4f to %.4f",
              outcome.prompts(),
              outcome.responses(),
              outcome.pairs(),
              outcome.tied(),
              outcome.mean().estimate(),
              outcome.mean().low(),
              outcome.mean().high()));
    if (outcome.copies() > 0)
      line.getErr()
          .println(
              "warning: of "
                  + outcome.copies()
                  + " prompts the best response is the prompt again: see whether the scorer is fooled");
    console.flush();
    return ExitCode.OK.code();
  }
}
