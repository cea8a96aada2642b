package org.penchant.rank.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.votes.Vote;
import org.penchant.core.votes.VoteTable;
import org.penchant.core.votes.VoteTally;
import org.penchant.core.votes.VoteTally.Keep;
import org.penchant.rank.known.Known;
import org.penchant.testkit.golden.Golden;
import org.penchant.testkit.seed.RandomCase;

class PairwiseChoiceTest {
  private static final PairwiseChoice ML = PairwiseChoice.defaults();

  private static final Golden KNOWN = Golden.read(PairwiseChoiceTest.class, "known-fits.json");

  @Test
  void baseballAgainstBaltimore() {
    var golden = KNOWN.named("baseball");
    String reference = golden.inputs().text("reference");
    var fit = ML.fit(Known.baseball()).relativeTo(reference);
    var names = golden.inputs().texts("items");
    golden.check("utilities", utilities(fit, names));
    golden.check(
        "first-error",
        fit.differenceStandardError(
            fit.items().indexOf(names.getFirst()), fit.items().indexOf(reference)));
    golden.check("deviance", fit.deviance());
    assertThat(fit.gradientNorm()).isLessThan(1e-8);
  }

  @Test
  void baseballWithHomeEffect() {
    var golden = KNOWN.named("baseball-home");
    var fit = ML.withOrder(true).fit(Known.baseball());
    golden.check("order", fit.extra("order"));
    golden.check("order-error", fit.extraStandardError("order"));
    golden.check("deviance", fit.deviance());
  }

  @Test
  void puddingByDavidson() {
    var golden = KNOWN.named("pudding");
    var fit = ML.withModel(Davidson.defaults()).fit(Known.pudding());
    double sum = Arrays.stream(fit.utilities()).map(Math::exp).sum();
    golden.check("worths", Arrays.stream(fit.utilities()).map(u -> Math.exp(u) / sum).toArray());
    golden.check("nu", Math.exp(fit.extra("log-nu")));
  }

  @Test
  void raoKupperWithVirtualOpponent() {
    var golden = KNOWN.named("sparse-pairwise");
    double[][] p = golden.inputs().rows("probabilities");
    double threshold = golden.inputs().number("threshold");
    var tally = VoteTally.ofPairs();
    for (int i = 0; i < 4; i++)
      for (int j = 0; j < 4; j++) {
        if (i == j) continue;
        boolean tie = Math.abs(p[i][j] - .5) <= .05 + 1e-9;
        tally.add(Vote.of("" + i, "" + j, tie ? Vote.TIED : p[i][j] > .5 ? 1 : 0));
      }
    var fit =
        ML.withModel(new RaoKupper(new Tie.Fixed(threshold)))
            .withPenalty(new Penalty.VirtualOpponent(golden.inputs().number("strength")))
            .fit(tally.table());
    golden.check("utilities", fit.utilities());
  }

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
    KNOWN.named("citations").check("deviance", fit.deviance());
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
  void allTies() {
    var votes = VoteTable.of(List.of(Vote.tied("a", "b"), Vote.tied("b", "c")));
    assertThat(ML.fit(votes).utilities()).containsExactly(new double[3], within(1e-12));
    for (var model : List.of(RaoKupper.defaults(), Davidson.defaults()))
      assertThatThrownBy(() -> ML.withModel(model).fit(votes))
          .isInstanceOf(ProblemsException.class)
          .hasMessageContaining("no maximum");
    var fixed = ML.withModel(new RaoKupper(new Tie.Fixed(0.5))).fit(votes);
    assertThat(fixed.utilities()).containsExactly(new double[3], within(1e-9));
    var impossible = ML.withModel(new RaoKupper(new Tie.Fixed(0)));
    assertThatThrownBy(() -> impossible.fit(votes)).isInstanceOf(ProblemsException.class);
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

  static double[] utilities(Fit fit, List<String> names) {
    return names.stream().mapToDouble(n -> fit.utilities()[fit.items().indexOf(n)]).toArray();
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

  /** Naming the winner first must not turn what covariates say. */
  @Test
  void covariatesMeanTheSameWhicheverItemIsNamedFirst() {
    var named = new VoteTally(Set.of(Keep.COVARIATES), List.of("x"));
    var winnerFirst = new VoteTally(Set.of(Keep.COVARIATES), List.of("x"));
    var random = new SplittableRandom(11);
    for (int v = 0; v < 400; v++) {
      int i = random.nextInt(4);
      int j = (i + 1 + random.nextInt(3)) % 4;
      double x = random.nextInt(3) - 1;
      boolean won = random.nextDouble() < 1 / (1 + Math.exp(-0.3 * (i - j) - 0.8 * x));
      var vote = Vote.of("" + i, "" + j, won ? 1 : 0).withCovariates(List.of(x));
      named.add(vote);
      winnerFirst.add(won ? vote : Vote.of("" + j, "" + i, 1).withCovariates(List.of(-x)));
    }
    var choice = PairwiseChoice.defaults().withCovariates(true);
    var one = choice.fit(named.table());
    var other = choice.fit(winnerFirst.table());
    assertThat(other.extra("x")).isCloseTo(one.extra("x"), within(1e-9)).isBetween(0.4, 1.2);
    for (String item : one.items())
      assertThat(other.utilities()[other.items().indexOf(item)])
          .isCloseTo(one.utilities()[one.items().indexOf(item)], within(1e-9));
  }
}
