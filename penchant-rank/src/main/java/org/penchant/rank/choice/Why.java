package org.penchant.rank.choice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.penchant.core.explain.Explanation;
import org.penchant.core.votes.VoteTable;

/**
 * Why one item stands above another: u_x - u_y as a sum over the votes. At the maximum the
 * utilities solve A u = sum over pairs c of x_c (i_c (d_c - e_c) + g_c) + penalty, with A the
 * information of the utilities, x_c = +1 for the first and -1 for the second, d_c the difference
 * the model sees, e_c the part of order and covariates in it, g_c the slope and i_c the information
 * of c. So with w = A^-1 (1_x - 1_y), pair c adds w . x_c (i_c d_c + g_c), and order and covariates
 * take w . x_c i_c e_c away.
 */
public final class Why {
  private static final int SHOWN = 10;

  private final VoteTable votes;
  private final PairCells cells;
  private final int x;
  private final int y;
  private double direct;
  private final List<Explanation> directVotes = new ArrayList<>();
  private final TreeMap<Integer, List<Explanation>> opponents = new TreeMap<>();
  private double rest;

  private Why(VoteTable votes, PairCells cells, int x, int y) {
    this.votes = votes;
    this.cells = cells;
    this.x = x;
    this.y = y;
  }

  /**
   * The reasons, which add up to the difference: direct votes, votes of both with each common
   * opponent, all other votes, order and covariates, penalty.
   *
   * @param fit as {@code choice} made it from {@code votes}
   * @throws IllegalArgumentException if an item is unknown, if there are too many for a matrix, or
   *     for bias reduction, whose pull is not a sum over items
   */
  public static Explanation above(
      PairwiseChoice choice, VoteTable votes, Fit fit, String item, String other) {
    int x = place(fit, item);
    int y = place(fit, other);
    if (choice.penalty() instanceof Penalty.Firth)
      throw new IllegalArgumentException(
          "penalty = firth, must be none, ridge or virtual-opponent");
    if (fit.items().size() > PairObjective.DENSE)
      throw new IllegalArgumentException(
          fit.items().size() + " items, an explanation needs at most " + PairObjective.DENSE);
    var cells =
        PairCells.of(votes, PairCells.winnerFirst(votes), choice.order(), choice.covariates());
    return new Why(votes, cells, x, y).explain(choice, fit);
  }

  private static int place(Fit fit, String item) {
    int place = fit.items().indexOf(item);
    if (place < 0) throw new IllegalArgumentException("'" + item + "' is not among " + fit.items());
    return place;
  }

  private Explanation explain(PairwiseChoice choice, Fit fit) {
    var likelihood = choice.likelihood(cells, PairChecks.tieRate(cells));
    double[] point = fit.point();
    likelihood.evaluate(point);
    int n = fit.items().size();
    var penalty = new PenaltyTerms(choice.penalty(), n);
    double[] pull = new double[n];
    penalty.evaluate(point, pull);
    double[] w = weights(likelihood, penalty, PenaltyTerms.anchors(choice.penalty()));
    var effects = new double[cells.effectCount()];
    var met = common();
    for (int c = 0; c < cells.size(); c++) {
      double along = w[cells.first[c]] - w[cells.second[c]];
      double information = along * likelihood.information(c);
      double seen = information * likelihood.difference(point, c) + along * likelihood.slope(c);
      for (int k = 0; k < effects.length; k++)
        effects[k] -= information * cells.effect(c, k) * fit.extras()[k];
      assign(c, seen, met);
    }
    var parts = new ArrayList<Explanation>();
    parts.add(
        new Explanation("direct votes", direct, "sum over their votes on each other", directVotes));
    parts.add(throughOpponents());
    parts.add(Explanation.of("all other votes", rest, "by what they say of the opponents"));
    for (int k = 0; k < effects.length; k++)
      parts.add(
          Explanation.of(
              fit.extraNames().get(k),
              effects[k],
              String.format(Locale.ROOT, "taken away, coefficient %.6g", fit.extras()[k])));
    if (!(choice.penalty() instanceof Penalty.None)) {
      double pulled = 0;
      for (int i = 0; i < n; i++) pulled += w[i] * (penalty.curvature()[i] * point[i] + pull[i]);
      parts.add(Explanation.of("penalty", pulled, choice.penalty().toString()));
    }
    return new Explanation(
        name(x) + " above " + name(y),
        fit.utilities()[x] - fit.utilities()[y],
        "difference of utilities = sum of the parts",
        parts);
  }

  /** A^-1 (1_x - 1_y). */
  private double[] weights(PairLikelihood likelihood, PenaltyTerms penalty, boolean anchored) {
    int n = votes.items().size();
    double[][] all = likelihood.matrix();
    double[][] block = new double[n][];
    for (int i = 0; i < n; i++) block[i] = java.util.Arrays.copyOf(all[i], n);
    double[] contrast = new double[n];
    contrast[x]++;
    contrast[y]--;
    return new Information(block, penalty.curvature(), anchored).solve(contrast);
  }

  /** Which items both have met. */
  private boolean[] common() {
    var met = new boolean[2][votes.items().size()];
    for (int c = 0; c < cells.size(); c++) {
      int a = cells.first[c];
      int b = cells.second[c];
      if (cells.count(c) == 0) continue;
      if (a == x || b == x) met[0][a == x ? b : a] = true;
      if (a == y || b == y) met[1][a == y ? b : a] = true;
    }
    for (int i = 0; i < met[0].length; i++) met[0][i] &= met[1][i];
    return met[0];
  }

  private void assign(int c, double seen, boolean[] met) {
    int a = cells.first[c];
    int b = cells.second[c];
    boolean ofX = a == x || b == x;
    boolean ofY = a == y || b == y;
    int opponent = a == x || a == y ? b : a;
    if (ofX && ofY) {
      direct += seen;
      directVotes.add(leaf(c, seen));
    } else if ((ofX || ofY) && met[opponent]) {
      opponents.computeIfAbsent(opponent, k -> new ArrayList<>()).add(leaf(c, seen));
    } else rest += seen;
  }

  private Explanation leaf(int c, double seen) {
    return Explanation.of(
        name(cells.first[c]) + " against " + name(cells.second[c]),
        seen,
        String.format(
            Locale.ROOT,
            "%.6g won, %.6g lost, %.6g tied",
            cells.won[c],
            cells.lost[c],
            cells.tied[c]));
  }

  private Explanation throughOpponents() {
    var all = new ArrayList<Explanation>();
    opponents.forEach((k, leaves) ->
        all.add(new Explanation(name(k), sum(leaves), "what both did against it", leaves)));
    all.sort(Comparator.comparingDouble(e -> -Math.abs(e.value())));
    var shown = new ArrayList<>(all.subList(0, Math.min(SHOWN, all.size())));
    if (all.size() > SHOWN) {
      var others = all.subList(SHOWN, all.size());
      shown.add(Explanation.of(others.size() + " more", sum(others), "their sum"));
    }
    return new Explanation("common opponents", sum(all), "sum over opponents", shown);
  }

  private static double sum(List<Explanation> parts) {
    return parts.stream().mapToDouble(Explanation::value).sum();
  }

  private String name(int item) {
    return votes.items().get(item);
  }
}
