package org.penchant.rank.rating;

import java.util.Arrays;
import org.penchant.core.votes.VoteTable;
import org.penchant.rank.standing.Standings;

/**
 * The share of its votes an item won, ties as half: s_i = sum of m y / sum of m over the votes with
 * i, y how far i won and m = weight x times; in [0, 1], NaN without votes.
 *
 * @param perOpponent first the share against every opponent, then the mean over opponents met, so
 *     that whom an item met most does not matter
 */
public record WinRate(boolean perOpponent) implements Rater {
  public static WinRate defaults() {
    return new WinRate(false);
  }

  @Override
  public Standings rate(VoteTable votes) {
    int n = votes.items().size();
    var scores = new double[n];
    if (perOpponent) {
      var wins = new double[n][n];
      var met = new double[n][n];
      for (int r = 0; r < votes.rows(); r++) {
        add(wins, met, votes.first(r), votes.second(r), votes.outcome(r), votes.mass(r));
        add(wins, met, votes.second(r), votes.first(r), 1 - votes.outcome(r), votes.mass(r));
      }
      for (int i = 0; i < n; i++) {
        int item = i;
        scores[i] =
            java.util.stream.IntStream.range(0, n)
                .filter(j -> met[item][j] > 0)
                .mapToDouble(j -> wins[item][j] / met[item][j])
                .average()
                .orElse(Double.NaN);
      }
    } else {
      var met = new double[n];
      for (int r = 0; r < votes.rows(); r++) {
        scores[votes.first(r)] += votes.mass(r) * votes.outcome(r);
        scores[votes.second(r)] += votes.mass(r) * (1 - votes.outcome(r));
        met[votes.first(r)] += votes.mass(r);
        met[votes.second(r)] += votes.mass(r);
      }
      Arrays.setAll(scores, i -> met[i] > 0 ? scores[i] / met[i] : Double.NaN);
    }
    return Standings.of(toString(), votes.items(), scores);
  }

  private static void add(
      double[][] wins, double[][] met, int item, int other, double outcome, double mass) {
    wins[item][other] += mass * outcome;
    met[item][other] += mass;
  }
}
