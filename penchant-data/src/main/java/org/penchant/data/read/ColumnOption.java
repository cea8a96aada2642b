package org.penchant.data.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.penchant.core.problems.Problems;

/**
 * An option that says under which name a column stands, {@code COLUMN=NAME}.
 *
 * @param column what the column means
 * @param name what the file calls it
 */
public record ColumnOption<C>(C column, String name) {
  /**
   * Reads options; mistakes go to {@code problems}.
   *
   * @param known the columns an option may name
   * @param key their names in options
   */
  public static <C> List<ColumnOption<C>> all(
      List<String> options, C[] known, Function<C, String> key, Problems problems) {
    var all = new ArrayList<ColumnOption<C>>();
    for (String option : options) {
      int at = option.indexOf('=');
      var column =
          Arrays.stream(known)
              .filter(c -> at > 0 && key.apply(c).equals(option.substring(0, at)))
              .findFirst();
      if (column.isEmpty() || at == option.length() - 1)
        problems.error(
            "--column",
            option,
            "must be COLUMN=NAME with a known column",
            "known columns: " + Arrays.stream(known).map(key).collect(Collectors.joining(", ")));
      else all.add(new ColumnOption<>(column.get(), option.substring(at + 1)));
    }
    return all;
  }
}
