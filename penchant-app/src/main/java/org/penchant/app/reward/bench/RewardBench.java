package org.penchant.app.reward.bench;

import java.nio.file.Path;
import java.util.Map;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.seam.Scorer;
import org.penchant.data.read.ReadOptions;
import org.penchant.eval.bench.BenchFormat;
import org.penchant.eval.bench.BenchOptions;
import org.penchant.eval.bench.BenchResult;

/** A reward model, or anything that scores, on a benchmark in a file. */
public final class RewardBench {
  private RewardBench() {}

  /**
   * How to read and count.
   *
   * @param columns the file's own name of a column
   * @param sections which section a subset belongs to
   * @param rows what becomes of faulty rows of data without a prompt column
   */
  public record Options(
      Map<Field, String> columns, Sections sections, ReadOptions rows, BenchOptions count) {
    public Options {
      columns = Map.copyOf(columns);
    }

    /** Usual names, RewardBench's sections, ties half. */
    public static Options defaults() {
      return new Options(
          Map.of(), Sections.rewardBench(), ReadOptions.defaults(), BenchOptions.defaults());
    }

    public Options withColumns(Map<Field, String> value) {
      return new Options(value, sections, rows, count);
    }

    public Options withSections(Sections value) {
      return new Options(columns, value, rows, count);
    }

    public Options withRows(ReadOptions value) {
      return new Options(columns, sections, value, count);
    }

    public Options withCount(BenchOptions value) {
      return new Options(columns, sections, rows, value);
    }
  }

  /**
   * Reads the file, scores every answer, and counts. For models that score in batches, read with
   * {@link BenchReader}, score {@link org.penchant.eval.bench.Benchmark#answered()} and run the
   * benchmark with a scorer that looks the scores up.
   *
   * @throws ProblemsException if the file cannot be read or breaks a rule, or a score is NaN
   */
  public static BenchResult run(Path file, BenchFormat format, Scorer scorer, Options options) {
    return new BenchReader(format, options.columns(), options.sections(), options.rows())
        .read(file, new Problems())
        .benchmark()
        .run(scorer, options.count());
  }
}
