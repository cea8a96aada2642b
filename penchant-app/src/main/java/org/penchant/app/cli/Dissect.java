package org.penchant.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.penchant.app.rank.AttributeTable;
import org.penchant.core.io.Json;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Interval;
import org.penchant.rank.judge.factor.Dissection;
import org.penchant.rank.judge.factor.FactorBootstrap;
import org.penchant.rank.judge.factor.FactorRating;
import org.penchant.rank.judge.factor.HamiltonianSampler;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what choices depend on. */
@Command(
    name = "dissect",
    mixinStandardHelpOptions = true,
    description = {
      "Says what a judge's choices depend on. With a column chosen (a or b) and columns of attributes, A"
          + " against B: Bayesian sparse logistic regression (arXiv 2402.11296).",
      "With columns winner_factors and loser_factors (lists parted by semicolons): factors rated as"
          + " items that beat each other (arXiv 2305.14702)."
    })
public final class Dissect implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "Choices: CSV, TSV, JSONL, JSON or Parquet.")
  private Path file = Path.of("");

  @Option(
      names = "--without",
      paramLabel = "COLUMN",
      description = "A column that is no attribute; may be given again.")
  private List<String> without = List.of();

  @Option(
      names = "--prior",
      defaultValue = "0.1",
      paramLabel = "SCALE",
      description = "Of the Laplace prior on weights (default: ${DEFAULT-VALUE}).")
  private double prior;

  @Option(
      names = "--folds",
      defaultValue = "10",
      paramLabel = "N",
      description =
          "Fits averaged, each without one part; 1 for one fit (default: ${DEFAULT-VALUE}).")
  private int folds;

  @Option(
      names = "--draws",
      defaultValue = "2000",
      paramLabel = "N",
      description = "Of each of four chains, after half as many to warm up, at most 500.")
  private int draws;

  @Option(
      names = "--resamples",
      defaultValue = "200",
      paramLabel = "N",
      description = "Of the bootstrap of factors (default: ${DEFAULT-VALUE}).")
  private int resamples;

  @Option(names = "--seed", defaultValue = "0", paramLabel = "SEED", description = "Root seed.")
  private long seed;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Override
  public Integer call() {
    var seeds = new Seeds(seed).child("dissect");
    var table = AttributeTable.read(file, Set.copyOf(without));
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    Map<String, Interval> weights;
    var notes = new LinkedHashMap<String, Object>();
    try {
      weights = table.sets() ? factors(table, seeds, notes) : attributes(table, seeds, notes);
    } catch (IllegalArgumentException refused) {
      throw ProblemsException.of(
          ExitCode.USAGE, "options", "", String.valueOf(refused.getMessage()), "see --help");
    }
    if (json) {
      notes.put("weights", weights);
      out.print(Json.pretty(notes));
    } else {
      notes.forEach((name, value) -> out.println(name + ": " + value));
      weights.entrySet().stream()
          .sorted(java.util.Comparator.comparingDouble(e -> -e.getValue().estimate()))
          .forEach(e ->
              out.println(
                  String.format(
                      Locale.ROOT,
                      "%-30s %+.3f  (%+.3f to %+.3f)",
                      e.getKey(),
                      e.getValue().estimate(),
                      e.getValue().low(),
                      e.getValue().high())));
    }
    out.flush();
    return ExitCode.OK.code();
  }

  private Map<String, Interval> attributes(
      AttributeTable table, Seeds seeds, Map<String, Object> notes) {
    var sampler = new HamiltonianSampler(Math.clamp(draws / 2, 10, 500), draws, 16);
    var found =
        Dissection.of(table.votes(), new Dissection.Settings(prior, folds, 4, sampler), seeds);
    notes.put("choices", found.rows());
    if (!Double.isNaN(found.accuracy())) notes.put("accuracy held out", found.accuracy());
    notes.put("largest split R-hat", found.rHat());
    return named(found.attributes(), found.weights());
  }

  private Map<String, Interval> factors(
      AttributeTable table, Seeds seeds, Map<String, Object> notes) {
    var judgements = table.judgements();
    var found = new FactorBootstrap(resamples, 0.95).of(judgements, FactorRating.defaults(), seeds);
    notes.put("judgements", judgements.rows());
    notes.put("judgements that compare no factors", judgements.silent());
    return named(found.factors(), found.strengths());
  }

  private static Map<String, Interval> named(List<String> names, List<Interval> values) {
    var all = new LinkedHashMap<String, Interval>();
    IntStream.range(0, names.size()).forEach(k -> all.put(names.get(k), values.get(k)));
    return all;
  }
}
