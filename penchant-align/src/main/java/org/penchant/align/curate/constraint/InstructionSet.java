package org.penchant.align.curate.constraint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.penchant.core.random.Seeds;

/** Draws instructions no two of which are about one thing, so that none contradicts another. */
public final class InstructionSet {
  private InstructionSet() {}

  /**
   * Up to {@code count} things that {@code make} makes of makers drawn without repetition; those
   * about something that is taken already are passed over.
   *
   * @param taken constraints that already stand
   * @param constraints of one thing made
   */
  public static <T> List<T> draw(
      int count,
      List<Constraint> taken,
      Function<Maker, Optional<T>> make,
      Function<T, List<Constraint>> constraints,
      RandomGenerator random) {
    var all = new ArrayList<>(taken);
    var drawn = new ArrayList<T>();
    var makers = Maker.values();
    for (int i : Seeds.permutation(makers.length, random)) {
      if (drawn.size() == count) break;
      var made = make.apply(makers[i]);
      if (made.isEmpty()) continue;
      var own = constraints.apply(made.get());
      if (all.stream().anyMatch(a -> own.stream().anyMatch(a::mayContradict))) continue;
      all.addAll(own);
      drawn.add(made.get());
    }
    return drawn;
  }

  /** The constraints among demands that a program checks. */
  public static List<Constraint> checked(List<Demand> demands) {
    return demands.stream().flatMap(d -> d.check().stream()).toList();
  }

  /** How many instructions to ask for: uniform in 1..most. */
  public static int size(int most, RandomGenerator random) {
    return 1 + random.nextInt(most);
  }

  /** The instructions in words. */
  public static List<String> texts(List<Constraint> constraints) {
    return constraints.stream().map(Constraint::text).toList();
  }
}
