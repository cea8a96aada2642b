package org.penchant.data.votes;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.penchant.core.problems.Problems;
import org.penchant.data.read.ColumnOption;

/**
 * Under which names the columns of votes stand.
 *
 * @param names the ones that options name; the others are looked for by their usual names
 */
public record VoteColumns(Map<VoteColumn, String> names) {
  public VoteColumns {
    names = Map.copyOf(names);
  }

  /** The field's usual names. */
  public static VoteColumns defaults() {
    return new VoteColumns(Map.of());
  }

  /** The column stands under {@code name}, and under no other. */
  public VoteColumns with(VoteColumn column, String name) {
    var copy = new HashMap<>(names);
    copy.put(column, name);
    return new VoteColumns(copy);
  }

  /** Applies options such as {@code first=system1}; mistakes go to {@code problems}. */
  public VoteColumns with(List<String> options, Problems problems) {
    VoteColumns result = this;
    for (var named : ColumnOption.all(options, VoteColumn.values(), VoteColumn::key, problems))
      result = result.with(named.column(), named.name());
    return result;
  }

  /** The columns a header has, with the names they stand under. */
  Map<VoteColumn, String> find(List<String> header) {
    var found = new EnumMap<VoteColumn, String>(VoteColumn.class);
    for (VoteColumn column : VoteColumn.values()) {
      String named = names.get(column);
      var candidates = named == null ? column.usual() : List.of(named);
      candidates.stream()
          .filter(header::contains)
          .findFirst()
          .ifPresent(name -> found.put(column, name));
    }
    couple(header, found);
    return found;
  }

  /** The two items must be named alike: of several pairs of names, the first whole one counts. */
  private void couple(List<String> header, Map<VoteColumn, String> found) {
    if (names.containsKey(VoteColumn.FIRST) || names.containsKey(VoteColumn.SECOND)) return;
    var firsts = VoteColumn.FIRST.usual();
    var seconds = VoteColumn.SECOND.usual();
    IntStream.range(0, firsts.size())
        .filter(i -> header.contains(firsts.get(i)) && header.contains(seconds.get(i)))
        .findFirst()
        .ifPresent(i -> {
          found.put(VoteColumn.FIRST, firsts.get(i));
          found.put(VoteColumn.SECOND, seconds.get(i));
        });
  }
}
