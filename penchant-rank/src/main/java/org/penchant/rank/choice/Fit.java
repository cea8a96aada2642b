package org.penchant.rank.choice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A fitted choice model.
 *
 * @param model what was fitted, with its settings
 * @param items names
 * @param utilities one an item, on the scale of the model (natural logarithm of odds unless it says
 *     otherwise); their mean is 0 unless a penalty anchors them
 * @param extraNames names of the other parameters: order, covariates, ties
 * @param extras their values
 * @param covariance inverse information of utilities and extras; singular along a shift of all
 *     utilities; absent where there are too many items for a matrix
 * @param logLikelihood without penalty
 * @param deviance twice what the saturated model, with probabilities of its own for every distinct
 *     pair (and covariates), gains; pairs are ordered unless no first ever loses
 * @param iterations of the solver
 * @param gradientNorm greatest absolute element of the gradient at the end
 * @param notes what a reader must know
 */
public record Fit(
    String model,
    List<String> items,
    double[] utilities,
    List<String> extraNames,
    double[] extras,
    Optional<double[][]> covariance,
    double logLikelihood,
    double deviance,
    int iterations,
    double gradientNorm,
    List<String> notes) {
  public Fit {
    items = List.copyOf(items);
    extraNames = List.copyOf(extraNames);
    notes = List.copyOf(notes);
  }

  /** Utilities, then extras. */
  double[] point() {
    double[] point = Arrays.copyOf(utilities, utilities.length + extras.length);
    System.arraycopy(extras, 0, point, utilities.length, extras.length);
    return point;
  }

  /** The parameter of that name. */
  public double extra(String name) {
    return extras[place(name)];
  }

  /** The standard error of the parameter of that name, from the inverse information. */
  public double extraStandardError(String name) {
    int k = items.size() + place(name);
    return Math.sqrt(matrix()[k][k]);
  }

  /** The standard error of the difference of two utilities, from the inverse information. */
  public double differenceStandardError(int i, int j) {
    var v = matrix();
    return Math.sqrt(Math.max(0, v[i][i] + v[j][j] - 2 * v[i][j]));
  }

  /** The same fit with the utility of one item as zero; the covariance follows. */
  public Fit relativeTo(String item) {
    int r = items.indexOf(item);
    if (r < 0) throw new IllegalArgumentException("'" + item + "' is not among " + items);
    double[] shifted = utilities.clone();
    for (int i = 0; i < shifted.length; i++) shifted[i] -= utilities[r];
    var more = new ArrayList<>(notes);
    more.add("utilities are relative to " + item);
    return new Fit(
        model,
        items,
        shifted,
        extraNames,
        extras,
        covariance.map(v -> relative(v, r)),
        logLikelihood,
        deviance,
        iterations,
        gradientNorm,
        more);
  }

  private double[][] relative(double[][] v, int r) {
    int n = items.size();
    var out = new double[v.length][v.length];
    for (int i = 0; i < v.length; i++)
      for (int j = 0; j < v.length; j++)
        out[i][j] =
            v[i][j]
                - (i < n ? v[r][j] : 0)
                - (j < n ? v[i][r] : 0)
                + (i < n && j < n ? v[r][r] : 0);
    return out;
  }

  private int place(String name) {
    int k = extraNames.indexOf(name);
    if (k < 0) throw new IllegalArgumentException("'" + name + "' is not among " + extraNames);
    return k;
  }

  private double[][] matrix() {
    return covariance.orElseThrow(
        () -> new IllegalStateException("no covariance for " + items.size() + " items"));
  }
}
