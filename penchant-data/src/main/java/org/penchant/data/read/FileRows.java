package org.penchant.data.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.penchant.core.preference.Content;
import org.penchant.core.problems.Problems;
import org.penchant.data.read.DataSummary.FileSummary;
import org.penchant.data.read.DataSummary.Skipped;

/**
 * Takes the records of one file: recognises their convention, parses them, applies the policies.
 */
final class FileRows implements RowSource.Sink, Opening.Body {
  private final ReadOptions options;
  private final ColumnNames columns;
  private final Problems problems;
  private final Consumer<ReadRow> rows;
  private final List<Skipped> skipped;
  private final RowParser parser;
  private final TreeMap<String, String> recognised = new TreeMap<>();
  private final TreeSet<String> seen = new TreeSet<>();
  private Optional<Format> format;
  private List<String> conforming = List.of();
  private boolean hopeless;
  private long next;
  private long passed;
  private long conversational;

  FileRows(
      ReadOptions options,
      ColumnNames columns,
      Problems problems,
      Consumer<ReadRow> rows,
      List<Skipped> skipped) {
    this.options = options;
    this.columns = columns;
    this.problems = problems;
    this.rows = rows;
    this.skipped = skipped;
    this.parser = new RowParser(columns, options, problems);
    this.format = Optional.empty();
  }

  @Override
  public void read(Input input, Container container) throws IOException {
    container.source().forEach(input, options, problems, this);
  }

  @Override
  public long next() {
    return next;
  }

  @Override
  public void accept(Row row) {
    next = row.index() + 1;
    if (hopeless) return;
    List<String> names = fieldNames(row.fields());
    if (!names.equals(conforming)) {
      if (!conforms(row)) return;
      note(row.fields());
      conforming = names;
    }
    ReadRow read = parser.parse(row, format.orElseThrow());
    if (read != null && admitted(row, read)) {
      passed++;
      if (read.comparison().candidates().getFirst().content() instanceof Content.Chat)
        conversational++;
      if (!problems.hasErrors()) rows.accept(read);
    }
  }

  private boolean conforms(Row row) {
    if (format.isEmpty()) {
      format =
          options.format().isPresent() ? options.format() : Format.recognise(row.fields(), columns);
      if (format.isEmpty() || !format.get().missing(row.fields(), columns).isEmpty()) {
        hopeless = true;
        missing(row, format.or(() -> Format.nearest(row.fields(), columns)));
        return false;
      }
      return true;
    }
    Format own = format.get();
    if (!own.missing(row.fields(), columns).isEmpty()) {
      missing(row, format);
      return false;
    }
    if (options.format().isPresent()) return true;
    Format other = Format.recognise(row.fields(), columns).orElse(own);
    if (other == own) return true;
    problems.error(
        row.place(),
        other.columns(),
        "all rows of a file must have the columns of the first, " + own.columns(),
        "split the file");
    return false;
  }

  private void missing(Row row, Optional<Format> meant) {
    String found = String.join(", ", fieldNames(row.fields()));
    if (meant.isEmpty()) {
      problems.error(
          row.place(),
          "columns " + found,
          "no known column is there",
          "rename the columns, or name them with --column prompt=NAME and so on");
      return;
    }
    String absent =
        meant.get().missing(row.fields(), columns).stream()
            .map(columns::expected)
            .collect(Collectors.joining(", "));
    problems.error(
        row.place(),
        "columns " + found,
        "missing column " + absent + " (of " + meant.get().columns() + ")",
        "add it, or say where it stands with --column COLUMN=NAME");
  }

  private boolean admitted(Row row, ReadRow read) {
    boolean keep = true;
    for (RowFault fault : RowFault.values()) {
      if (!read.faults().contains(fault)) continue;
      switch (options.policy(fault)) {
        case KEEP -> {}
        case DROP -> {
          if (keep) skipped.add(new Skipped(row.file(), row.index(), fault));
          keep = false;
        }
        case ERROR -> {
          problems.error(row.place(), "", fault.rule(), fault.remedy());
          keep = false;
        }
      }
    }
    return keep;
  }

  private void note(ObjectNode fields) {
    int before = seen.size();
    seen.addAll(fieldNames(fields));
    if (seen.size() == before) return;
    for (Column column : format.orElseThrow().read()) {
      String name = columns.find(column, fields);
      if (name != null) recognised.putIfAbsent(column.key(), name);
    }
    for (var kept : List.of(columns.numeric(), columns.groups()))
      for (String name : kept) if (fields.has(name)) recognised.putIfAbsent(name, name);
  }

  private static List<String> fieldNames(ObjectNode fields) {
    var names = new ArrayList<String>();
    fields.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** The file's summary, once it was read to its end. */
  FileSummary summary(FileFacts file) {
    return new FileSummary(
        file.file(),
        file.sha256(),
        file.bytes(),
        file.container(),
        file.compression(),
        format.orElseThrow(),
        passed,
        conversational,
        Map.copyOf(recognised),
        seen.stream().filter(name -> !recognised.containsValue(name)).toList());
  }
}
