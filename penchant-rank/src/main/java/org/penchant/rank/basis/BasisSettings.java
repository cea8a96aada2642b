package org.penchant.rank.basis;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How a basis is found: k-means, then in turn the two centres of greatest cosine above a bound are
 * merged, weighted by their members, until none are; members join their nearest centre again, and
 * clusters below a share are dropped, until nothing changes.
 *
 * @param start clusters of the k-means
 * @param rounds of the k-means
 * @param merge cosine above which centres are one
 * @param least share of all members that a category needs
 * @param within cosine from which an annotation belongs to its nearest category
 */
public record BasisSettings(int start, int rounds, double merge, double least, double within) {
  private static final int SETTLED = 50;

  public BasisSettings {
    new SphericalKMeans(start, rounds);
    if (!(merge >= -1 && merge <= 1 && within >= -1 && within <= 1))
      throw new IllegalArgumentException(
          "merge = " + merge + ", within = " + within + ", must be cosines");
    if (!(least >= 0 && least < 1))
      throw new IllegalArgumentException("least = " + least + ", must be in [0, 1)");
  }

  /** 60 clusters in 30 rounds, merged above 0.8, a thousandth at least, within 0.7. */
  public static BasisSettings defaults() {
    return new BasisSettings(60, 30, 0.8, 0.001, 0.7);
  }

  /** The same with at most so many clusters before merging, for few annotations. */
  public BasisSettings withStartAtMost(int annotations) {
    return new BasisSettings(Math.min(start, annotations), rounds, merge, least, within);
  }

  /**
   * The basis of annotations.
   *
   * @param embeddings one an annotation; lengths do not matter
   * @throws IllegalArgumentException if there are fewer than clusters to start with, or every
   *     cluster is too small
   */
  public Basis find(double[][] embeddings, RandomGenerator random) {
    double[][] unit = Directions.of(embeddings);
    double[][] centres = new SphericalKMeans(start, rounds).centres(unit, random);
    int[] sizes = Basis.counts(unit, centres);
    for (int round = 0; round < SETTLED; round++) {
      int before = centres.length;
      centres = merged(centres, sizes);
      sizes = Basis.counts(unit, centres);
      var kept = new ArrayList<double[]>();
      for (int c = 0; c < centres.length; c++)
        if (sizes[c] >= least * unit.length && sizes[c] > 0) kept.add(centres[c]);
      if (kept.isEmpty())
        throw new IllegalArgumentException(
            "none of "
                + centres.length
                + " clusters holds "
                + least
                + " of "
                + unit.length
                + " annotations: start with fewer");
      centres = kept.toArray(double[][]::new);
      sizes = Basis.counts(unit, centres);
      if (centres.length == before) break;
    }
    return Basis.of(centres, sizes, within);
  }

  /** Centres of which no two have a cosine above the bound. */
  private double[][] merged(double[][] centres, int[] sizes) {
    var all = new ArrayList<>(List.of(centres));
    var weights = new ArrayList<Double>();
    for (int size : sizes) weights.add((double) size);
    while (true) {
      int first = -1;
      int second = -1;
      double most = merge;
      for (int a = 0; a < all.size(); a++)
        for (int b = a + 1; b < all.size(); b++) {
          double cosine = Directions.dot(all.get(a), all.get(b));
          if (cosine > most) {
            most = cosine;
            first = a;
            second = b;
          }
        }
      if (first < 0) return all.toArray(double[][]::new);
      double[] sum = new double[all.get(first).length];
      // Empty centres count a little, so that two of them have a direction.
      double wa = Math.max(weights.get(first), 1e-9);
      double wb = Math.max(weights.get(second), 1e-9);
      for (int k = 0; k < sum.length; k++)
        sum[k] = wa * all.get(first)[k] + wb * all.get(second)[k];
      all.set(first, Directions.of(new double[][] {sum})[0]);
      weights.set(first, wa + wb);
      all.remove(second);
      weights.remove(second);
    }
  }
}
