package org.penchant.rank.basis;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Categories as directions, the largest first.
 *
 * <p>A basis is not orthogonal: categories occur together. Coverage depends on the threshold; look
 * at it over several.
 *
 * @param centres of length 1, [K][d]
 * @param sizes annotations nearest to each where it was found
 * @param within cosine from which an annotation belongs to its nearest category
 */
public record Basis(double[][] centres, int[] sizes, double within) {
  /** Of centres in any order. */
  static Basis of(double[][] centres, int[] sizes, double within) {
    int[] order =
        IntStream.range(0, sizes.length)
            .boxed()
            .sorted(Comparator.comparingInt(c -> -sizes[c]))
            .mapToInt(Integer::intValue)
            .toArray();
    return new Basis(
        Arrays.stream(order).mapToObj(c -> centres[c]).toArray(double[][]::new),
        Arrays.stream(order).map(c -> sizes[c]).toArray(),
        within);
  }

  static int[] counts(double[][] unit, double[][] centres) {
    int[] sizes = new int[centres.length];
    for (double[] e : unit) sizes[Directions.nearest(e, centres)]++;
    return sizes;
  }

  public int size() {
    return sizes.length;
  }

  /** The K largest categories. */
  public Basis top(int k) {
    int n = Math.min(k, size());
    return new Basis(Arrays.copyOf(centres, n), Arrays.copyOf(sizes, n), within);
  }

  public Basis withWithin(double cosine) {
    return new Basis(centres, sizes, cosine);
  }

  /** The share of annotations within reach of a category, in [0, 1]. */
  public double coverage(double[][] embeddings) {
    return curve(embeddings)[size() - 1];
  }

  /** Coverage by the largest 1, 2, ..., K categories, [K]; never falls. */
  public double[] curve(double[][] embeddings) {
    double[] curve = new double[size()];
    for (double[] e : Directions.of(embeddings))
      for (int c = 0; c < size(); c++)
        if (Directions.dot(e, centres[c]) >= within) {
          curve[c]++;
          break;
        }
    for (int c = 1; c < size(); c++) curve[c] += curve[c - 1];
    for (int c = 0; c < size(); c++) curve[c] /= embeddings.length;
    return curve;
  }

  /** How many of the largest categories reach this coverage; K + 1 if all do not. */
  public int needed(double[][] embeddings, double coverage) {
    double[] curve = curve(embeddings);
    int k = 0;
    // Shares are sums; what differs by rounding alone counts as reached.
    while (k < curve.length && curve[k] < coverage - 1e-12) k++;
    return k + 1;
  }

  /** The category of every annotation, -1 where none is within reach. */
  public int[] labels(double[][] embeddings) {
    double[][] unit = Directions.of(embeddings);
    int[] labels = new int[unit.length];
    for (int n = 0; n < unit.length; n++) {
      int c = Directions.nearest(unit[n], centres);
      labels[n] = Directions.dot(unit[n], centres[c]) >= within ? c : -1;
    }
    return labels;
  }

  /** All categories within reach of every annotation. */
  public List<int[]> together(double[][] embeddings) {
    return Arrays.stream(Directions.of(embeddings))
        .map(e ->
            IntStream.range(0, size())
                .filter(c -> Directions.dot(e, centres[c]) >= within)
                .toArray())
        .toList();
  }

  /** The cosines of every annotation with the centres, [N][K]. */
  public double[][] similarities(double[][] embeddings) {
    return Arrays.stream(Directions.of(embeddings))
        .map(e -> Arrays.stream(centres).mapToDouble(c -> Directions.dot(e, c)).toArray())
        .toArray(double[][]::new);
  }

  /** For every category the annotation nearest to its centre, whose phrase can name it. */
  public int[] medoids(double[][] embeddings) {
    double[][] unit = Directions.of(embeddings);
    int[] medoids = new int[size()];
    Arrays.setAll(medoids, c -> Directions.nearest(centres[c], unit));
    return medoids;
  }

  /**
   * The share of this basis that another has too: greedily, the pair of greatest cosine first, each
   * category once, as long as the cosine is above {@code cosine}.
   */
  public double matched(Basis other, double cosine) {
    var used = new boolean[other.size()];
    var done = new boolean[size()];
    int matches = 0;
    while (true) {
      int a = -1;
      int b = -1;
      double most = cosine;
      for (int i = 0; i < size(); i++)
        for (int j = 0; j < other.size() && !done[i]; j++) {
          double s = used[j] ? -2 : Directions.dot(centres[i], other.centres[j]);
          if (s > most) {
            most = s;
            a = i;
            b = j;
          }
        }
      if (a < 0) return matches / (double) size();
      done[a] = true;
      used[b] = true;
      matches++;
    }
  }
}
