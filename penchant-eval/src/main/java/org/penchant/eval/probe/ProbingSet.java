package org.penchant.eval.probe;

import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;

/**
 * Labelled vectors of one dimension, such as harmlessness.
 *
 * @param dimension its name
 * @param classes 2 or more
 * @param features one row an item, of equal lengths, finite
 * @param labels one an item, from 0
 */
public record ProbingSet(String dimension, int classes, double[][] features, int[] labels) {
  /** Fewer items of a class say nothing. */
  public static final int LEAST = 5;

  /**
   * Checks the set.
   *
   * @throws ProblemsException (bad data) naming the dimension
   */
  public ProbingSet {
    if (classes < 2) throw bad(dimension, classes + " classes", "there must be 2 or more", "");
    if (features.length != labels.length)
      throw bad(dimension, features.length + " vectors for " + labels.length + " labels", "", "");
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes)
        throw bad(
            dimension, "label " + labels[i], "must be 0 to " + (classes - 1), "mend item " + i);
      if (features[i].length != features[0].length)
        throw bad(dimension, features[i].length + " features", "others differ", "mend item " + i);
      for (double x : features[i])
        if (!Double.isFinite(x))
          throw bad(dimension, "feature " + x, "must be finite", "mend item " + i);
    }
    int[] counts = counts(classes, labels);
    for (int c = 0; c < classes; c++)
      if (counts[c] < LEAST)
        throw bad(
            dimension,
            counts[c] + " items of class " + c,
            "a dimension needs " + LEAST + " items of every class",
            "label more items, or leave the dimension out");
  }

  /** Items of each class. */
  public int[] counts() {
    return counts(classes, labels);
  }

  /** The share of the commonest class: what a probe reaches that looks at nothing. */
  public double floor() {
    int most = 0;
    for (int count : counts()) most = Math.max(most, count);
    return most / (double) labels.length;
  }

  /** Features an item. */
  public int width() {
    return features[0].length;
  }

  private static int[] counts(int classes, int[] labels) {
    int[] counts = new int[classes];
    for (int label : labels) counts[label]++;
    return counts;
  }

  private static ProblemsException bad(String place, String value, String rule, String remedy) {
    return ProblemsException.of(ExitCode.BAD_DATA, "dimension " + place, value, rule, remedy);
  }
}
