package org.penchant.align.reward;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A user prefers what is near an ideal point, a convex mixture of prototypes that all users share:
 * a_u = sum_k w_uk p_k with w_u = softmax(A_u); u = -|z - a_u|^2, -|z - a_u| or exp(t) cos(z, a_u)
 * (PAL, arXiv 2406.08469).
 *
 * @param prototypes K; 1 is one ideal point for all
 * @param dimensions d, of the space the linear map leads to
 * @param nearness what is near
 * @param prompted whether the prototypes are linear maps of the prompt (model B) and not points
 *     (model A)
 */
public record IdealPoint(int prototypes, int dimensions, Nearness nearness, boolean prompted)
    implements Head {
  /** The table of prototypes, where they are points. */
  public static final String POINTS = "prototypes";

  private static final String SCALE = "scale";
  private static final double TINY = 1e-12;

  /** exp(t) stays below this. */
  private static final double MOST = Math.log(100);

  /** How near a response is to the ideal point. */
  public enum Nearness {
    /** -|z - a|^2, linear in a. */
    SQUARED,
    /** -sqrt(|z - a|^2 + 1e-12). */
    DISTANCE,
    /** exp(t) cos(z, a), t trained from log(1 / 0.07), exp(t) at most 100. */
    ANGLE
  }

  public IdealPoint {
    if (prototypes < 1)
      throw new IllegalArgumentException("prototypes = " + prototypes + ", must be at least 1");
    if (dimensions < 1)
      throw new IllegalArgumentException("dimensions = " + dimensions + ", must be at least 1");
  }

  public static IdealPoint defaults() {
    return new IdealPoint(2, 8, Nearness.SQUARED, false);
  }

  @Override
  public int outputs() {
    return dimensions;
  }

  @Override
  public int promptOutputs() {
    return prompted ? prototypes * dimensions : 0;
  }

  @Override
  public boolean personal() {
    return true;
  }

  @Override
  public List<Table> tables(int users) {
    var weights = new Table(Table.USERS, users, prototypes, 0, 0.5);
    var points = new Table(POINTS, prototypes, dimensions, 0, 1);
    var scale = new Table(SCALE, 1, 1, Math.log(1 / 0.07), 0);
    if (nearness == Nearness.ANGLE)
      return prompted ? List.of(weights, scale) : List.of(weights, points, scale);
    return prompted ? List.of(weights) : List.of(weights, points);
  }

  /** The mixture weights of a user; of the population the mean of all. */
  public double[] weights(Tables tables, int user) {
    return Simplex.weights(tables, user, prototypes);
  }

  /** a_u of a row. */
  public double[] ideal(Outputs outputs, Tables tables) {
    double[] w = weights(tables, outputs.user());
    double[] points = points(outputs, tables);
    double[] a = new double[dimensions];
    for (int i = 0; i < points.length; i++) a[i % dimensions] += w[i / dimensions] * points[i];
    return a;
  }

  /** p_1, ..., p_K of a row, one after another. */
  public double[] points(Outputs outputs, Tables tables) {
    return prompted ? outputs.prompt() : tables.of(POINTS);
  }

  @Override
  public Utilities utilities(Outputs outputs, Tables tables) {
    double[] a = ideal(outputs, tables);
    double scale = nearness == Nearness.ANGLE ? Math.exp(Math.min(MOST, tables.of(SCALE)[0])) : 1;
    double[][] z = outputs.z();
    double[] values = new double[z.length];
    for (int i = 0; i < z.length; i++) values[i] = near(z[i], a, scale);
    return new Utilities() {
      @Override
      public double[] values() {
        return values;
      }

      @Override
      public void backward(double[] slopes, Outputs byOutputs, Tables byTables) {
        double[] byIdeal = new double[dimensions];
        for (int i = 0; i < z.length; i++)
          slope(z[i], a, scale, values[i], slopes[i], byOutputs.z()[i], byIdeal);
        if (nearness == Nearness.ANGLE && tables.of(SCALE)[0] < MOST)
          for (int i = 0; i < z.length; i++) byTables.of(SCALE)[0] += slopes[i] * values[i];
        mixture(outputs, tables, byIdeal, byOutputs, byTables);
      }
    };
  }

  private void mixture(
      Outputs outputs, Tables tables, double[] byIdeal, Outputs byOutputs, Tables byTables) {
    double[] w = weights(tables, outputs.user());
    double[] points = points(outputs, tables);
    double[] byPoints = prompted ? byOutputs.prompt() : byTables.of(POINTS);
    double[] byWeights = new double[prototypes];
    for (int i = 0; i < points.length; i++) {
      int k = i / dimensions;
      byPoints[i] += w[k] * byIdeal[i % dimensions];
      byWeights[k] += points[i] * byIdeal[i % dimensions];
    }
    Simplex.backward(w, byWeights, outputs.user(), byTables);
  }

  private double near(double[] z, double[] a, double scale) {
    if (nearness == Nearness.ANGLE) return scale * Weighted.dot(z, a) / (norm(z) * norm(a));
    double squared = 0;
    for (int j = 0; j < z.length; j++) squared += (z[j] - a[j]) * (z[j] - a[j]);
    return nearness == Nearness.SQUARED ? -squared : -Math.sqrt(squared + TINY);
  }

  private static double norm(double[] v) {
    return Math.sqrt(Weighted.dot(v, v) + TINY);
  }

  private void slope(
      double[] z,
      double[] a,
      double scale,
      double value,
      double slope,
      double[] byZ,
      double[] byIdeal) {
    switch (nearness) {
      case ANGLE -> {
        double nz = norm(z);
        double na = norm(a);
        for (int j = 0; j < z.length; j++) {
          byZ[j] += slope * (scale * a[j] / (nz * na) - value * z[j] / (nz * nz));
          byIdeal[j] += slope * (scale * z[j] / (nz * na) - value * a[j] / (na * na));
        }
      }
      case SQUARED -> add(z, a, 2 * slope, byZ, byIdeal);
      case DISTANCE -> add(z, a, -slope / value, byZ, byIdeal);
    }
  }

  /** Slopes -factor (z - a) by z, and the opposite by a. */
  private static void add(double[] z, double[] a, double factor, double[] byZ, double[] byIdeal) {
    for (int j = 0; j < z.length; j++) {
      double gap = factor * (z[j] - a[j]);
      byZ[j] -= gap;
      byIdeal[j] += gap;
    }
  }

  @Override
  public OptionalDouble score(Outputs one, Tables tables) {
    return OptionalDouble.of(utilities(one, tables).values()[0]);
  }
}
