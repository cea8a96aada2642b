package org.penchant.app.reward.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.core.preference.Content;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.data.read.Column;
import org.penchant.data.read.ColumnNames;
import org.penchant.data.read.Dataset;
import org.penchant.data.read.FileFacts;
import org.penchant.data.read.PreferenceReader;
import org.penchant.data.read.ReadOptions;
import org.penchant.data.read.RecordReader;
import org.penchant.eval.bench.BenchFormat;
import org.penchant.eval.bench.BenchItem;
import org.penchant.eval.bench.Benchmark;

/**
 * Reads a benchmark from JSON lines, a JSON array, CSV or Parquet. Columns by format, under their
 * usual names unless others are given:
 *
 * <ul>
 *   <li>pairs: prompt, chosen, rejected, subset; question, references and models may be there; or
 *       preference data without a prompt column, the prompt at the head of both answers
 *   <li>styles: prompt, chosen and rejected as lists of three, domain
 *   <li>judged: prompt, response_A, response_B, label A&gt;B or B&gt;A, source
 *   <li>votes: prompt, response_a, response_b, and votes_a and votes_b, a list of votes, or a
 *       column for each annotator
 *   <li>ties: prompt, response_a, response_b, label A&gt;B, B&gt;A or tie
 * </ul>
 *
 * @param columns the file's own name of a column; for votes, several with commas between them
 * @param rows what becomes of faulty rows of data without a prompt column
 */
public record BenchReader(
    BenchFormat format, Map<Field, String> columns, Sections sections, ReadOptions rows) {
  public BenchReader {
    columns = Map.copyOf(columns);
  }

  /** Usual names, RewardBench's sections. */
  public static BenchReader of(BenchFormat format) {
    return new BenchReader(format, Map.of(), Sections.rewardBench(), ReadOptions.defaults());
  }

  /** A benchmark with its file. */
  public record Read(Benchmark benchmark, FileFacts file) {}

  /**
   * Reads a file.
   *
   * @param problems takes errors and warnings
   * @throws ProblemsException with {@link ExitCode#BAD_DATA} if a row breaks a rule, with {@link
   *     ExitCode#IO} if it cannot be read
   */
  public Read read(Path file, Problems problems) {
    if (format == BenchFormat.PAIRS && !hasPrompt(file)) return dialogues(file, problems);
    var items = new ArrayList<BenchItem>();
    var left = new LeftOut();
    var facts =
        RecordReader.defaults()
            .read(
                file,
                problems,
                row -> item(new RecordFields(row, columns, problems), left).ifPresent(items::add));
    problems.throwIfErrors(ExitCode.BAD_DATA);
    left.warn(file.toString(), problems);
    return new Read(new Benchmark(format, items), facts.orElseThrow());
  }

  private boolean hasPrompt(Path file) {
    boolean[] has = {true};
    RecordReader.defaults()
        .read(
            file,
            new Problems(),
            row -> {
              if (row.index() == 0)
                has[0] =
                    new RecordFields(row, columns, new Problems()).value(Field.PROMPT).isPresent();
            });
    return has[0];
  }

  /** Ordinary preference data, whose prompts stand at the head of both answers. */
  private Read dialogues(Path file, Problems problems) {
    var data = new PreferenceReader(rows).read(List.of(file), names(), problems);
    var items = new ArrayList<BenchItem>();
    for (var row : data.rows())
      if (row.isDecidedPair())
        items.add(
            BenchItem.Pair.of(
                row.provenance().toString(),
                "all",
                "all",
                row.prompt(),
                row.chosen().content(),
                row.rejected().content()));
    int skipped = data.summary().skipped().size();
    if (skipped > 0)
      problems.warn(
          file.toString(), skipped + " rows", "were left out for the faults named", "mend them");
    return new Read(new Benchmark(format, items), facts(data));
  }

  private ColumnNames names() {
    var names = ColumnNames.defaults();
    if (columns.containsKey(Field.CHOSEN))
      names = names.with(Column.CHOSEN, columns.get(Field.CHOSEN));
    if (columns.containsKey(Field.REJECTED))
      names = names.with(Column.REJECTED, columns.get(Field.REJECTED));
    return names;
  }

  private static FileFacts facts(Dataset data) {
    var f = data.summary().files().getFirst();
    return new FileFacts(f.file(), f.sha256(), f.bytes(), f.container(), f.compression());
  }

  private Optional<BenchItem> item(RecordFields row, LeftOut left) {
    return switch (format) {
      case PAIRS -> pair(row);
      case STYLES -> styles(row);
      case JUDGED -> AnswerRows.judged(row);
      case VOTES -> AnswerRows.votes(row, left);
      case TIES -> AnswerRows.tied(row);
    };
  }

  private Optional<BenchItem> pair(RecordFields row) {
    var prompt = row.prompt();
    var chosen = row.content(Field.CHOSEN);
    var rejected = row.content(Field.REJECTED);
    if (prompt.isEmpty() || chosen.isEmpty() || rejected.isEmpty()) return Optional.empty();
    return Optional.of(pair(row, prompt.get(), chosen.get(), rejected.get()));
  }

  private BenchItem pair(RecordFields row, Content prompt, Content chosen, Content rejected) {
    String subset = row.text(Field.SUBSET, row.text(Field.GROUP, "all"));
    String group =
        row.value(Field.SUBSET).isPresent() && row.value(Field.GROUP).isPresent()
            ? row.text(Field.GROUP, subset)
            : sections.section(subset);
    var references = row.texts(Field.REFERENCES);
    var question =
        references.isEmpty()
            ? prompt
            : row.value(Field.QUESTION).flatMap(q -> row.content(Field.QUESTION, q)).orElse(prompt);
    return new BenchItem.Pair(
        row.id(),
        group,
        subset,
        prompt,
        question,
        references,
        chosen,
        rejected,
        row.text(Field.CHOSEN_MODEL, ""),
        row.text(Field.REJECTED_MODEL, ""));
  }

  private Optional<BenchItem> styles(RecordFields row) {
    var prompt = row.prompt();
    var chosen = row.three(Field.CHOSEN);
    var rejected = row.three(Field.REJECTED);
    if (prompt.isEmpty() || chosen.isEmpty() || rejected.isEmpty()) return Optional.empty();
    return Optional.of(new BenchItem.Styles(row.id(), row.group(), prompt.get(), chosen, rejected));
  }
}
