package org.penchant.rank.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.votes.Vote;
import org.penchant.core.votes.VoteTable;
import org.penchant.core.votes.VoteTally;
import org.penchant.rank.known.Known;
import org.penchant.testkit.seed.RandomCase;

class PairwiseChoiceTest {
  private static final PairwiseChoice ML = PairwiseChoice.defaults();

  /** Data and values of the R package BradleyTerry2, in shared/data/README.md. */
  @Test
  void baseballAgainstBaltimore() {
    var fit = ML.fit(Known.baseball()).relativeTo("Baltimore");
    var names = List.of("Milwaukee", "Detroit", "Toronto", "New York", "Boston", "Cleveland");
    double[] expected = {1.5814, 1.4364, 1.2945, 1.2476, 1.1077, .6839};
    for (int i = 0; i < expected.length; i++)
      assertThat(fit.utilities()[fit.items().indexOf(names.get(i))])
          .isCloseTo(expected[i], within(5e-5));
    int baltimore = fit.items().indexOf("Baltimore");
    int milwaukee = fit.items().indexOf("Milwaukee");
    assertThat(fit.differenceStandardError(milwaukee, baltimore)).isCloseTo(.3433, within(5e-5));
    assertThat(fit.deviance()).isCloseTo(44.053, within(5e-4));
    assertThat(fit.gradientNorm()).isLessThan(1e-8);
  }

  @Test
  void baseballWithHomeEffect() {
    var fit = ML.withOrder(true).fit(Known.baseball());
    assertThat(fit.extra("order")).isCloseTo(.3023, within(5e-5));
    assertThat(fit.extraStandardError("order")).isCloseTo(.1309, within(5e-5));
    assertThat(fit.deviance()).isCloseTo(38.643, within(5e-4));
  }

  /** Values of the R package PlackettLuce, in shared/data/README.md. */
  @Test
  void puddingByDavidson() {
    var fit = ML.withModel(Davidson.defaults()).fit(Known.pudding());
    double[] worths = {.1388034, .1730015, .1617474, .1653730, .1586854, .2023893};
    double sum = Arrays.stream(fit.utilities()).map(Math::exp).sum();
    for (int i = 0; i < worths.length; i++)
      assertThat(Math.exp(fit.utilities()[i]) / sum).isCloseTo(worths[i], within(5e-8));
    assertThat(Math.exp(fit.extra("log-nu"))).isCloseTo(.7468229, within(1.5e-7));
  }

  /** Identity 5 of papers/046-sparse-pairwise. */
  @Test
  void raoKupperWithVirtualOpponent() {
    double[][] p = {{0, .9, .7, .8}, {.2, 0, .6, .7}, {.4, .3, 0, .55}, {.1, .35, .5, 0}};
    var tally = VoteTally.ofPairs();
    for (int i = 0; i < 4; i++)
      for (int j = 0; j < 4; j++) {
        if (i == j) continue;
        boolean tie = Math.abs(p[i][j] - .5) <= .05 + 1e-9;
        tally.add(Vote.of("" + i, "" + j, tie ? Vote.TIED : p[i][j] > .5 ? 1 : 0));
      }
    var fit =
        ML.withModel(new RaoKupper(new Tie.Fixed(.05)))
            .withPenalty(new Penalty.VirtualOpponent(.2))
            .fit(tally.table());
    assertThat(fit.utilities())
        .containsExactly(
            new double[] {3.45811918, .99620972, -1.73375842, -1.73375842}, within(5e-9));
  }

  /** Deviance 4.2934 on 3 degrees of freedom in the vignette of the R package BradleyTerry2. */
  @Test
  void citationsAreFittedToEveryMargin() {
    var votes = Known.citations();
    var fit = ML.fit(votes);
    var expected = new double[4];
    var won = new double[4];
    for (int r = 0; r < votes.rows(); r++) {
      int a = votes.first(r);
      int b = votes.second(r);
      won[a] += votes.mass(r);
      double p = 1 / (1 + Math.exp(fit.utilities()[b] - fit.utilities()[a]));
      expected[a] += votes.mass(r) * p;
      expected[b] += votes.mass(r) * (1 - p);
    }
    assertThat(won).containsExactly(expected, within(1e-8));
    assertThat(fit.deviance()).isCloseTo(4.2934, within(5e-4));
  }

  @Test
  void matrixFreeStepsEqualMatrixSteps() {
    RandomCase.run(
        10,
        random -> {
          var votes = random(random, 12, 300, 0.2);
          for (var model :
              List.of(BradleyTerry.defaults(), RaoKupper.defaults(), Davidson.defaults())) {
            var choice = ML.withModel(model).withOrder(true);
            var cells = PairCells.of(votes, false, true, false);
            var likelihood = choice.likelihood(cells, 0.2);
            var objective = new PairObjective(likelihood, new Penalty.None());
            var point = new double[likelihood.size()];
            Arrays.setAll(point, i -> random.nextDouble(0.1, 1));
            objective.evaluate(point);
            assertThat(objective.matrixFreeDirection())
                .containsExactly(objective.direction(), within(1e-7));
          }
        });
  }

  @Test
  void thousandsOfItemsAreFittedWithoutAMatrix() {
    var fit = ML.withOrder(true).fit(random(RandomCase.random(), 1_500, 30_000, 0.2));
    assertThat(fit.covariance()).isEmpty();
    assertThat(fit.gradientNorm()).isLessThan(1e-8);
    assertThat(Arrays.stream(fit.utilities()).sum()).isCloseTo(0, within(1e-8));
  }

