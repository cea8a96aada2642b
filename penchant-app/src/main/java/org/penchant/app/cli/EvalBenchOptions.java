package org.penchant.app.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.penchant.app.reward.bench.BenchReader;
import org.penchant.app.reward.bench.Field;
import org.penchant.app.reward.bench.Sections;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.data.read.ReadOptions;
import org.penchant.eval.bench.BenchFormat;
import org.penchant.eval.bench.BenchOptions;
import org.penchant.eval.bench.Benchmark;
import org.penchant.eval.bench.Sums;
import org.penchant.eval.bench.TieCredit;
import org.penchant.eval.bench.rag.RagCorpus;
import picocli.CommandLine.Option;

/** Which benchmark of reward models, and where its columns stand. */
final class EvalBenchOptions {
  @Option(
      names = "--bench",
      paramLabel = "FILE",
      description = "A benchmark: JSONL, JSON, CSV or Parquet; see --format.")
  private @Nullable Path bench;

  @Option(
      names = "--builtin",
      paramLabel = "FORMAT",
      description = "Instead of a file: sums made in code, of a format.")
  private @Nullable BenchFormat builtin;

  @Option(
      names = "--rag",
      description = "Instead of a file: answers grounded in toy documents, made in code.")
  private boolean rag;

  @Option(
      names = "--format",
      paramLabel = "pairs|styles|judged|votes|ties",
      description = "What the file asks; pairs if not given.")
  private @Nullable BenchFormat format;

  @Option(
      names = "--field",
      paramLabel = "FIELD=NAME",
      description =
          "Where a column of the file stands, such as prompt=question; may be given again.")
  private List<String> fields = List.of();

  @Option(
      names = "--section",
      paramLabel = "SUBSET=SECTION",
      description =
          "In which section a subset is counted, beside RewardBench's own; may be given again.")
  private List<String> sections = List.of();

  @Option(
      names = "--equal-scores",
      defaultValue = "half",
      paramLabel = "half|strict",
      description = "What a pair of equal scores is worth (default: ${DEFAULT-VALUE}).")
  private TieCredit ties = TieCredit.HALF;

  /** How many of the ways to name a benchmark were given. */
  int given() {
    return (bench == null ? 0 : 1) + (builtin == null ? 0 : 1) + (rag ? 1 : 0);
  }

  @Nullable Path file() {
    return bench;
  }

  /** The benchmark in words. */
  String title() {
    if (bench != null) return bench.toString();
    return rag ? "the built-in grounded answers" : "the built-in sums, " + builtin;
  }

  /**
   * The benchmark these options name.
   *
   * @param problems takes warnings
   * @throws ProblemsException if an option is wrong, or the file breaks a rule
   */
  Benchmark benchmark(ReadOptions rows, Seeds seeds, Problems problems) {
    if (bench == null && (format != null || !fields.isEmpty() || !sections.isEmpty()))
      throw ProblemsException.of(
          ExitCode.USAGE,
          "--format, --field, --section",
          title(),
          "are of a file",
          "give --bench FILE, or leave them out");
    if (rag) return RagCorpus.defaults().benchmark(seeds);
    if (builtin != null) return Sums.defaults().benchmark(builtin, seeds);
    return reader(format == null ? BenchFormat.PAIRS : format, rows)
        .read(java.util.Objects.requireNonNull(bench), problems)
        .benchmark();
  }

  /** A reader of a format with these columns and sections. */
  BenchReader reader(BenchFormat of, ReadOptions rows) {
    var all = new HashMap<>(Sections.rewardBench().of());
    all.putAll(named("--section", sections));
    return new BenchReader(of, columns(fields), new Sections(all), rows);
  }

  BenchOptions options(Seeds seeds) {
    return BenchOptions.defaults().withTies(ties).withSeeds(seeds);
  }

  Map<Field, String> columns() {
    return columns(fields);
  }

  /** Names of columns by what they mean. */
  static Map<Field, String> columns(List<String> fields) {
    var columns = new HashMap<Field, String>();
    var usage = new Problems();
    named("--field", fields)
        .forEach((key, name) ->
            Stream.of(Field.values())
                .filter(f -> f.key().equals(key.toLowerCase(Locale.ROOT)))
                .findFirst()
                .ifPresentOrElse(
                    f -> columns.put(f, name),
                    () ->
                        usage.error(
                            "--field",
                            key,
                            "is no field",
                            "they are "
                                + Stream.of(Field.values())
                                    .map(Field::key)
                                    .collect(Collectors.joining(", ")))));
    usage.throwIfErrors(ExitCode.USAGE);
    return columns;
  }

  private static Map<String, String> named(String option, List<String> all) {
    var named = new HashMap<String, String>();
    var usage = new Problems();
    for (String one : all) {
      int at = one.indexOf('=');
      if (at < 1 || at == one.length() - 1)
        usage.error(option, one, "must be two names with = between them", "see --help");
      else named.put(one.substring(0, at), one.substring(at + 1));
    }
    usage.throwIfErrors(ExitCode.USAGE);
    return named;
  }
}
