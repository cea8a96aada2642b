package org.penchant.rank.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.penchant.core.random.Seeds;
import org.penchant.core.votes.Vote;
import org.penchant.core.votes.VoteTable;
import org.penchant.rank.rating.RobustRating;
import org.penchant.rank.rating.RobustRating.Reading;

/** Weights by games, and the two readings of a completed matrix. */
class GamesAndReadingsTest {
  private static final int ITEMS = 20;

  @Test
  void pairsOfManyGamesCountMore() {
    double weighed = 0;
    double plain = 0;
    for (long seed = 0; seed < 10; seed++) {
      var random = new Seeds(seed).stream("games");
      double[] w = random.doubles(ITEMS, -1, 1).toArray();
      double[][] won = new double[ITEMS][ITEMS];
      for (int i = 0; i < ITEMS; i++)
        for (int j = 0; j < i; j++) {
          int games = random.nextInt(4) == 0 ? 100 : 3;
          for (int g = 0; g < games; g++)
            if (random.nextDouble() < 1 / (1 + Math.exp(w[j] - w[i]))) won[i][j]++;
            else won[j][i]++;
        }
      var names = IntStream.range(0, ITEMS).mapToObj(i -> "" + i).toList();
      var by = PairMatrix.ofWins(names, won);
      double[][] even = new double[ITEMS][ITEMS];
      for (double[] row : even) Arrays.fill(row, 1);
      weighed += error(w, by);
      plain += error(w, new PairMatrix(names, by.odds(), by.observed(), even));
    }
    assertThat(weighed).isLessThan(0.8 * plain);
  }

  private static double error(double[] w, PairMatrix pairs) {
    double mean = Arrays.stream(w).average().orElseThrow();
    double[] found = RobustCompletion.defaults().of(pairs).utilities();
    double sum = 0;
    for (int i = 0; i < w.length; i++) sum += Math.pow(found[i] - (w[i] - mean), 2);
    return Math.sqrt(sum);
  }

  /** One pair of a thousand games beside pairs of one: a round moves the others a thousandth. */
  @Test
  void aCompletionThatDidNotArriveIsTold() {
    var votes = new ArrayList<Vote>();
    for (int i = 0; i < 6; i++)
      for (int j = 0; j < i; j++)
        for (int game = 0; game < (i == 1 ? 1000 : 1); game++)
          votes.add(Vote.of("" + i, "" + j, game % 3 == 1 ? 0 : 1));
    var table = VoteTable.of(votes);
    assertThat(RobustRating.defaults().rate(table).notes())
        .anyMatch(n -> n.contains("after 100 rounds the completion still moved"));
    var patient = new RobustCompletion(Suspicion.Outliers.defaults(), 2, 100_000, 1e-6);
    assertThat(new RobustRating(patient, Reading.ROW_MEAN).rate(table).notes())
        .noneMatch(n -> n.contains("still moved"));
  }

  @Test
  void equalGamesCountAlikeWhateverTheirNumber() {
    double[][] won = {{0, 3, 4}, {1, 0, 2}, {0, 2, 0}};
    for (double[] row : PairMatrix.ofWins(List.of("a", "b", "c"), won).weights())
      assertThat(row).containsOnly(1);
  }

  @Test
  void copelandCountsWhomAnItemIsLikelierToBeat() {
    var votes = new ArrayList<Vote>();
    for (int i = 0; i < 5; i++)
      for (int j = 0; j < i; j++) votes.add(Vote.of("" + i, "" + j, 1 / (1 + Math.exp(j - i))));
    var table = VoteTable.of(votes);
    var completion = RobustCompletion.defaults();
    var standings = new RobustRating(completion, Reading.COPELAND).rate(table);
    for (int i = 0; i < 5; i++)
      assertThat(standings.scores()[i]).isEqualTo(Double.parseDouble(table.items().get(i)));
    assertThat(standings.order())
        .isEqualTo(new RobustRating(completion, Reading.ROW_MEAN).rate(table).order());
  }
}