  @Test
  void firthShrinksAndExistsWhereMaximumLikelihoodDoesNot() {
    var votes = VoteTable.of(List.of(Vote.won("a", "b"), Vote.won("a", "b"), Vote.won("a", "b")));
    var fit = ML.withPenalty(new Penalty.Firth()).fit(votes);
    // one binomial proportion: Jeffreys' estimate is (3 + 1/2) / (3 + 1)
    assertThat(fit.utilities()[0] - fit.utilities()[1])
        .isCloseTo(Math.log(3.5 / 0.5), within(1e-8));
    assertThat(fit.notes()).anyMatch(n -> n.contains("do not determine"));
  }

  @Test
  void ridgeSolvesItsEquation() {
    RandomCase.run(
        5,
        random -> {
          var votes = random(random, 6, 40, 0.3);
          var fit = ML.withPenalty(new Penalty.Ridge(0.5)).fit(votes);
          var slope = new double[6];
          for (int i = 0; i < 6; i++) slope[i] = -0.5 * fit.utilities()[i];
          for (int r = 0; r < votes.rows(); r++) {
            double d = fit.utilities()[votes.first(r)] - fit.utilities()[votes.second(r)];
            double g = votes.mass(r) * (votes.outcome(r) - 1 / (1 + Math.exp(-d)));
            slope[votes.first(r)] += g;
            slope[votes.second(r)] -= g;
          }
          assertThat(slope).containsExactly(new double[6], within(1e-8));
        });
  }

  @Test
  void aCovariateTakesWhatItExplains() {
    RandomCase.run(
        3,
        random -> {
          var tally = new VoteTally(Set.of(VoteTally.Keep.COVARIATES), List.of("length"));
          for (int v = 0; v < 20_000; v++) {
            int a = random.nextInt(5);
            int b = (a + 1 + random.nextInt(4)) % 5;
            double x = random.nextInt(-2, 3);
            double d = 0.3 * (a - b) + 0.7 * x;
            tally.add(
                Vote.of("" + a, "" + b, random.nextDouble() < 1 / (1 + Math.exp(-d)) ? 1 : 0)
                    .withCovariates(List.of(x)));
          }
          var fit = ML.withCovariates(true).fit(tally.table());
          assertThat(fit.extra("length")).isCloseTo(0.7, within(0.08));
          int zero = fit.items().indexOf("0");
          int four = fit.items().indexOf("4");
          assertThat(fit.utilities()[four] - fit.utilities()[zero]).isCloseTo(1.2, within(0.2));
        });
  }

  @Test
  void weightsCountAsRepeatedVotes() {
    var votes = random(RandomCase.random(), 5, 60, 0.2);
    var doubled = new double[votes.rows()];
    Arrays.setAll(doubled, r -> votes.weight(r) * (1 + r % 3));
    var times = new double[votes.rows()];
    Arrays.setAll(times, r -> votes.times(r) * (1 + r % 3));
    assertThat(ML.fit(votes.withWeights(doubled)).utilities())
        .containsExactly(ML.fit(votes.withTimes(times)).utilities(), within(1e-10));
  }

  @Test
  void inversePropensitiesMakePairsCountAlike() {
    var votes = random(RandomCase.random(), 5, 400, 0.2);
    var weighted = Propensity.inverse(votes);
    var mass = new double[5][5];
    double total = 0;
    for (int r = 0; r < weighted.rows(); r++) {
      int a = Math.min(weighted.first(r), weighted.second(r));
      mass[a][Math.max(weighted.first(r), weighted.second(r))] += weighted.mass(r);
      total += weighted.mass(r);
    }
    assertThat(total).isCloseTo(votes.votes(), within(1e-9));
    for (int a = 0; a < 5; a++)
      for (int b = a + 1; b < 5; b++) assertThat(mass[a][b]).isCloseTo(total / 10, within(1e-9));
    assertThat(ML.fit(weighted).gradientNorm()).isLessThan(1e-8);
  }

  @Test
  void refusesWhatTheVotesDoNotDetermine() {
    var votes =
        VoteTable.of(
            List.of(
                Vote.won("a", "b"),
                Vote.won("b", "a"),
                Vote.won("c", "d"),
                Vote.won("d", "c"),
                Vote.won("a", "loser")));
    assertThatThrownBy(() -> ML.fit(votes))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("'loser': never won")
        .hasMessageContaining("'c', 'd'")
        .hasMessageContaining("ridge");
    assertThatThrownBy(() ->
            ML.withModel(Davidson.defaults()).fit(VoteTable.of(List.of(Vote.of("a", "b", .7)))))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("soft vote");
    assertThatThrownBy(() -> ML.fit(VoteTable.of(List.of())))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("at least two items");
    // a win and a tie: Davidson's likelihood rises for ever as d and log nu do
    assertThatThrownBy(() ->
            ML.withModel(Davidson.defaults())
                .fit(VoteTable.of(List.of(Vote.won("a", "b"), Vote.tied("a", "b")))))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("no maximum");
  }

  static VoteTable random(
      java.util.random.RandomGenerator random, int items, int votes, double ties) {
    var tally = VoteTally.ofPairs();
    for (int i = 0; i < items; i++) {
      tally.add(Vote.won("" + i, "" + (i + 1) % items));
      tally.add(Vote.won("" + (i + 1) % items, "" + i));
    }
    for (int v = 0; v < votes; v++) {
      int a = random.nextInt(items);
      int b = (a + 1 + random.nextInt(items - 1)) % items;
      double d = 2.0 * (b - a) / items;
      double y =
          random.nextDouble() < ties ? 0.5 : random.nextDouble() < 1 / (1 + Math.exp(-d)) ? 1 : 0;
      tally.add(Vote.of("" + a, "" + b, y));
    }
    return tally.table();
  }
}
