package org.penchant.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penchant.align.curate.score.Item;
import org.penchant.align.train.ExampleEncoder;
import org.penchant.align.train.Truncation;
import org.penchant.app.bench.ChesBench;
import org.penchant.app.job.LoadedModel;
import org.penchant.core.io.Json;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures CHES on this machine. */
@Command(
    name = "ches",
    mixinStandardHelpOptions = true,
    description = {
      "Measures CHES over a dataset against scoring its log-probabilities: rows a second of each"
          + " and of both from one pass, medians of rounds that alternate."
    })
public final class BenchChes implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private DataOptions data = new DataOptions();
  @Mixin private ScoringOptions scoring = new ScoringOptions();

  @Option(names = "--model", required = true, paramLabel = "FOLDER", description = "The model.")
  private Path model = Path.of("");

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "Timed rounds (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(names = "--max-rows", defaultValue = "0", description = "The first rows only; 0 for all.")
  private int maxRows;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    var line = Objects.requireNonNull(spec).commandLine();
    if (rounds < 1)
      throw ProblemsException.of(
          ExitCode.USAGE, "--rounds", rounds, "must be at least 1", "raise it");
    var rows = data.rows().all().stream().filter(Comparison::isDecidedPair).toList();
    var used = maxRows > 0 && maxRows < rows.size() ? rows.subList(0, maxRows) : rows;
    try (var loaded =
        LoadedModel.load(model, Optional.empty(), scoring.type(), scoring.countStraddling())) {
      var encoder =
          new ExampleEncoder(loaded.text().encoder(), loaded.text().context(), Truncation.DROP);
      List<Item> pairs =
          encoder.encode(used).examples().stream()
              .map(e -> new Item(e.sequences(), e.columns(), e.place()))
              .toList();
      if (pairs.isEmpty())
        throw ProblemsException.of(
            ExitCode.BAD_DATA, "--data", 0, "no pair fits the model's context", "use other data");
      var result = new ChesBench(loaded.model(), pairs, scoring.maxTokens(), rounds).measure();
      line.getOut().println(json ? Json.pretty(result) : text(result));
      line.getOut().flush();
    }
    return ExitCode.OK.code();
  }

  private static String text(ChesBench.Result result) {
    var out = new StringBuilder(result.pairs() + " pairs");
    result
        .rowsPerSecond()
        .forEach((way, rate) ->
            out.append(
                String.format(
                    Locale.ROOT,
                    "%n%-18s %9.1f rows/s, %.3f of the time of log-probabilities",
                    way.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    rate,
                    result.cost().getOrDefault(way, Double.NaN))));
    return out.toString();
  }
}
