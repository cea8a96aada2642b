package org.penchant.eval.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.penchant.core.numeric.Logistic;

/**
 * Class centres of labelled representations, and what distances to them say of a new one without
 * any training (2511.12464, whose form is not established; this is the specification's). Made of
 * training items only: test items among them would leak their labels.
 *
 * @param scale applied to every vector first; without it one feature of great norm decides
 * @param mean of the mean evidence over the training items
 * @param sd of it
 */
public record Prototypes(List<Centres> dimensions, Standardiser scale, double mean, double sd) {
  /**
   * The centres of a dimension.
   *
   * @param of one row a class
   */
  public record Centres(String dimension, double[][] of) {}

  public Prototypes {
    dimensions = List.copyOf(dimensions);
    if (dimensions.isEmpty()) throw new IllegalArgumentException("no dimensions");
  }

  /** Means of the items of every class; features standardised over all items if asked. */
  public static Prototypes of(List<ProbingSet> train, boolean standardise) {
    double[][] all =
        train.stream().flatMap(s -> Arrays.stream(s.features())).toArray(double[][]::new);
    var scale = standardise ? Standardiser.of(all) : Standardiser.none(all[0].length);
    var dimensions = new ArrayList<Centres>();
    for (var set : train) {
      var centres = new double[set.classes()][set.width()];
      int[] counts = set.counts();
      for (int i = 0; i < set.labels().length; i++) {
        int c = set.labels()[i];
        double[] h = scale.apply(set.features()[i]);
        for (int j = 0; j < h.length; j++) centres[c][j] += h[j] / counts[c];
      }
      dimensions.add(new Centres(set.dimension(), centres));
    }
    var raw = new Prototypes(dimensions, scale, 0, 1);
    double[] evidence = Arrays.stream(all).mapToDouble(raw::confidence).toArray();
    double mean = Arrays.stream(evidence).average().orElseThrow();
    double square = Arrays.stream(evidence).map(e -> (e - mean) * (e - mean)).sum();
    double sd = Math.sqrt(square / Math.max(1, evidence.length - 1));
    return new Prototypes(dimensions, scale, mean, sd > 0 ? sd : 1);
  }

  /** Euclidean distances of {@code h} to the centres of dimension {@code k}. */
  public double[] distances(int k, double[] h) {
    double[] z = scale.apply(h);
    return Arrays.stream(dimensions.get(k).of())
        .mapToDouble(centre -> {
          double sum = 0;
          for (int j = 0; j < z.length; j++) sum += (z[j] - centre[j]) * (z[j] - centre[j]);
          return Math.sqrt(sum);
        })
        .toArray();
  }

  /** The second least distance less the least; |d_0 - d_1| for two classes. */
  public double evidence(int k, double[] h) {
    double[] d = distances(k, h);
    Arrays.sort(d);
    return d[1] - d[0];
  }

  /** d_0 less the distance to the last class: positive where {@code h} is nearer to the last. */
  public double separation(int k, double[] h) {
    double[] d = distances(k, h);
    return d[0] - d[d.length - 1];
  }

  /** sigmoid(d_0 - d_last). */
  public double probability(int k, double[] h) {
    return Logistic.sigmoid(separation(k, h));
  }

  /** Each dimension's share of the evidence; equal shares where there is none. */
  public double[] usage(double[] h) {
    double[] e = new double[dimensions.size()];
    Arrays.setAll(e, k -> evidence(k, h));
    double sum = Arrays.stream(e).sum();
    return Arrays.stream(e).map(v -> sum > 0 ? v / sum : 1.0 / e.length).toArray();
  }

  /** The dimension of the greatest share. */
  public String used(double[] h) {
    double[] a = usage(h);
    int best = 0;
    for (int k = 1; k < a.length; k++) if (a[k] > a[best]) best = k;
    return dimensions.get(best).dimension();
  }

  /** Mean evidence in standard deviations from that of the training items. */
  public double confidence(double[] h) {
    double sum = 0;
    for (int k = 0; k < dimensions.size(); k++) sum += evidence(k, h);
    return (sum / dimensions.size() - mean) / sd;
  }

  /** How differently two answers lie: the sum over dimensions of |difference of separations|. */
  public double pairConfidence(double[] first, double[] second) {
    double sum = 0;
    for (int k = 0; k < dimensions.size(); k++)
      sum += Math.abs(separation(k, first) - separation(k, second));
    return sum;
  }
}
