package org.penchant.rank.game;

import java.util.Arrays;

/**
 * How far ratings move when something is added that should not matter.
 *
 * @param before ratings of the models
 * @param after ratings of the same models, the first ones, with the copies there
 * @param band ratings closer than this tie
 */
public record CloneAttack(double[] before, double[] after, double band) {
  public CloneAttack {
    if (after.length < before.length)
      throw new IllegalArgumentException(
          after.length + " ratings after, " + before.length + " before");
  }

  /** Rates a tensor and the attacked one. */
  public static CloneAttack of(
      TensorRating rating, PreferenceTensor tensor, PreferenceTensor attacked, double band) {
    return new CloneAttack(rating.rate(tensor), rating.rate(attacked), band);
  }

  /** The largest change of a rating. */
  public double change() {
    double most = 0;
    for (int i = 0; i < before.length; i++) most = Math.max(most, Math.abs(after[i] - before[i]));
    return most;
  }

  /** {@link #change} over the range of the ratings before. */
  public double relativeChange() {
    var stats = Arrays.stream(before).summaryStatistics();
    return change() / (stats.getMax() - stats.getMin());
  }

  /** Whether the best model before is, after, below another by more than the band. */
  public boolean leaderChanged() {
    int leader = 0;
    for (int i = 1; i < before.length; i++) if (before[i] > before[leader]) leader = i;
    double best = Arrays.stream(after, 0, before.length).max().orElseThrow();
    return best - after[leader] > band;
  }
}
