package org.penchant.app.reward.bench;

import org.penchant.core.problems.Problems;

/** Counts what is read but does not count. */
final class LeftOut {
  private long ties;
  private long undecided;

  void tie() {
    ties++;
  }

  void undecided() {
    undecided++;
  }

  void warn(String file, Problems problems) {
    if (ties > 0)
      problems.warn(file, ties + " votes", "say tie: they count for neither answer", "");
    if (undecided > 0)
      problems.warn(
          file,
          undecided + " rows",
          "have no vote for either answer and were left out",
          "score them as format ties");
  }
}
