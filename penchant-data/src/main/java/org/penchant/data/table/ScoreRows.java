package org.penchant.data.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.penchant.core.problems.Problems;
import org.penchant.data.read.TableSink;
import org.penchant.data.read.TextRow;

/** The rows of a table of scores as text; systems without a name or with one twice are reported. */
final class ScoreRows implements TableSink {
  private final ScoreReader reader;
  private final Problems problems;
  private final Map<String, String> places = new HashMap<>();
  private final List<String> systems = new ArrayList<>();
  private final List<@Nullable String[]> cells = new ArrayList<>();
  private List<String> others = List.of();
  private String system = "";

  ScoreRows(ScoreReader reader, Problems problems) {
    this.reader = reader;
    this.problems = problems;
  }

  @Override
  public List<Integer> columns(String place, List<String> header) {
    if (!system.isEmpty()) {
      problems.error(
          place,
          "columns " + String.join(", ", header),
          "every row must have the columns of the first, in their order",
          "fill what is missing with null");
      return List.of();
    }
    var found = reader.system(header);
    var missing = reader.options().named().stream().filter(name -> !header.contains(name)).toList();
    if (found.isEmpty() || !missing.isEmpty()) {
      problems.error(
          place,
          "columns " + String.join(", ", header),
          "missing column " + (missing.isEmpty() ? "system" : String.join(", ", missing)),
          "add it, or say which column names the systems");
      return List.of();
    }
    system = found.get();
    others = header.stream().filter(name -> !name.equals(system)).toList();
    var wanted = new ArrayList<Integer>();
    wanted.add(header.indexOf(system));
    others.forEach(name -> wanted.add(header.indexOf(name)));
    return wanted;
  }

  @Override
  public void row(TextRow row) {
    var first = reader.options().first();
    if (first.isPresent() && row.index() >= first.getAsInt()) return;
    String name = row.cell(0) == null ? "" : String.valueOf(row.cell(0)).strip();
    if (name.isEmpty()) {
      problems.error(row.place(), system + " is empty", "a system must have a name", "name it");
      return;
    }
    String before = places.putIfAbsent(name, row.place());
    if (before != null) {
      problems.error(
          row.place(),
          system + " = \"" + name + '"',
          "a system may stand in one row; this one is in " + before,
          "keep one of the rows, or tell the names apart");
      return;
    }
    systems.add(name);
    cells.add(IntStream.rangeClosed(1, others.size()).mapToObj(row::cell).toArray(String[]::new));
  }

  /** The column of the systems' names. */
  String system() {
    return system;
  }

  /** The other columns. */
  List<String> others() {
    return others;
  }

  List<String> systems() {
    return systems;
  }

  /** Where a system stands, for messages. */
  String place(int system) {
    return places.getOrDefault(systems.get(system), "");
  }

  @Nullable String cell(int system, int column) {
    return cells.get(system)[column];
  }
}
