package org.penchant.data.lint;

import java.util.List;

/**
 * A check that found something.
 *
 * @param check the name of the check
 * @param count all occurrences
 * @param places the first of them, each with file and row
 */
public record Finding(String check, String rule, String remedy, long count, List<Place> places) {
  public Finding {
    places = List.copyOf(places);
  }
}
