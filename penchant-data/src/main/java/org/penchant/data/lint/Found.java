package org.penchant.data.lint;

import java.util.List;

/**
 * What a check found.
 *
 * @param count all occurrences
 * @param places the first of them
 */
public record Found(long count, List<Place> places) {
  public Found {
    places = List.copyOf(places);
  }
}
