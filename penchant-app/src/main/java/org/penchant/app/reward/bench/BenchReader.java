package org.penchant.app.reward.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.core.preference.Content;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.data.read.FileFacts;
import org.penchant.data.read.RecordReader;
import org.penchant.eval.bench.BenchFormat;
import org.penchant.eval.bench.BenchItem;
import org.penchant.eval.bench.Benchmark;

/**
 * Reads a benchmark from JSON lines, a JSON array, CSV or Parquet. Columns by format, under their
 * usual names unless others are given:
 *
 * <ul>
 *   <li>pairs: prompt, chosen, rejected, subset; question, references and models may be there
 *   <li>styles: prompt, chosen and rejected as lists of three, domain
 *   <li>judged: prompt, response_A, response_B, label A&gt;B or B&gt;A, source
 *   <li>votes: prompt, response_a, response_b, and votes_a and votes_b or a list of votes
 *   <li>ties: prompt, response_a, response_b, label A&gt;B, B&gt;A or tie
 * </ul>
 *
 * @param columns the file's own name of a column
 */
public record BenchReader(BenchFormat format, Map<Field, String> columns, Sections sections) {
  public BenchReader {
    columns = Map.copyOf(columns);
  }

  /** Usual names, RewardBench's sections. */
  public static BenchReader of(BenchFormat format) {
    return new BenchReader(format, Map.of(), Sections.rewardBench());
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
    var items = new ArrayList<BenchItem>();
    long[] ties = {0};
    var facts =
        RecordReader.defaults()
            .read(
                file,
                problems,
                row -> item(new RecordFields(row, columns, problems), ties).ifPresent(items::add));
    problems.throwIfErrors(ExitCode.BAD_DATA);
    if (ties[0] > 0)
      problems.warn(
          file.toString(), ties[0] + " votes", "say tie or nothing: they do not count", "");
    return new Read(new Benchmark(format, items), facts.orElseThrow());
  }

  private Optional<BenchItem> item(RecordFields row, long[] ties) {
    return switch (format) {
      case PAIRS -> pair(row);
      case STYLES -> styles(row);
      case JUDGED -> AnswerRows.judged(row);
      case VOTES -> AnswerRows.votes(row, ties);
      case TIES -> AnswerRows.tied(row);
    };
  }

  private Optional<BenchItem> pair(RecordFields row) {
    if (row.value(Field.PROMPT).isEmpty()) return dialogue(row);
    var prompt = row.content(Field.PROMPT);
    var chosen = row.content(Field.CHOSEN);
    var rejected = row.content(Field.REJECTED);
    if (prompt.isEmpty() || chosen.isEmpty() || rejected.isEmpty()) return Optional.empty();
    return Optional.of(pair(row, prompt.get(), chosen.get(), rejected.get()));
  }

  /** The prompt stands at the head of both answers. */
  private Optional<BenchItem> dialogue(RecordFields row) {
    var chosen = row.content(Field.CHOSEN);
    var rejected = row.content(Field.REJECTED);
    if (chosen.isEmpty() || rejected.isEmpty()) return Optional.empty();
    if (chosen.get() instanceof Content.Chat(var a)
        && rejected.get() instanceof Content.Chat(var b)
        && a.size() > 1
        && b.size() == a.size()
        && a.subList(0, a.size() - 1).equals(b.subList(0, b.size() - 1)))
      return Optional.of(
          pair(
              row,
              Content.of(a.subList(0, a.size() - 1)),
              Content.of(List.of(a.getLast())),
              Content.of(List.of(b.getLast()))));
    row.required(Field.PROMPT);
    return Optional.empty();
  }

  private BenchItem pair(RecordFields row, Content prompt, Content chosen, Content rejected) {
    String subset = row.text(Field.SUBSET, row.text(Field.GROUP, "all"));
    String group =
        row.value(Field.SUBSET).isPresent() && row.value(Field.GROUP).isPresent()
            ? row.text(Field.GROUP, subset)
            : sections.section(subset);
    var references = row.texts(Field.REFERENCES);
    var question = row.value(Field.QUESTION).map(JsonNode::asText).map(Content::of).orElse(prompt);
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
    var prompt = row.content(Field.PROMPT);
    var chosen = row.three(Field.CHOSEN);
    var rejected = row.three(Field.REJECTED);
    if (prompt.isEmpty() || chosen.isEmpty() || rejected.isEmpty()) return Optional.empty();
    return Optional.of(new BenchItem.Styles(row.id(), row.group(), prompt.get(), chosen, rejected));
  }
}
