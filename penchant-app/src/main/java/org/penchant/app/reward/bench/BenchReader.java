package org.penchant.app.reward.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback.Outcome;
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
      case JUDGED -> judged(row);
      case VOTES -> votes(row, ties);
      case TIES -> tied(row);
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
    return Optional.of(new BenchItem.Styles(row.id(), group(row), prompt.get(), chosen, rejected));
  }

  private Optional<BenchItem> judged(RecordFields row) {
    var two = Two.of(row);
    var outcome = label(row);
    if (two.isEmpty() || outcome.isEmpty()) return Optional.empty();
    if (outcome.get() == Outcome.TIE) {
      row.error("label tie", "one answer must be better", "choose format ties for such a file");
      return Optional.empty();
    }
    boolean first = outcome.get() == Outcome.FIRST;
    return Optional.of(
        BenchItem.Pair.of(
            row.id(),
            group(row),
            group(row),
            two.get().prompt(),
            first ? two.get().first() : two.get().second(),
            first ? two.get().second() : two.get().first()));
  }

  private Optional<BenchItem> tied(RecordFields row) {
    var two = Two.of(row);
    var outcome = label(row);
    if (two.isEmpty() || outcome.isEmpty()) return Optional.empty();
    return Optional.of(
        new BenchItem.Tied(
            row.id(),
            group(row),
            two.get().prompt(),
            two.get().first(),
            two.get().second(),
            outcome.get()));
  }

  private Optional<BenchItem> votes(RecordFields row, long[] ties) {
    var two = Two.of(row);
    int[] counts = row.value(Field.VOTES).isPresent() ? listed(row, ties) : counted(row);
    if (two.isEmpty() || counts.length == 0) return Optional.empty();
    if (counts[0] + counts[1] == 0) {
      row.error("0 votes", "a pair needs a vote for one of its answers", "drop the row");
      return Optional.empty();
    }
    return Optional.of(
        new BenchItem.Votes(
            row.id(),
            group(row),
            two.get().prompt(),
            two.get().first(),
            two.get().second(),
            counts[0],
            counts[1]));
  }

  private static int[] listed(RecordFields row, long[] ties) {
    int[] counts = new int[2];
    for (String vote : row.texts(Field.VOTES)) {
      var outcome = Labels.read(vote);
      if (outcome.isEmpty()) {
        row.error("vote " + vote, "must be A, B or tie", "mend the row");
        return new int[0];
      }
      if (outcome.get() == Outcome.TIE) ties[0]++;
      else counts[outcome.get() == Outcome.FIRST ? 0 : 1]++;
    }
    return counts;
  }

  private static int[] counted(RecordFields row) {
    var first = row.required(Field.FIRST_VOTES);
    var second = row.required(Field.SECOND_VOTES);
    if (first.isEmpty() || second.isEmpty()) return new int[0];
    try {
      int[] counts = {
        Integer.parseInt(first.get().asText()), Integer.parseInt(second.get().asText())
      };
      if (counts[0] >= 0 && counts[1] >= 0) return counts;
    } catch (NumberFormatException wrong) {
      // The error below says it in the file's terms.
    }
    row.error(
        "votes " + first.get() + ", " + second.get(),
        "must be whole numbers from 0",
        "mend the row");
    return new int[0];
  }

  private static String group(RecordFields row) {
    return row.text(Field.GROUP, row.text(Field.SUBSET, "all"));
  }

  private static Optional<Outcome> label(RecordFields row) {
    var label = row.required(Field.LABEL);
    if (label.isEmpty()) return Optional.empty();
    var outcome = Labels.read(label.get().asText());
    if (outcome.isEmpty())
      row.error("label " + label.get(), "must be A>B, B>A or tie", "mend the row");
    return outcome;
  }

  /** A prompt with two answers. */
  private record Two(Content prompt, Content first, Content second) {
    static Optional<Two> of(RecordFields row) {
      var prompt = row.content(Field.PROMPT);
      var first = row.content(Field.FIRST);
      var second = row.content(Field.SECOND);
      if (prompt.isEmpty() || first.isEmpty() || second.isEmpty()) return Optional.empty();
      return Optional.of(new Two(prompt.get(), first.get(), second.get()));
    }
  }
}
