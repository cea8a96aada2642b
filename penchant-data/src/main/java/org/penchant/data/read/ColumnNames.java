package org.penchant.data.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penchant.core.problems.Problems;

/**
 * Under which names the columns stand.
 *
 * @param names for each column its possible names; the first that a row has is taken
 * @param numeric further numeric columns to keep under their own names
 * @param groups columns that group rows, of numbers or text, to keep under their own names
 */
public record ColumnNames(
    Map<Column, List<String>> names, List<String> numeric, List<String> groups) {
  public ColumnNames {
    names = Map.copyOf(names);
    numeric = List.copyOf(numeric);
    groups = List.copyOf(groups);
  }

  /** The field's usual names. */
  public static ColumnNames defaults() {
    var names = new EnumMap<Column, List<String>>(Column.class);
    for (Column column : Column.values()) names.put(column, column.usual());
    return new ColumnNames(names, List.of(), List.of());
  }

  /** The column stands under {@code name}, and under no other. */
  public ColumnNames with(Column column, String name) {
    var copy = new EnumMap<>(names);
    copy.put(column, List.of(name));
    return new ColumnNames(copy, numeric, groups);
  }

  /** Keeps a further numeric column. */
  public ColumnNames withNumeric(String name) {
    var more = new ArrayList<>(numeric);
    more.add(name);
    return new ColumnNames(names, more, groups);
  }

  /** Keeps a column of numbers or text that groups rows. */
  public ColumnNames withGroup(String name) {
    var more = new ArrayList<>(groups);
    more.add(name);
    return new ColumnNames(names, numeric, more);
  }

  /** Applies options such as {@code prompt=question}; mistakes go to {@code problems}. */
  public ColumnNames with(List<String> options, Problems problems) {
    ColumnNames result = this;
    for (var named : ColumnOption.all(options, Column.values(), Column::key, problems))
      result = result.with(named.column(), named.name());
    return result;
  }

  /** The name under which the row has this column, or null where it has none. */
  @Nullable String find(Column column, ObjectNode fields) {
    for (String name : names.getOrDefault(column, List.of())) if (fields.has(name)) return name;
    return null;
  }

  boolean has(Column column, ObjectNode fields) {
    return find(column, fields) != null;
  }

  /** The column's name where the row lacks it, for messages. */
  String expected(Column column) {
    return names.getOrDefault(column, column.usual()).getFirst();
  }
}
