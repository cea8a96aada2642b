package org.penchant.align.train;

import java.util.Arrays;
import java.util.Optional;
import org.penchant.align.reward.Categorical;
import org.penchant.align.reward.Head;
import org.penchant.align.reward.MultiObjective;
import org.penchant.core.preference.Feedback;
import org.penchant.core.problems.Problems;

/** What a rating says a head's outputs should be. */
final class RewardLabels {
  private RewardLabels() {}

  /**
   * The label of a candidate: of a {@link MultiObjective} head the objectives' ratings, NaN where
   * one is missing; of a {@link Categorical} head all mass on the level the rating names, levels 1
   * to K of which K is the best; of others the only rating. Empty if there is none, or after a
   * reported mistake.
   */
  static Optional<double[]> of(
      Head head, Feedback.Rating rating, int candidate, String place, Problems problems) {
    if (head instanceof MultiObjective several) {
      double[] values =
          several.objectives().stream()
              .mapToDouble(name ->
                  rating.scores().containsKey(name)
                      ? rating.scores().get(name).get(candidate)
                      : Double.NaN)
              .toArray();
      if (Arrays.stream(values).allMatch(Double::isNaN)) {
        problems.error(
            place,
            "ratings of " + rating.scores().keySet(),
            "none of the objectives " + several.objectives() + " is rated",
            "name the objectives as the data does");
        return Optional.empty();
      }
      return Optional.of(values);
    }
    if (rating.scores().size() != 1) {
      problems.error(
          place,
          "ratings of " + rating.scores().keySet(),
          head + " learns one rating",
          "take a multi-objective head, or leave one rating");
      return Optional.empty();
    }
    double value = rating.scores().values().iterator().next().get(candidate);
    if (Double.isNaN(value)) return Optional.empty();
    if (!(head instanceof Categorical levels)) return Optional.of(new double[] {value});
    if (value != Math.rint(value) || value < 1 || value > levels.levels()) {
      problems.error(
          place,
          "rating " + value,
          "must name a level, 1 to " + levels.levels() + ", of which the last is the best",
          "bring the ratings to these levels, or give the head another number of levels");
      return Optional.empty();
    }
    double[] label = new double[levels.levels()];
    label[levels.levels() - (int) value] = 1;
    return Optional.of(label);
  }
}
