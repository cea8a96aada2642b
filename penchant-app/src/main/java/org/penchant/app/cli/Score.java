package org.penchant.app.cli;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penchant.app.job.LoadedModel;
import org.penchant.app.job.Scores;
import org.penchant.app.job.Scores.Scored;
import org.penchant.app.job.Scores.ScoredRow;
import org.penchant.core.io.AtomicFiles;
import org.penchant.core.io.Json;
import org.penchant.core.problems.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints log-probabilities of responses. */
@Command(
    name = "score",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the natural-log probability of every response under a model, a JSON line a row:",
      "file, row, and for each response its role, sum, tokens and mean; with --per-token also ids"
          + " and logps."
    })
public final class Score implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private DataOptions data = new DataOptions();
  @Mixin private ScoringOptions scoring = new ScoringOptions();

  @Option(names = "--model", required = true, paramLabel = "FOLDER", description = "The model.")
  private Path model = Path.of("");

  @Option(names = "--adapter", paramLabel = "FOLDER", description = "A LoRA adapter to put on it.")
  private @Nullable Path adapter;

  @Option(names = "--out", paramLabel = "FILE", description = "Writes the lines to a file instead.")
  private @Nullable Path out;

  @Option(names = "--per-token", description = "Adds the ids and logps of all trained tokens.")
  private boolean perToken;

  @Override
  public Integer call() throws IOException {
    var line = Objects.requireNonNull(spec).commandLine();
    var progress = new ConsoleProgress(line.getErr(), System.console() != null);
    boolean count = scoring.countStraddling();
    int maxTokens = scoring.maxTokens();
    var rows = data.rows().all();
    try (var loaded =
        LoadedModel.load(model, Optional.ofNullable(adapter), scoring.type(), count)) {
      var scores = Scores.of(loaded, rows, maxTokens, progress);
      progress.end();
      if (out == null) {
        for (var row : scores.rows()) line.getOut().print(json(row));
        line.getOut().flush();
      } else
        AtomicFiles.write(
            out,
            sink -> {
              Writer writer = new OutputStreamWriter(sink, StandardCharsets.UTF_8);
              for (var row : scores.rows()) writer.write(json(row));
              writer.flush();
            });
    }
    return ExitCode.OK.code();
  }

  private record Line(String file, long row, List<?> responses) {}

  private record Summed(String role, double sum, int tokens, double mean) {}

  private record Whole(
      String role, double sum, int tokens, double mean, int[] ids, double[] logps) {}

  private String json(ScoredRow scored) {
    var provenance = scored.row().provenance();
    return Json.line(
            new Line(
                provenance.file(),
                provenance.row(),
                scored.responses().stream().map(this::shown).toList()))
        + "\n";
  }

  private Record shown(Scored response) {
    double sum = response.sum();
    int tokens = response.tokens().length;
    if (!perToken) return new Summed(response.role(), sum, tokens, sum / tokens);
    var sequence = response.sequence();
    int[] ids = sequence.trains().stream().map(i -> sequence.ids()[i]).toArray();
    return new Whole(response.role(), sum, tokens, sum / tokens, ids, response.tokens());
  }
}
