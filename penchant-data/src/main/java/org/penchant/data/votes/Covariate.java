package org.penchant.data.votes;

import java.util.List;
import java.util.Optional;

/**
 * A number that goes with a vote.
 *
 * @param name of the covariate
 * @param first the column of the first item's value, or of the difference itself
 * @param second the column of the second item's value, which is subtracted
 */
public record Covariate(String name, String first, Optional<String> second) {
  /** A column that already says by how much the first differs from the second. */
  public static Covariate of(String column) {
    return new Covariate(column, column, Optional.empty());
  }

  /** The value of the first less the value of the second. */
  public static Covariate difference(String name, String first, String second) {
    return new Covariate(name, first, Optional.of(second));
  }

  /** The columns it is made of. */
  List<String> columns() {
    return second.map(other -> List.of(first, other)).orElse(List.of(first));
  }
}
