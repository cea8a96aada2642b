package org.penchant.data.ltr;

/**
 * A document of a query.
 *
 * @param label how relevant it is, higher is better
 * @param features numbers of the features that are not 0, as in the file, increasing
 * @param values theirs
 */
public record Document(double label, int[] features, double[] values) {
  public Document {
    if (features.length != values.length)
      throw new IllegalArgumentException(features.length + " features, " + values.length);
  }
}
