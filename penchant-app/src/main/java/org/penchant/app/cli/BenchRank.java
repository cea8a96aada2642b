package org.penchant.app.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penchant.app.bench.ChildJvm;
import org.penchant.app.bench.RankBench;
import org.penchant.app.bench.SyntheticVotes;
import org.penchant.core.io.Folders;
import org.penchant.core.io.Json;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures rankings on this machine. */
@Command(
    name = "rank",
    mixinStandardHelpOptions = true,
    description = {
      "Measures rankings of synthetic votes: reading and counting a file, a Bradley-Terry fit, 100"
          + " bootstraps, the sandwich; in seconds, first call and median of those after it.",
      "Each measurement is a process of its own with 256 MiB of heap; its files are removed."
    })
public final class BenchRank implements Callable<Integer> {
  private static final TypeReference<Map<String, Object>> FIGURES = new TypeReference<>() {};
  private static final List<String> HEAP = List.of("-Xmx256m");

  /** Of sizes at which the distinct votes alone fill a small heap. */
  private static final List<String> LARGE_HEAP = List.of("-Xmx2g");

  private static final List<Integer> ITEMS = List.of(10, 30, 100, 300, 1_000, 2_000, 5_000);
  private static final List<Long> VOTES = List.of(10_000L, 100_000L, 1_000_000L, 10_000_000L);
  private static final int RESAMPLES = 100;
  private static final int WARM = 9;
  private static final int WARM_LARGE = 3;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--items",
      defaultValue = "100",
      description = "Items (default: ${DEFAULT-VALUE}).")
  private int items;

  @Option(
      names = "--votes",
      defaultValue = "1000000",
      description = "Votes (default: ${DEFAULT-VALUE}).")
  private long votes;

  @Option(
      names = "--ties",
      defaultValue = "0.2",
      paramLabel = "SHARE",
      description = "Share of ties (default: ${DEFAULT-VALUE}).")
  private double ties;

  @Option(names = "--seed", defaultValue = "0", description = "Of the votes.")
  private long seed;

  @Option(names = "--parquet", description = "Read Parquet instead of CSV.")
  private boolean parquet;

  @Option(names = "--scaling", description = "Over 10 to 5,000 items, and 10,000 votes and more.")
  private boolean scaling;

  @Option(names = "--only", hidden = true, description = "Measure this file in this process.")
  private @Nullable Path only;

  @Option(names = "--warm", hidden = true, defaultValue = "9", description = "Repetitions.")
  private int warm;

  @Option(names = "--resamples", hidden = true, defaultValue = "100", description = "Resamples.")
  private int resamples;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    var printed = Objects.requireNonNull(spec).commandLine().getOut();
    if (only != null) {
      var bench = new RankBench(warm, resamples);
      printed.println(Json.line(bench.measure(only, !parquet)));
    } else {
      var world = world();
      var found = scaling ? scaled(world) : List.of(measured(world, HEAP, WARM, RESAMPLES));
      printed.println(json ? Json.pretty(found) : scaling ? table(found) : text(found.getFirst()));
    }
    printed.flush();
    return ExitCode.OK.code();
  }

  private SyntheticVotes world() {
    try {
      return new SyntheticVotes(items, votes, ties, seed);
    } catch (IllegalArgumentException refused) {
      throw ProblemsException.of(
          ExitCode.USAGE, "bench rank", "", String.valueOf(refused.getMessage()), "change it");
    }
  }

  private List<Map<String, Object>> scaled(SyntheticVotes world) throws IOException {
    var found = new ArrayList<Map<String, Object>>();
    for (int number : ITEMS)
      found.add(measured(world.withItems(number), LARGE_HEAP, WARM_LARGE, 0));
    for (long number : VOTES)
      found.add(measured(world.withVotes(number), LARGE_HEAP, WARM_LARGE, 0));
    return found;
  }

  private Map<String, Object> measured(
      SyntheticVotes world, List<String> heap, int repetitions, int draws) throws IOException {
    Path folder = Files.createTempDirectory("penchant-bench");
    try {
      var errors = Objects.requireNonNull(spec).commandLine().getErr();
      errors.println("- " + world + (parquet ? ", Parquet" : ", CSV"));
      errors.flush();
      Path file = folder.resolve(parquet ? "votes.parquet" : "votes.csv");
      if (parquet) world.parquet(file);
      else world.csv(file);
      var verb =
          new ArrayList<>(
              List.of(
                  "bench",
                  "rank",
                  "--only",
                  file.toString(),
                  "--warm",
                  String.valueOf(repetitions),
                  "--resamples",
                  String.valueOf(draws)));
      if (parquet) verb.add("--parquet");
      var found = new LinkedHashMap<String, Object>();
      found.put("file_mib", Files.size(file) >> 20);
      found.putAll(Json.mapper().convertValue(ChildJvm.run(heap, verb), FIGURES));
      return found;
    } finally {
      Folders.delete(folder);
    }
  }

  private static String text(Map<String, Object> found) {
    var out = new StringBuilder();
    found.forEach((name, value) -> out.append(line(name, value)));
    return out.toString().stripTrailing();
  }

  private static String line(String name, Object value) {
    return String.format(Locale.ROOT, "%-22s %12s%n", name, shown(value));
  }

  private static String table(List<Map<String, Object>> found) {
    var columns = found.getFirst().keySet();
    var out = new StringBuilder();
    for (String column : columns) {
      out.append(String.format(Locale.ROOT, "%-22s", column));
      for (var one : found)
        out.append(String.format(Locale.ROOT, " %10s", shown(one.getOrDefault(column, ""))));
      out.append(System.lineSeparator());
    }
    return out.toString().stripTrailing();
  }

  private static String shown(Object value) {
    if (!(value instanceof Double number)) return String.valueOf(value);
    if (number == Math.rint(number)) return String.format(Locale.ROOT, "%.0f", number);
    return String.format(Locale.ROOT, number < 1e-3 ? "%.2e" : "%.4f", number);
  }
}
