package org.penchant.align.reward;

import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A reward for each of several named objectives, u = sum_k w_k z_k. A label gives the objectives'
 * ratings, NaN where one is missing: sum_k (z_k - label_k)^2 / 2.
 *
 * @param objectives names, in the order of the outputs
 * @param weights w; all equal, summing to 1, if empty
 */
public record MultiObjective(List<String> objectives, List<Double> weights) implements Head {
  public MultiObjective {
    objectives = List.copyOf(objectives);
    if (objectives.isEmpty()) throw new IllegalArgumentException("name at least one objective");
    if (objectives.stream().distinct().count() < objectives.size())
      throw new IllegalArgumentException("objectives " + objectives + " repeat a name");
    weights =
        weights.isEmpty()
            ? Collections.nCopies(objectives.size(), 1.0 / objectives.size())
            : List.copyOf(weights);
    if (weights.size() != objectives.size())
      throw new IllegalArgumentException(
          weights.size() + " weights for " + objectives.size() + " objectives");
    for (double w : weights)
      if (!Double.isFinite(w)) throw new IllegalArgumentException("weight " + w + " is not finite");
  }

  public static MultiObjective defaults() {
    return new MultiObjective(List.of("overall"), List.of());
  }

  @Override
  public int outputs() {
    return objectives.size();
  }

  @Override
  public Utilities utilities(Outputs outputs, Tables tables) {
    double[] w = weights.stream().mapToDouble(v -> v).toArray();
    return Weighted.of(outputs, w);
  }

  @Override
  public int labels() {
    return objectives.size();
  }

  @Override
  public double[] expected(double[] z) {
    return z.clone();
  }

  @Override
  public double loss(double[] z, double[] label, double[] slopes) {
    return Scalar.squared(z, label, slopes);
  }

  @Override
  public OptionalDouble score(Outputs one, Tables tables) {
    return OptionalDouble.of(utilities(one, tables).values()[0]);
  }
}
