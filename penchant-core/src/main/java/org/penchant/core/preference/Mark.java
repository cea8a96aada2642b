package org.penchant.core.preference;

import java.util.Optional;

/**
 * The circumstances of a piece of feedback.
 *
 * @param annotator who gave it
 * @param weight how much it counts, finite and not negative; 1 unless the data says otherwise
 * @param time when, as the data writes it
 * @param rationale why, in the annotator's words
 */
public record Mark(
    Optional<String> annotator, double weight, Optional<String> time, Optional<String> rationale) {
  public static final Mark NONE = new Mark(Optional.empty(), 1, Optional.empty(), Optional.empty());

  public Mark {
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException(
          "weight = " + weight + ", must be finite and not negative");
  }

  public Mark withAnnotator(String name) {
    return new Mark(Optional.of(name), weight, time, rationale);
  }

  public Mark withWeight(double value) {
    return new Mark(annotator, value, time, rationale);
  }

  public Mark withRationale(String text) {
    return new Mark(annotator, weight, time, Optional.of(text));
  }
}
