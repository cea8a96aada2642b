package org.penchant.rank.choice;

import java.util.Arrays;
import org.penchant.core.votes.Vote;
import org.penchant.core.votes.VoteTable;

/**
 * The sufficient statistics of a pair model: how often the first won, lost and tied, one cell for
 * every distinct ordered pair, or unordered where {@code merged}, or every row where covariates
 * tell rows apart.
 */
final class PairCells {
  private final VoteTable votes;
  private final int[] cellOfRow;
  final int[] first;
  final int[] second;

  /** Regressors beside the utilities, one array a cell, of equal length. */
  final double[][] effects;

  final double[] won;
  final double[] lost;
  final double[] tied;

  private PairCells(
      VoteTable votes, int[] cellOfRow, int[] first, int[] second, double[][] effects) {
    this.votes = votes;
    this.cellOfRow = cellOfRow;
    this.first = first;
    this.second = second;
    this.effects = effects;
    this.won = new double[first.length];
    this.lost = new double[first.length];
    this.tied = new double[first.length];
  }

  /**
   * @param merged whether (i, j) and (j, i) share a cell, where there are no covariates
   * @param order whether being first is an effect, the first of the regressors
   * @param covariates whether the covariates of the votes are regressors
   */
  static PairCells of(VoteTable votes, boolean merged, boolean order, boolean covariates) {
    int rows = votes.rows();
    int[] cellOfRow = new int[rows];
    int[] first = new int[rows];
    int[] second = new int[rows];
    int cells = 0;
    var index = new PairIndex(votes.items().size(), rows);
    for (int r = 0; r < rows; r++) {
      int a = votes.first(r);
      int b = votes.second(r);
      // A row with covariates is a cell of its own, and they belong to its direction.
      boolean flip = merged && !covariates && a > b;
      int cell = covariates ? cells : index.number(flip ? b : a, flip ? a : b, cells);
      if (cell == cells) {
        first[cell] = flip ? b : a;
        second[cell] = flip ? a : b;
        cells++;
      }
      cellOfRow[r] = cell;
    }
    int extra = (order ? 1 : 0) + (covariates ? votes.covariateNames().size() : 0);
    var effects = new double[extra == 0 ? 0 : cells][extra];
    for (int c = 0; c < effects.length; c++) {
      if (order) effects[c][0] = 1;
      for (int k = order ? 1 : 0; k < extra; k++)
        effects[c][k] = votes.covariate(c, k - (order ? 1 : 0));
    }
    var result =
        new PairCells(
            votes, cellOfRow, Arrays.copyOf(first, cells), Arrays.copyOf(second, cells), effects);
    for (int r = 0; r < rows; r++) result.add(r, votes.times(r), votes.outcome(r));
    return result;
  }

  /** Whether no first ever loses: then the order tells the winner and nothing else. */
  static boolean winnerFirst(VoteTable votes) {
    for (int r = 0; r < votes.rows(); r++)
      if (votes.mass(r) > 0 && votes.outcome(r) < Vote.TIED) return false;
    return true;
  }

  /** The same cells with other counts of the rows of the votes. */
  PairCells withTimes(double[] times) {
    var result = new PairCells(votes, cellOfRow, first, second, effects);
    for (int r = 0; r < times.length; r++) result.add(r, times[r], votes.outcome(r));
    return result;
  }

  /** The same cells with other outcomes of the rows of the votes. */
  PairCells withOutcomes(double[] outcomes) {
    var result = new PairCells(votes, cellOfRow, first, second, effects);
    for (int r = 0; r < outcomes.length; r++) result.add(r, votes.times(r), outcomes[r]);
    return result;
  }

  int size() {
    return first.length;
  }

  int cell(int row) {
    return cellOfRow[row];
  }

  VoteTable votes() {
    return votes;
  }

  int effectCount() {
    return effects.length == 0 ? 0 : effects[0].length;
  }

  double effect(int cell, int k) {
    return effects[cell][k];
  }

  double count(int cell) {
    return won[cell] + lost[cell] + tied[cell];
  }

  private void add(int row, double times, double outcome) {
    int cell = cellOfRow[row];
    double mass = times * votes.weight(row);
    double y = votes.first(row) == first[cell] ? outcome : 1 - outcome;
    if (y == Vote.TIED) tied[cell] += mass;
    else {
      won[cell] += mass * y;
      lost[cell] += mass * (1 - y);
    }
  }
}
