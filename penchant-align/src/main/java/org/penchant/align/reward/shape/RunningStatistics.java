package org.penchant.align.reward.shape;

/**
 * Statistics of all rewards seen, merged batch by batch: with b new values of mean m and squared
 * deviations v, mean += (m - mean) b / (n + b) and the squared deviations grow by v + (m - mean)^2
 * n b / (n + b). A value: merging gives another, so that evaluation cannot leak into training, and
 * it is saved and read back as it stands.
 *
 * @param count rewards seen, n
 * @param mean of them
 * @param squares sum of their squared deviations from the mean
 * @param least the least of them; 0 before the first
 * @param most the greatest; 0 before the first
 */
public record RunningStatistics(
    long count, double mean, double squares, double least, double most) {
  public RunningStatistics {
    if (count < 0 || !(squares >= 0) || !(least <= most) || !Double.isFinite(mean))
      throw new IllegalArgumentException(
          "no statistics of rewards: "
              + count
              + " of mean "
              + mean
              + ", squares "
              + squares
              + ", from "
              + least
              + " to "
              + most);
  }

  /** Of no reward. */
  public static RunningStatistics none() {
    return new RunningStatistics(0, 0, 0, 0, 0);
  }

  /**
   * With a batch added.
   *
   * @throws IllegalArgumentException if a reward is not finite
   */
  public RunningStatistics with(double... batch) {
    if (batch.length == 0) return this;
    double sum = 0;
    double low = count == 0 ? batch[0] : least;
    double high = count == 0 ? batch[0] : most;
    for (double reward : batch) {
      if (!Double.isFinite(reward))
        throw new IllegalArgumentException("reward " + reward + ", must be finite");
      sum += reward;
      low = Math.min(low, reward);
      high = Math.max(high, reward);
    }
    double own = sum / batch.length;
    double deviations = 0;
    for (double reward : batch) deviations += (reward - own) * (reward - own);
    long total = count + batch.length;
    double delta = own - mean;
    double share = (double) batch.length / total;
    return new RunningStatistics(
        total,
        mean + delta * share,
        squares + deviations + delta * delta * count * share,
        low,
        high);
  }

  /** The population standard deviation, sqrt(squares / n); 0 before the first reward. */
  public double sd() {
    return count == 0 ? 0 : Math.sqrt(squares / count);
  }
}
