package org.penchant.data.table;

import java.util.List;

/**
 * Which value each coder gave to each unit.
 *
 * @param values the distinct values in the order they first appear
 * @param codes one row a unit, one column a coder: an index into {@code values}, {@link #MISSING}
 *     where there is none
 */
public record CodingTable(List<String> values, int[][] codes) {
  public static final int MISSING = -1;

  public CodingTable {
    values = List.copyOf(values);
    for (int[] unit : codes) {
      if (unit.length != codes[0].length)
        throw new IllegalArgumentException(
            unit.length + " coders of a unit, must be " + codes[0].length);
      for (int code : unit)
        if (code < MISSING || code >= values.size())
          throw new IllegalArgumentException("code = " + code + ", there are " + values.size());
    }
  }

  public int units() {
    return codes.length;
  }

  public int coders() {
    return codes.length == 0 ? 0 : codes[0].length;
  }
}
