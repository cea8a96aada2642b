package org.penchant.eval.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Proportions;

/**
 * Measures what frozen representations know of labelled dimensions (2511.12464): a probe fitted on
 * one split, its accuracy on another, and the same after the labels of each split were shuffled,
 * which shows what width and imbalance alone bring. Hewitt and Liang, "Designing and interpreting
 * probes with control tasks", EMNLP 2019.
 *
 * @param standardise whether features are first standardised by the training split, which also
 *     stands in for the missing bias
 * @param confidence of intervals
 */
public record Probing(Probe probe, boolean standardise, double confidence) {
  /** A softmax of standardised features, at 95%. */
  public static Probing defaults() {
    return new Probing(Probe.Softmax.defaults(), true, 0.95);
  }

  public Probing withProbe(Probe other) {
    return new Probing(other, standardise, confidence);
  }

  public Probing withStandardise(boolean whether) {
    return new Probing(probe, whether, confidence);
  }

  /** Probes every dimension; {@code test} in the order of {@code train}. */
  public ProbeTable run(List<ProbingSet> train, List<ProbingSet> test, Seeds seeds) {
    if (train.size() != test.size())
      throw new IllegalArgumentException(train.size() + " and " + test.size() + " dimensions");
    var results = new ArrayList<ProbeResult>();
    for (int k = 0; k < train.size(); k++)
      results.add(
          run(train.get(k), test.get(k), seeds.stream("control " + train.get(k).dimension())));
    return new ProbeTable(probe.toString(), results);
  }

  /**
   * Probes one dimension.
   *
   * @param shuffle draws the control's permutations
   */
  public ProbeResult run(ProbingSet train, ProbingSet test, RandomGenerator shuffle) {
    if (!train.dimension().equals(test.dimension())
        || train.classes() != test.classes()
        || train.width() != test.width())
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          "dimension " + train.dimension(),
          test.dimension(),
          "training and test split differ in name, classes or features",
          "give the two splits of one dimension");
    var scale = standardise ? Standardiser.of(train.features()) : Standardiser.none(train.width());
    double[][] x = scale.apply(train.features());
    double[][] held = scale.apply(test.features());
    var fitted = probe.fit(x, train.labels(), train.classes());
    var counts = ClassCounts.of(test.labels(), fitted.predict(held), test.classes());
    var control = probe.fit(x, shuffled(train.labels(), shuffle), train.classes());
    var chance =
        ClassCounts.of(shuffled(test.labels(), shuffle), control.predict(held), test.classes());
    return new ProbeResult(
        train.dimension(),
        train.classes(),
        train.labels().length,
        Proportions.wilson((double) counts.right(), counts.total(), confidence),
        counts,
        test.floor(),
        chance.accuracy(),
        fitted.converged());
  }

  private static int[] shuffled(int[] labels, RandomGenerator random) {
    return Arrays.stream(Seeds.permutation(labels.length, random)).map(i -> labels[i]).toArray();
  }
}
