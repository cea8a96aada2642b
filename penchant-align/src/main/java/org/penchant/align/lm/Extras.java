package org.penchant.align.lm;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * What a pass tells of trained tokens beside their log-probabilities.
 *
 * @param statistics of the policy's distribution alone
 * @param signals of the policy's distribution and those of teachers, sorted by their names, so that
 *     gradients are added up in one order
 * @param teachers every teacher that a signal reads
 */
public record Extras(Set<Statistic> statistics, List<Signal> signals, Teachers teachers) {
  public Extras {
    statistics = Set.copyOf(statistics);
    signals = signals.stream().distinct().sorted(Comparator.comparing(Signal::toString)).toList();
  }

  public static Extras of(
      Set<Statistic> statistics, Collection<? extends Signal> signals, Teachers teachers) {
    return new Extras(statistics, List.copyOf(signals), teachers);
  }

  /** Statistics alone. */
  public static Extras of(Set<Statistic> statistics) {
    return new Extras(statistics, List.of(), Teachers.none());
  }
}
