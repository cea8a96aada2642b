package org.penchant.align.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.penchant.core.io.Json;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;

/**
 * Items that are vectors of a file: those of every row's candidates after those of the row before,
 * in the order of the data; or as an index beside the file says.
 */
public final class VectorItems implements RewardItems {
  private final Map<String, Entry> entries;
  private final long[] starts;
  private final String file;
  private final Set<String> leftOut = new HashSet<>();

  private VectorItems(Map<String, Entry> entries, long[] starts, String file) {
    this.entries = entries;
    this.starts = starts;
    this.file = file;
  }

  /** A row's first item, its candidates, and whether its prompt's item follows. */
  private record Entry(int first, int candidates, boolean prompt) {}

  /**
   * A line of the index.
   *
   * @param file of the data, as messages name it
   * @param row of the data, as messages name it
   * @param vectors of every candidate: 1, or one a step; empty for a row that could not be embedded
   * @param prompt whether a vector of the prompt follows
   */
  public record Line(String file, long row, int[] vectors, boolean prompt) {}

  /** The index of a file of vectors: its name with {@code .index.jsonl} after it. */
  public static Path indexOf(Path vectors) {
    return vectors.resolveSibling(vectors.getFileName() + ".index.jsonl");
  }

  /**
   * Where rows' vectors stand.
   *
   * @param rows all rows of the data, in order
   * @param vectors the file
   * @param count of its vectors
   * @throws ProblemsException if rows and vectors do not fit
   */
  public static VectorItems of(List<Comparison> rows, Path vectors, long count) throws IOException {
    Path index = indexOf(vectors);
    return Files.isRegularFile(index)
        ? indexed(index, vectors, count)
        : sequential(rows, vectors, count);
  }

  private static VectorItems sequential(List<Comparison> rows, Path vectors, long count) {
    var entries = new HashMap<String, Entry>();
    int next = 0;
    for (var row : rows) {
      entries.put(row.provenance().toString(), new Entry(next, row.candidates().size(), false));
      next += row.candidates().size();
    }
    if (next != count)
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          vectors.toString(),
          count + " vectors",
          "the data has " + next + " responses in " + rows.size() + " rows, a vector each",
          "embed the same rows in their order, or write an index (reward embed does)");
    long[] starts = new long[next + 1];
    Arrays.setAll(starts, i -> i);
    return new VectorItems(entries, starts, vectors.toString());
  }

  private static VectorItems indexed(Path index, Path vectors, long count) throws IOException {
    var entries = new HashMap<String, Entry>();
    var starts = new ArrayList<Long>(List.of(0L));
    var problems = new Problems();
    int number = 0;
    for (String text : Files.readAllLines(index, StandardCharsets.UTF_8)) {
      number++;
      try {
        var line = Json.mapper().readValue(text, Line.class);
        entries.put(
            line.file() + " row " + line.row(),
            new Entry(starts.size() - 1, line.vectors().length, line.prompt()));
        for (int n : line.vectors()) starts.add(starts.getLast() + n);
        if (line.prompt()) starts.add(starts.getLast() + 1);
      } catch (JsonProcessingException bad) {
        problems.error(
            index + " line " + number,
            "",
            "must be {\"file\": ..., \"row\": ..., \"vectors\": [1, 1], \"prompt\": false}",
            "write the index again with reward embed");
      }
    }
    problems.throwIfErrors(ExitCode.BAD_DATA);
    if (starts.getLast() != count)
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          index.toString(),
          starts.getLast() + " vectors",
          vectors + " holds " + count,
          "use the two files of one run of reward embed");
    return new VectorItems(
        entries, starts.stream().mapToLong(v -> v).toArray(), vectors.toString());
  }

  /** The first vector of every item, and their number at the end. */
  public long[] starts() {
    return starts.clone();
  }

  /** Rows asked for that could not be embedded, by reason. */
  public Map<String, Integer> dropped() {
    return leftOut.isEmpty() ? Map.of() : Map.of("without vectors in " + file, leftOut.size());
  }

  @Override
  public OptionalInt candidate(Comparison row, int candidate, Problems problems) {
    var entry = entries.get(row.provenance().toString());
    if (entry != null && entry.candidates() == 0) {
      leftOut.add(row.provenance().toString());
      return OptionalInt.empty();
    }
    if (entry == null || candidate >= entry.candidates()) {
      problems.error(
          row.provenance().toString(),
          entry == null ? "no vector" : entry.candidates() + " vectors",
          "every response needs one in " + file,
          "embed this data");
      return OptionalInt.empty();
    }
    return OptionalInt.of(entry.first() + candidate);
  }

  @Override
  public OptionalInt prompt(Comparison row, Problems problems) {
    var entry = entries.get(row.provenance().toString());
    if (entry == null || !entry.prompt()) {
      problems.error(
          row.provenance().toString(),
          "no vector of the prompt in " + file,
          "the head reads prompts",
          "reward embed --prompts writes them");
      return OptionalInt.empty();
    }
    return OptionalInt.of(entry.first() + entry.candidates());
  }
}
