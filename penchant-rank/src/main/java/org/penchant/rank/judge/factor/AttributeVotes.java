package org.penchant.rank.judge.factor;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;

/**
 * Choices between A and B with how their attributes compare.
 *
 * @param attributes names
 * @param x one row a choice: the attribute of A against that of B, usually -1, 0 or 1; finite
 * @param y whether A was chosen
 */
public record AttributeVotes(List<String> attributes, double[][] x, boolean[] y) {
  public AttributeVotes {
    attributes = List.copyOf(attributes);
    var problems = new Problems();
    if (x.length != y.length)
      problems.error("choices", y.length, "must be as many as rows, " + x.length, "check the rows");
    for (int r = 0; r < x.length; r++) {
      if (x[r].length != attributes.size())
        problems.error(
            "row " + r,
            x[r].length + " values",
            "must be one for each of " + attributes.size() + " attributes",
            "fill the row");
      for (double value : x[r])
        if (!Double.isFinite(value))
          problems.error(
              "row " + r, value, "must be finite", "leave out rows that could not be assessed");
    }
    problems.throwIfErrors(ExitCode.BAD_DATA);
  }

  public int rows() {
    return y.length;
  }

  /** The rows of these numbers, in this order. */
  public AttributeVotes rows(int[] numbers) {
    var some = new boolean[numbers.length];
    for (int k = 0; k < some.length; k++) some[k] = y[numbers[k]];
    return new AttributeVotes(
        attributes, Arrays.stream(numbers).mapToObj(r -> x[r]).toArray(double[][]::new), some);
  }

  /** log-odds of A in a row under weights. */
  public double logOdds(int row, double[] weights) {
    double sum = 0;
    for (int k = 0; k < weights.length; k++) sum += weights[k] * x[row][k];
    return sum;
  }

  /** Share of the rows whose choice the weights predict; log-odds of 0 predict nothing: half. */
  public double accuracy(double[] weights) {
    double right = 0;
    for (int r = 0; r < rows(); r++) {
      double z = logOdds(r, weights);
      right += z == 0 ? 0.5 : (z > 0) == y[r] ? 1 : 0;
    }
    return right / rows();
  }

  /**
   * A judge's choice from both orders: the masses on A and on B are added over the orders, and the
   * larger wins; even ones say nothing, as those of a judge who looks at the position alone.
   *
   * @param aFirst mass on A and on B with A shown first
   * @param bFirst mass on A and on B with B shown first
   */
  public static Optional<Boolean> choice(double[] aFirst, double[] bFirst) {
    double a = aFirst[0] + bFirst[0];
    double b = aFirst[1] + bFirst[1];
    return Math.abs(a - b) <= 1e-12 ? Optional.empty() : Optional.of(a > b);
  }
}
