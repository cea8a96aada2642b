package org.penchant.align.objective;

import java.util.LinkedHashSet;
import java.util.Set;

/** Unions of needs. */
final class Needs {
  private Needs() {}

  @SafeVarargs
  static Set<Need> union(Set<Need>... sets) {
    var all = new LinkedHashSet<Need>();
    for (var set : sets) all.addAll(set);
    return all;
  }
}
