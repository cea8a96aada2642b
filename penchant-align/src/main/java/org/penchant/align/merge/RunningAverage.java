package org.penchant.align.merge;

/**
 * The mean of parameter vectors, member by member as runs finish: mean += (next - mean) / (n + 1).
 * A value: adding gives another.
 *
 * @param mean of the members; empty before the first
 * @param count of them
 */
public record RunningAverage(double[] mean, int count) {
  public RunningAverage {
    mean = mean.clone();
  }

  public static RunningAverage none() {
    return new RunningAverage(new double[0], 0);
  }

  /** The mean of these. */
  public static double[] of(double[]... members) {
    var average = none();
    for (double[] member : members) average = average.with(member);
    return average.mean();
  }

  /**
   * With another member.
   *
   * @throws IllegalArgumentException if its length is another
   */
  public RunningAverage with(double[] member) {
    if (count == 0) return new RunningAverage(member, 1);
    if (member.length != mean.length)
      throw new IllegalArgumentException(
          "members of " + mean.length + " and " + member.length + " parameters");
    double[] next = mean.clone();
    for (int i = 0; i < next.length; i++) next[i] += (member[i] - next[i]) / (count + 1);
    return new RunningAverage(next, count + 1);
  }

  @Override
  public double[] mean() {
    return mean.clone();
  }
}
