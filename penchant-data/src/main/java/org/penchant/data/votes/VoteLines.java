package org.penchant.data.votes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.penchant.core.io.Json;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.votes.Vote;
import org.penchant.data.read.Compression;
import org.penchant.data.read.Container;
import org.penchant.data.read.TableReader;
import org.penchant.data.read.TableSink;
import org.penchant.data.read.TextRow;

/**
 * How one more vote is written into a file.
 *
 * @param columns the columns of the file, in their order
 * @param names which of them says what
 * @param json whether a line is a JSON object, else cells separated by {@code separator}
 */
record VoteLines(
    String file,
    List<String> columns,
    Map<VoteColumn, String> names,
    boolean json,
    char separator) {
  private static final List<VoteColumn> NEW =
      List.of(
          VoteColumn.FIRST,
          VoteColumn.SECOND,
          VoteColumn.WINNER,
          VoteColumn.ANNOTATOR,
          VoteColumn.GROUP);
  private static final Map<VoteColumn, String> NEW_NAMES =
      Map.of(
          VoteColumn.FIRST, "model_a",
          VoteColumn.SECOND, "model_b",
          VoteColumn.WINNER, "winner",
          VoteColumn.ANNOTATOR, "annotator",
          VoteColumn.GROUP, "prompt_id");

  /** Finds out how a file is laid out, by reading it. */
  static VoteLines of(Path file, VoteOptions options, Problems problems) throws IOException {
    if (!Files.exists(file) || Files.size(file) == 0)
      return fresh(file.toString(), options.columns());
    var found = new Columns();
    var facts = TableReader.defaults().read(file, problems, found);
    problems.throwIfErrors(ExitCode.BAD_DATA);
    Container container = facts.orElseThrow().container();
    Compression packing = facts.get().compression();
    boolean json = container == Container.JSONL;
    if (packing != Compression.NONE
        || container == Container.PARQUET
        || container == Container.JSON)
      throw refused(
          file.toString(),
          packing == Compression.NONE ? container : packing,
          "votes can be added to plain JSON lines, CSV and TSV only",
          "convert the file");
    var names = options.columns().find(found.header);
    if (!VoteForm.recognise(names.keySet()).equals(Optional.of(VoteForm.VERDICT)))
      throw refused(
          file.toString(),
          "columns " + String.join(", ", found.header),
          "votes can be added where the columns are two items and the winner",
          "use another file");
    char separator = container == Container.TSV ? '\t' : ',';
    return new VoteLines(file.toString(), found.header, names, json, separator);
  }

  private static VoteLines fresh(String file, VoteColumns columns) {
    String name = file.toLowerCase(Locale.ROOT);
    var names = new HashMap<>(NEW_NAMES);
    columns.names().forEach(names::put);
    var header = NEW.stream().map(column -> names.getOrDefault(column, column.key())).toList();
    boolean json = !name.endsWith(".csv") && !name.endsWith(".tsv");
    return new VoteLines(file, header, names, json, name.endsWith(".tsv") ? '\t' : ',');
  }

  /** The line a new file begins with; empty for JSON lines. */
  String header() {
    return json ? "" : separated(columns);
  }

  /** The line that says the vote. */
  String line(Vote vote) {
    var values = new LinkedHashMap<String, String>();
    put(values, VoteColumn.FIRST, vote.first());
    put(values, VoteColumn.SECOND, vote.second());
    put(values, VoteColumn.WINNER, word(vote));
    vote.annotator().ifPresent(name -> put(values, VoteColumn.ANNOTATOR, name));
    vote.group().ifPresent(name -> put(values, VoteColumn.GROUP, name));
    if (vote.weight() != 1) put(values, VoteColumn.WEIGHT, Double.toString(vote.weight()));
    if (vote.times() != 1 || !vote.covariates().isEmpty())
      throw refused(file, vote, "a line holds one vote without covariates", "write them apart");
    if (json) return Json.line(values) + "\n";
    return separated(columns.stream().map(name -> values.getOrDefault(name, "")).toList());
  }

  private void put(Map<String, String> values, VoteColumn column, String value) {
    String name = names.get(column);
    if (name == null || !(json || columns.contains(name)))
      throw refused(
          file,
          column.key() + " = " + value,
          "the file has no column for it",
          "add votes to a file that has, or leave it out");
    values.put(name, value);
  }

  private String word(Vote vote) {
    for (String item : List.of(vote.first(), vote.second()))
      if (Verdict.of(item).isPresent())
        throw refused(file, item, "an item may not be called as an outcome is", "rename it");
    if (vote.outcome() == Vote.WON) return names.getOrDefault(VoteColumn.FIRST, "");
    if (vote.outcome() == Vote.LOST) return names.getOrDefault(VoteColumn.SECOND, "");
    if (vote.bothBad()) return Verdict.BOTH_BAD.words().getFirst();
    if (vote.outcome() == Vote.TIED) return Verdict.TIE.words().getFirst();
    throw refused(
        file,
        "outcome = " + vote.outcome(),
        "a line says who won, not how far",
        "write soft votes to a file with a column outcome");
  }

  private String separated(List<String> cells) {
    return cells.stream().map(this::quoted).collect(Collectors.joining("" + separator)) + "\n";
  }

  private String quoted(String cell) {
    boolean plain =
        cell.chars().noneMatch(c -> c == separator || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  private static ProblemsException refused(String file, Object value, String rule, String remedy) {
    return ProblemsException.of(ExitCode.BAD_DATA, file, value, rule, remedy);
  }

  /** Takes the columns of the first row and reads on to see that the file is whole. */
  private static final class Columns implements TableSink {
    private List<String> header = List.of();

    @Override
    public List<Integer> columns(String place, List<String> names) {
      if (header.isEmpty()) header = List.copyOf(names);
      return List.of();
    }

    @Override
    public void row(TextRow row) {
      throw new IllegalStateException("no column is wanted");
    }
  }
}
