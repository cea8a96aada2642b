package org.penchant.papers.catalogue;

import java.util.List;
import java.util.Optional;
import org.penchant.align.curate.Step;
import org.penchant.align.train.ComparisonSearch;
import org.penchant.align.train.Stages;
import org.penchant.align.train.StepWeights;

/**
 * What a method does around its objective; every part may be empty.
 *
 * @param curate steps that make its training data, for {@code penchant curate --method}
 * @param filters which rows train, as {@code --filter}
 * @param order of rows, as {@code --order}; empty for any
 * @param weight of rows, as {@code --weight}; empty for 1
 * @param stages of training
 * @param steps how the steps of trajectories are weighed
 * @param noisy the second stage on noisy pairs
 */
public record Recipe(
    List<Step> curate,
    List<String> filters,
    String order,
    String weight,
    Optional<Stages> stages,
    Optional<StepWeights> steps,
    Optional<Noisy> noisy) {
  /**
   * Pairs that the policy itself finds only slightly right are kept for comparisons.
   *
   * @param tau nats: those with 0 < log pi(y_w) - log pi(y_l) < tau
   * @param passes over them
   * @param parameters names of what moves; the output projection if empty
   */
  public record Noisy(double tau, int passes, List<String> parameters, ComparisonSearch search) {
    public Noisy {
      parameters = List.copyOf(parameters);
      if (passes < 1)
        throw new IllegalArgumentException("passes = " + passes + ", must be at least 1");
    }
  }

  public static final Recipe NONE =
      new Recipe(
          List.of(), List.of(), "", "", Optional.empty(), Optional.empty(), Optional.empty());

  /** Nothing. */
  public static Recipe defaults() {
    return NONE;
  }
}
