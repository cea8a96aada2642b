package org.penchant.data.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.data.read.ReadOptions;
import org.penchant.data.read.TextReader;

/**
 * Reads values that coders gave to units, as separated values without a header; empty cells are
 * missing, white space around values is no part of them.
 *
 * @param rows what a row is
 * @param lineLimit the longest cell taken, in characters
 */
public record CodingReader(Rows rows, int lineLimit) {
  /** What a row is. */
  public enum Rows {
    CODERS,
    UNITS
  }

  /** Rows are coders, as in Krippendorff's reliability data. */
  public static CodingReader defaults() {
    return new CodingReader(Rows.CODERS, ReadOptions.DEFAULT_LINE_LIMIT);
  }

  public CodingReader withRows(Rows value) {
    return new CodingReader(value, lineLimit);
  }

  /**
   * Reads a file.
   *
   * @param problems takes errors and warnings
   * @throws ProblemsException with {@link ExitCode#BAD_DATA} if rows differ in length or hold no
   *     value, or there are less than two coders; with {@link ExitCode#IO} if it cannot be read
   */
  public CodingTable read(Path file, Problems problems) {
    var numbers = new LinkedHashMap<String, Integer>();
    var codes = new ArrayList<int[]>();
    new TextReader(lineLimit)
        .records(
            file,
            problems,
            (place, cells) -> {
              if (!codes.isEmpty() && codes.getFirst().length != cells.size())
                problems.error(
                    place,
                    cells.size() + " cells",
                    "all rows must have as many cells as the first, " + codes.getFirst().length,
                    "write empty cells for what is missing");
              else codes.add(cells.stream().mapToInt(cell -> code(cell, numbers)).toArray());
            });
    int[][] table = codes.toArray(int[][]::new);
    if (!problems.hasErrors()) check(file, rows == Rows.CODERS ? turned(table) : table, problems);
    problems.throwIfErrors(ExitCode.BAD_DATA);
    return new CodingTable(
        List.copyOf(numbers.keySet()), rows == Rows.CODERS ? turned(table) : table);
  }

  private static int code(String cell, LinkedHashMap<String, Integer> numbers) {
    String value = cell.strip();
    if (value.isEmpty()) return CodingTable.MISSING;
    int next = numbers.size();
    Integer known = numbers.putIfAbsent(value, next);
    return known == null ? next : known;
  }

  private static void check(Path file, int[][] units, Problems problems) {
    if (units.length > 0 && units[0].length < 2)
      problems.error(
          file.toString(),
          units[0].length + " coder",
          "agreement needs two coders at least",
          "say whether rows are coders or units");
    boolean paired = false;
    for (int[] unit : units) {
      int given = 0;
      for (int code : unit) if (code != CodingTable.MISSING) given++;
      paired |= given > 1;
    }
    if (!paired)
      problems.error(
          file.toString(),
          "",
          "no unit has values of two coders",
          "say whether rows are coders or units");
  }

  private static int[][] turned(int[][] rows) {
    var turned = new int[rows.length == 0 ? 0 : rows[0].length][rows.length];
    for (int r = 0; r < rows.length; r++)
      for (int c = 0; c < turned.length; c++) turned[c][r] = rows[r][c];
    return turned;
  }
}
