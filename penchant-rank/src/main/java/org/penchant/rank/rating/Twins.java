package org.penchant.rank.rating;

import java.util.ArrayList;
import java.util.List;
import org.penchant.core.votes.VoteTable;

/**
 * Two items with nearly the same record against everyone.
 *
 * @param distance the root mean square of the difference of their win shares, over the opponents
 *     both met
 */
public record Twins(String item, String other, double distance) {
  /** Shares this close are the same. */
  static final double CLOSE = 0.02;

  private static final int LEAST_OPPONENTS = 3;
  private static final int MOST_ITEMS = 1_000;

  /** All pairs closer than {@value #CLOSE}; none are sought among more than 1,000 items. */
  static List<Twins> of(VoteTable votes) {
    int n = votes.items().size();
    var twins = new ArrayList<Twins>();
    if (n > MOST_ITEMS) return twins;
    var won = WinMatrix.of(votes);
    for (int i = 0; i < n; i++)
      for (int j = i + 1; j < n; j++) {
        double squares = 0;
        int common = 0;
        for (int k = 0; k < n; k++) {
          double metI = won[i][k] + won[k][i];
          double metJ = won[j][k] + won[k][j];
          if (k == i || k == j || metI == 0 || metJ == 0) continue;
          double gap = won[i][k] / metI - won[j][k] / metJ;
          squares += gap * gap;
          common++;
        }
        double distance = Math.sqrt(squares / common);
        if (common >= Math.max(LEAST_OPPONENTS, n / 2) && distance < CLOSE)
          twins.add(new Twins(votes.items().get(i), votes.items().get(j), distance));
      }
    return twins;
  }
}
