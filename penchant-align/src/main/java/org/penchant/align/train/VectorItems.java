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
import org.penchant.core.io.Sha256;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;

/**
 * Items that are vectors of a file: those of every row's candidates after those of the row before,
 * in the order of the data. Where an index lies beside the file, they are found by their texts
 * instead, so that any rows made of embedded responses will do, in any order.
 */
public final class VectorItems implements RewardItems {
  private static final int DIGITS = 24;

  private final Map<String, Integer> items;
  private final Set<String> withoutVectors;
  private final boolean byText;
  private final long[] starts;
  private final String file;
  private final Set<String> leftOut = new HashSet<>();

  private VectorItems(
      Map<String, Integer> items,
      Set<String> withoutVectors,
      boolean byText,
      long[] starts,
      String file) {
    this.items = items;
    this.withoutVectors = withoutVectors;
    this.byText = byText;
    this.starts = starts;
    this.file = file;
  }

  /**
   * A line of the index: an item.
   *
   * @param key of its text, as {@link #key} gives it
   * @param vectors 1, or one a step; 0 for a text that could not be embedded
   */
  public record Line(String key, int vectors) {}

  /** What a text is found by: a digest of prompt and response. */
  public static String key(Content prompt, Content response) {
    return Sha256.of(prompt.plain() + '\u0000' + response.plain()).substring(0, DIGITS);
  }

  /** What a prompt's vector is found by. */
  public static String key(Content prompt) {
    return Sha256.of(prompt.plain()).substring(0, DIGITS);
  }

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

  private static String place(Comparison row, int candidate) {
    return row.provenance() + "/" + candidate + " of " + row.candidates().size();
  }

  /** A candidate of a row made of that of a place, with some of its candidates alone. */
  private static String text(Comparison row, int candidate) {
    return row.provenance() + "/" + key(row.prompt(), row.candidates().get(candidate).content());
  }

  private static VectorItems sequential(List<Comparison> rows, Path vectors, long count) {
    var items = new HashMap<String, Integer>();
    int number = 0;
    for (var row : rows)
      for (int k = 0; k < row.candidates().size(); k++, number++) {
        items.put(place(row, k), number);
        items.putIfAbsent(text(row, k), number);
      }
    if (number != count)
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          vectors.toString(),
          count + " vectors",
          "the data has " + number + " responses in " + rows.size() + " rows, a vector each",
          "embed the same rows in their order, or write an index (reward embed does)");
    long[] starts = new long[number + 1];
    Arrays.setAll(starts, i -> i);
    return new VectorItems(items, Set.of(), false, starts, vectors.toString());
  }

  private static VectorItems indexed(Path index, Path vectors, long count) throws IOException {
    var items = new HashMap<String, Integer>();
    var without = new HashSet<String>();
    var starts = new ArrayList<Long>(List.of(0L));
    var problems = new Problems();
    int number = 0;
    for (String text : Files.readAllLines(index, StandardCharsets.UTF_8)) {
      number++;
      try {
        var line = Json.mapper().readValue(text, Line.class);
        if (line.vectors() == 0) without.add(line.key());
        else {
          items.put(line.key(), starts.size() - 1);
          starts.add(starts.getLast() + line.vectors());
        }
      } catch (JsonProcessingException bad) {
        problems.error(
            index + " line " + number,
            "",
            "must be {\"key\": ..., \"vectors\": 1}",
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
        items, without, true, starts.stream().mapToLong(v -> v).toArray(), vectors.toString());
  }

  /** The first vector of every item, and their number at the end. */
  public long[] starts() {
    return starts.clone();
  }

  /** Responses asked for that could not be embedded, by reason. */
  public Map<String, Integer> dropped() {
    return leftOut.isEmpty() ? Map.of() : Map.of("without vectors in " + file, leftOut.size());
  }

  @Override
  public OptionalInt candidate(Comparison row, int candidate, Problems problems) {
    String key =
        byText
            ? key(row.prompt(), row.candidates().get(candidate).content())
            : items.containsKey(place(row, candidate))
                ? place(row, candidate)
                : text(row, candidate);
    return item(key, row, "no vector", "every response needs one in ", "embed this data", problems);
  }

  @Override
  public OptionalInt prompt(Comparison row, Problems problems) {
    return item(
        byText ? key(row.prompt()) : "",
        row,
        "no vector of the prompt",
        "the head reads prompts, and needs one in ",
        "reward embed --prompts writes them",
        problems);
  }

  private OptionalInt item(
      String key, Comparison row, String what, String rule, String remedy, Problems problems) {
    Integer found = items.get(key);
    if (found != null) return OptionalInt.of(found);
    if (withoutVectors.contains(key)) leftOut.add(key);
    else problems.error(row.provenance().toString(), what, rule + file, remedy);
    return OptionalInt.empty();
  }
}
