package org.penchant.core.preference;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * How a row came to be that no file held as it is: the rows it was made of and what was done to
 * them.
 *
 * @param sources the rows it was first made of, each once
 * @param steps what was done, first to last, in words that do it again
 */
public record Lineage(List<Source> sources, List<String> steps) {
  /** Of a row that stands in its file as it is. */
  public static final Lineage NONE = new Lineage(List.of(), List.of());

  public Lineage {
    sources = List.copyOf(sources);
    steps = List.copyOf(steps);
  }

  /**
   * A row of a file.
   *
   * @param file as the user named it
   * @param row its 0-based number
   */
  public record Source(String file, long row) {}

  public boolean isEmpty() {
    return sources.isEmpty() && steps.isEmpty();
  }

  /** One step more. */
  public Lineage then(String step) {
    var more = new ArrayList<>(steps);
    more.add(step);
    return new Lineage(sources, more);
  }

  /** The sources of both and the steps of this. */
  public Lineage joinedBy(Lineage other) {
    var all = new LinkedHashSet<>(sources);
    all.addAll(other.sources);
    return new Lineage(List.copyOf(all), steps);
  }
}
