package org.penchant.app.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.penchant.app.job.DataRows;
import org.penchant.app.reward.bench.BenchReader;
import org.penchant.app.reward.bench.Field;
import org.penchant.app.reward.bench.Sections;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.data.read.ColumnNames;
import org.penchant.data.read.ReadOptions;
import org.penchant.eval.bench.BenchFormat;
import org.penchant.eval.bench.BenchOptions;
import org.penchant.eval.bench.Benchmark;
import org.penchant.eval.bench.OffTopic;
import org.penchant.eval.bench.Sums;
import org.penchant.eval.bench.TieCredit;
import org.penchant.eval.bench.rag.RagCorpus;
import picocli.CommandLine.Mixin;
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
      names = "--off-topic",
      paramLabel = "FILE",
      description =
          "Instead of a benchmark: every prompt's shortest answer against one of twice its words to"
              + " another prompt, of preference data.")
  private @Nullable Path offTopic;

  @Option(
      names = "--format",
      paramLabel = "pairs|styles|judged|votes|ties",
      description = "What the file asks; pairs if not given.")
  private @Nullable BenchFormat format;

  @Mixin private BenchFieldOptions fields = new BenchFieldOptions();

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
    return (bench == null ? 0 : 1)
        + (builtin == null ? 0 : 1)
        + (rag ? 1 : 0)
        + (offTopic == null ? 0 : 1);
  }

  @Nullable Path file() {
    return bench != null ? bench : offTopic;
  }

  /** The benchmark in words. */
  String title() {
    if (bench != null) return bench.toString();
    if (offTopic != null) return "short answers against long ones off the topic, " + offTopic;
    return rag ? "the built-in grounded answers" : "the built-in sums, " + builtin;
  }

  /**
   * The benchmark these options name.
   *
   * @param problems takes warnings
   * @throws ProblemsException if an option is wrong, or the file breaks a rule
   */
  Benchmark benchmark(ReadOptions rows, Seeds seeds, Problems problems) {
    if (bench == null && (format != null || fields.given() || !sections.isEmpty()))
      throw ProblemsException.of(
          ExitCode.USAGE,
          "--format, --field, --section",
          title(),
          "are of a file",
          "give --bench FILE, or leave them out");
    if (offTopic != null)
      return OffTopic.of(new DataRows(List.of(offTopic), rows, ColumnNames.defaults()).all());
    if (rag) return RagCorpus.defaults().benchmark(seeds);
    if (builtin != null) return Sums.defaults().benchmark(builtin, seeds);
    return reader(format == null ? BenchFormat.PAIRS : format, rows)
        .read(Objects.requireNonNull(bench), problems)
        .benchmark();
  }

  private BenchReader reader(BenchFormat of, ReadOptions rows) {
    var usage = new Problems();
    var all = new HashMap<>(Sections.rewardBench().of());
    all.putAll(BenchFieldOptions.named("--section", sections, usage));
    usage.throwIfErrors(ExitCode.USAGE);
    return new BenchReader(of, fields.columns(), new Sections(all), rows);
  }

  BenchOptions options(Seeds seeds) {
    return BenchOptions.defaults().withTies(ties).withSeeds(seeds);
  }

  Map<Field, String> columns() {
    return fields.columns();
  }
}
