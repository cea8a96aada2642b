package org.penchant.rank.choice;

import java.util.Arrays;

/**
 * The log-likelihood of cells at a point: its value, gradient and information. A point is the
 * utilities, then the effects, then the tie parameter if it is free.
 */
final class PairLikelihood {
  private final PairModel model;
  final PairCells cells;
  private final int items;
  private final boolean freeTie;
  private final double fixedTie;
  private final PairTerms terms = new PairTerms();
  private final double[] dd;
  private final double[] slope;
  private final double[] dt;
  private double tt;
  private double value;
  private double[] gradient = {};

  PairLikelihood(PairModel model, PairCells cells, boolean freeTie, double fixedTie) {
    this.model = model;
    this.cells = cells;
    this.items = cells.votes().items().size();
    this.freeTie = freeTie;
    this.fixedTie = fixedTie;
    this.dd = new double[cells.size()];
    this.slope = new double[cells.size()];
    this.dt = new double[freeTie ? cells.size() : 0];
  }

  int items() {
    return items;
  }

  int size() {
    return items + cells.effectCount() + (freeTie ? 1 : 0);
  }

  boolean freeTie() {
    return freeTie;
  }

  double tie(double[] point) {
    return freeTie ? point[point.length - 1] : fixedTie;
  }

  /** The difference the model sees in a cell: utilities and effects. */
  double difference(double[] point, int cell) {
    double d = point[cells.first[cell]] - point[cells.second[cell]];
    for (int k = 0; k < cells.effectCount(); k++) d += cells.effect(cell, k) * point[items + k];
    return d;
  }

  void evaluate(double[] point) {
    double t = tie(point);
    value = 0;
    tt = 0;
    gradient = new double[size()];
    for (int c = 0; c < cells.size(); c++) {
      terms.clear();
      model.add(difference(point, c), t, cells.won[c], cells.lost[c], cells.tied[c], terms);
      value += terms.value;
      spread(gradient, c, terms.d);
      dd[c] = terms.dd;
      slope[c] = terms.d;
      if (freeTie) {
        gradient[gradient.length - 1] += terms.t;
        dt[c] = terms.dt;
        tt += terms.tt;
      }
    }
  }

  double value() {
    return value;
  }

  double[] gradient() {
    return gradient;
  }

  /** The information of cell {@code c} in its difference. */
  double information(int c) {
    return dd[c];
  }

  /** The slope of cell {@code c} in its difference. */
  double slope(int c) {
    return slope[c];
  }

  /** Adds {@code amount} times the gradient of the difference of cell {@code c}. */
  void spread(double[] into, int c, double amount) {
    into[cells.first[c]] += amount;
    into[cells.second[c]] -= amount;
    for (int k = 0; k < cells.effectCount(); k++) into[items + k] += amount * cells.effect(c, k);
  }

  /** Information times {@code v}, without the matrix. */
  double[] times(double[] v) {
    var out = new double[v.length];
    int last = v.length - 1;
    for (int c = 0; c < cells.size(); c++) {
      double along = difference(v, c);
      spread(out, c, dd[c] * along + (freeTie ? dt[c] * v[last] : 0));
      if (freeTie) out[last] += dt[c] * along;
    }
    if (freeTie) out[last] += tt * v[last];
    return out;
  }

  double[] diagonal() {
    var out = new double[size()];
    for (int c = 0; c < cells.size(); c++) {
      out[cells.first[c]] += dd[c];
      out[cells.second[c]] += dd[c];
      for (int k = 0; k < cells.effectCount(); k++)
        out[items + k] += dd[c] * cells.effect(c, k) * cells.effect(c, k);
    }
    if (freeTie) out[out.length - 1] = tt;
    return out;
  }

  /** The information as a matrix, of which the lower triangle is filled. */
  double[][] matrix() {
    int size = size();
    var out = new double[size][size];
    for (int c = 0; c < cells.size(); c++) {
      int a = cells.first[c];
      int b = cells.second[c];
      out[a][a] += dd[c];
      out[b][b] += dd[c];
      out[Math.max(a, b)][Math.min(a, b)] -= dd[c];
      for (int k = 0; k < cells.effectCount(); k++) {
        double x = dd[c] * cells.effect(c, k);
        out[items + k][a] += x;
        out[items + k][b] -= x;
        for (int j = 0; j <= k; j++) out[items + k][items + j] += x * cells.effect(c, j);
      }
      if (freeTie) spread(out[size - 1], c, dt[c]);
    }
    if (freeTie) out[size - 1][size - 1] = tt;
    return out;
  }

  /** The greatest log-likelihood that any probabilities, one set a cell, can reach. */
  double saturated() {
    double sum = 0;
    for (int c = 0; c < cells.size(); c++) {
      double half = model.tiesHalf() ? cells.tied[c] / 2 : 0;
      double[] counts = {
        cells.won[c] + half, cells.lost[c] + half, model.tiesHalf() ? 0 : cells.tied[c]
      };
      double all = Arrays.stream(counts).sum();
      for (double count : counts) if (count > 0) sum += count * Math.log(count / all);
    }
    return sum;
  }
}
