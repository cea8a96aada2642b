package org.penchant.rank.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penchant.core.votes.Vote;
import org.penchant.core.votes.VoteTable;
import org.penchant.core.votes.VoteTally;
import org.penchant.core.votes.VoteTally.Keep;
import org.penchant.rank.choice.Davidson;
import org.penchant.rank.choice.PairwiseChoice;
import org.penchant.rank.known.Known;
import org.penchant.rank.standing.Standings;

/** Scores other programs give: evalica and choix, in shared/data. */
class KnownRatingsTest {
  private static void check(String data, String algorithm, Standings standings, double tolerance) {
    var expected = Known.golden(data, algorithm);
    assertThat(expected).hasSameSizeAs(standings.items());
    for (int i = 0; i < standings.items().size(); i++)
      assertThat(standings.scores()[i])
          .as("%s of %s in %s", algorithm, standings.items().get(i), data)
          .isCloseTo(expected.get(standings.items().get(i)), within(tolerance));
  }

  @ParameterizedTest
  @ValueSource(strings = {"simple", "food", "llmfao"})
  void evalica(String data) {
    var votes = Known.evalica(data);
    check(data, "counting", new Counting().rate(votes), 1e-9);
    check(data, "average_win_rate", new WinRate(true).rate(votes), 1e-12);
    check(
        data,
        "bradley_terry",
        ChoiceRating.defaults().withScale(new Scale.Worth()).rate(votes),
        1e-11);
    check(data, "pagerank", PageRank.defaults().rate(votes), 1e-12);
    check(data, "elo", Elo.defaults().rate(Known.evalica(data, Keep.ORDER)), 1e-9);
  }

  /** evalica leaves the scale of the strengths where its iteration ends. */
  @ParameterizedTest
  @ValueSource(strings = {"simple", "food", "llmfao"})
  void newman(String data) {
    var votes = Known.evalica(data);
    var ours = new Newman().rate(votes);
    var theirs = Known.golden(data, "newman");
    double[] ratios = new double[ours.items().size()];
    Arrays.setAll(ratios, i -> ours.scores()[i] / theirs.get(ours.items().get(i)));
    for (double ratio : ratios) assertThat(ratio / ratios[0]).isCloseTo(1, within(1e-5));
    var davidson = PairwiseChoice.defaults().withModel(Davidson.defaults()).fit(votes);
    for (int i = 0; i < ratios.length; i++)
      assertThat(Math.log(ours.scores()[i])).isCloseTo(davidson.utilities()[i], within(1e-9));
  }

  /** Their eigenvector is of the transposed matrix, whose greatest element lost most. */
  @ParameterizedTest
  @ValueSource(strings = {"simple", "food", "llmfao"})
  void eigenvectorOfLossesIsWhatTheGoldenHolds(String data) {
    var votes = Known.evalica(data);
    var won = WinMatrix.of(votes);
    var lost = new double[won.length][won.length];
    for (int i = 0; i < won.length; i++)
      for (int j = 0; j < won.length; j++) lost[i][j] = won[j][i];
    check(data, "eigen", Standings.of("losses", votes.items(), Eigenvector.principal(lost)), 1e-10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"pairwise-1", "pairwise-2", "rankings-1", "rankings-2", "top1-1", "top1-2"})
  void choixSpectral(String name) {
    var choices = Known.choixChoices("testcase-" + name);
    var node = Known.choix("testcase-" + name);
    assertThat(new LuceSpectral(1).rate(choices).scores())
        .containsExactly(Known.numbers(node.get("lsr_est")), within(1e-7));
    assertThat(LuceSpectral.defaults().rate(choices).scores())
        .containsExactly(Known.numbers(node.get("ml_est")), within(3e-5));
    if (node.has("rc_est"))
      assertThat(new RankCentrality().rate(choices.pairs()).scores())
          .containsExactly(Known.numbers(node.get("rc_est")), within(1e-9));
  }

  /** Identity 5 of papers/046-sparse-pairwise. */
  @Test
  void pageRankOfWinnersAlone() {
    double[][] p = {{0, .9, .7, .8}, {.2, 0, .6, .7}, {.4, .3, 0, .55}, {.1, .35, .5, 0}};
    var tally = VoteTally.ofPairs();
    for (int i = 0; i < 4; i++)
      for (int j = 0; j < 4; j++) if (i != j) tally.add(Vote.of("" + i, "" + j, p[i][j]));
    var standings = PageRank.defaults().withEdges(PageRank.Edges.WINNER).rate(tally.table());
    assertThat(standings.scores())
        .containsExactly(new double[] {.45315947, .23803186, .15391151, .15489716}, within(5e-9));
    assertThat(new Counting().rate(tally.table()).scores())
        .containsExactly(new double[] {4.7, 2.95, 2.45, 1.9}, within(1e-12));
  }

  @Test
  void averagedEloForgetsTheOrder() {
    var votes = Known.evalica("food");
    var kept = Known.evalica("food", Keep.ORDER);
    var spread = EloAveraged.defaults().spread(votes);
    double[] one = Elo.defaults().rate(kept).scores();
    for (int i = 0; i < one.length; i++) {
      assertThat(spread.standings().scores()[i]).isCloseTo(one[i], within(1.0));
      assertThat(spread.standardDeviations()[i]).isBetween(1e-6, 1.0);
    }
    assertThat(EloAveraged.defaults().rate(votes).scores()).isEqualTo(spread.standings().scores());
  }

  @Test
  void eloScaleIsFourHundredPointsToOddsOfTen() {
    var votes = VoteTable.of(java.util.Collections.nCopies(10, Vote.won("a", "b")));
    var tally = VoteTally.ofPairs().add(Vote.won("b", "a"));
    for (int i = 0; i < votes.votes(); i++) tally.add(Vote.won("a", "b"));
    double[] scores =
        ChoiceRating.defaults().withScale(Scale.Elo.defaults()).rate(tally.table()).scores();
    assertThat(Math.abs(scores[0] - scores[1])).isCloseTo(400, within(1e-6));
    assertThat((scores[0] + scores[1]) / 2).isCloseTo(1000, within(1e-9));
  }
}
