package org.penchant.app.reward;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Feedback.Outcome;
import org.penchant.core.preference.Feedback.Pairwise;
import org.penchant.core.stats.Interval;
import org.penchant.core.stats.Proportions;

/**
 * How well annotators know each other: the share of decided votes that agree with the majority of
 * the others' decided votes on the same pair, ties among those counted half. No model that gives a
 * pair one answer can expect to do better on single votes than a majority does.
 */
final class Ceiling {
  private Ceiling() {}

  /** The share with a Wilson interval; empty where no pair was judged twice. */
  static Optional<Interval> of(List<Comparison> rows) {
    var votes = new LinkedHashMap<String, List<Integer>>();
    for (var row : rows)
      if (row.feedback() instanceof Pairwise pair
          && row.candidates().size() == 2
          && row.feedback().mark().annotator().isPresent())
        votes
            .computeIfAbsent(key(row), _ -> new ArrayList<>())
            .add(
                (turned(row) ? -1 : 1)
                    * (pair.outcome() == Outcome.FIRST
                        ? 1
                        : pair.outcome() == Outcome.SECOND ? -1 : 0));
    double agree = 0;
    int n = 0;
    for (var all : votes.values()) {
      int sum = all.stream().mapToInt(v -> v).sum();
      for (int vote : all) {
        if (vote == 0 || all.size() < 2) continue;
        int others = Integer.signum(sum - vote);
        agree += others == vote ? 1 : others == 0 ? 0.5 : 0;
        n++;
      }
    }
    return n == 0 ? Optional.empty() : Optional.of(Proportions.wilson(agree, n, 0.95));
  }

  /** Which answer stands first in a row changes nothing. */
  private static boolean turned(Comparison row) {
    return text(row, 0).compareTo(text(row, 1)) > 0;
  }

  private static String text(Comparison row, int candidate) {
    return row.candidates().get(candidate).content().plain();
  }

  private static String key(Comparison row) {
    int first = turned(row) ? 1 : 0;
    return row.prompt().plain() + '\u0000' + text(row, first) + '\u0000' + text(row, 1 - first);
  }
}
