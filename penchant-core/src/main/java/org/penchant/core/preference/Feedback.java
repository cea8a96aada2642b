package org.penchant.core.preference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What somebody said of the candidates of a {@link Comparison}; indices point into its list. */
public sealed interface Feedback {
  /** Who said it, when, with what weight and why. */
  Mark mark();

  /** The outcome of comparing two candidates. */
  enum Outcome {
    FIRST,
    SECOND,
    TIE,
    BOTH_BAD
  }

  /**
   * One candidate against another.
   *
   * @param strength how sure the preference is, in [0, 1]; 1 for a plain vote
   */
  record Pairwise(Outcome outcome, double strength, Mark mark) implements Feedback {
    public Pairwise {
      if (!(strength >= 0 && strength <= 1))
        throw new IllegalArgumentException("strength = " + strength + ", must be in [0, 1]");
    }
  }

  /** Groups of candidates from best to worst; members of a group tie; may leave candidates out. */
  record Ranking(List<List<Integer>> groups, Mark mark) implements Feedback {
    public Ranking {
      groups = groups.stream().map(List::copyOf).toList();
      var seen = new TreeSet<Integer>();
      for (var group : groups)
        for (int i : group)
          if (!seen.add(i))
            throw new IllegalArgumentException("candidate " + i + " is ranked twice");
    }
  }

  /** A score for every candidate in one or many named dimensions; NaN where a score is missing. */
  record Rating(Map<String, List<Double>> scores, Mark mark) implements Feedback {
    public Rating {
      var copy = new LinkedHashMap<String, List<Double>>();
      scores.forEach((name, values) -> copy.put(name, List.copyOf(values)));
      scores = java.util.Collections.unmodifiableMap(copy);
    }
  }

  /** Good or bad, of the only candidate. */
  record Unary(boolean good, Mark mark) implements Feedback {}

  /** A score for every step of the only candidate. */
  record Stepwise(List<Double> scores, Mark mark) implements Feedback {
    public Stepwise {
      scores = List.copyOf(scores);
    }
  }
}
