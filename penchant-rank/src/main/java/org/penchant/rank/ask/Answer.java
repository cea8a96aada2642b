package org.penchant.rank.ask;

/** What an oracle says of a pair, seen from its first item. */
public enum Answer {
  BETTER,
  INDIFFERENT,
  WORSE;

  /** The same answer seen from the second item. */
  public Answer swapped() {
    return switch (this) {
      case BETTER -> WORSE;
      case INDIFFERENT -> INDIFFERENT;
      case WORSE -> BETTER;
    };
  }

  /** What the first item earns: 1, 0.5 or 0. */
  public double points() {
    return switch (this) {
      case BETTER -> 1;
      case INDIFFERENT -> 0.5;
      case WORSE -> 0;
    };
  }
}
