package org.penchant.data.lint;

import java.util.ArrayList;
import java.util.List;

/** Counts occurrences and keeps the first of them. */
final class Places {
  private final int limit;
  private final List<Place> first = new ArrayList<>();
  private long count;

  Places(int limit) {
    this.limit = limit;
  }

  void add(LintRow row, String detail) {
    count++;
    if (first.size() < limit) first.add(Place.of(row.comparison().provenance(), detail));
  }

  void add(Place place) {
    count++;
    if (first.size() < limit) first.add(place);
  }

  Found found() {
    return new Found(count, first);
  }
}
