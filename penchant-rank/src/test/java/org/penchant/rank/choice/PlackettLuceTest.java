package org.penchant.rank.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.core.votes.Ballot;
import org.penchant.core.votes.Ballots;
import org.penchant.rank.known.Known;
import org.penchant.testkit.seed.RandomCase;

class PlackettLuceTest {
  private static final PlackettLuce ML = PlackettLuce.maximumLikelihood();

  /** Values of the R package PlackettLuce, in shared/data/README.md. */
  @Test
  void sushi() {
    var fit = ML.fit(Known.preflib("rankings/sushi.soc", 10));
    assertThat(fit.logLikelihood()).isCloseTo(-71211.599225, within(5e-7));
    double sum = Arrays.stream(fit.utilities()).map(Math::exp).sum();
    assertThat(Math.exp(fit.utilities()[6]) / sum).isCloseTo(.244954, within(5e-7));
  }

  /** Four drivers are out, placed last in every race of theirs. */
  @Test
  void nascar() {
    var all = Choices.of(Known.nascar());
    assertThatThrownBy(() -> ML.fit(all))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("never won");
    var largest = WinGraph.of(all.pairs(), true).components().getFirst();
    assertThat(largest).hasSize(83);
    var fit = ML.fit(all.keep(largest)).relativeTo("Austin Cameron");
    assertThat(fit.logLikelihood()).isCloseTo(-4191.097285, within(5e-7));
    var expected = List.of("PJ Jones", "Scott Pruett", "Mark Martin");
    double[] worths = {4.15, 3.62, 2.08};
    for (int i = 0; i < 3; i++)
      assertThat(fit.utilities()[fit.items().indexOf(expected.get(i))])
          .isCloseTo(worths[i], within(5e-3));
  }

  @Test
  void puddingAsChoicesIsDavidsons() {
    var fit = ML.fit(Choices.of(Known.pudding()));
    var pairs = PairwiseChoice.defaults().withModel(Davidson.defaults()).fit(Known.pudding());
    assertThat(fit.utilities()).containsExactly(pairs.utilities(), within(1e-9));
    assertThat(fit.extra("log-delta-2")).isCloseTo(pairs.extra("log-nu"), within(1e-9));
    assertThat(fit.logLikelihood()).isCloseTo(pairs.logLikelihood(), within(1e-8));
    assertThat(fit.differenceStandardError(0, 1))
        .isCloseTo(pairs.differenceStandardError(0, 1), within(1e-9));
  }

  /** Cases of choix, in shared/data/rankings/choix, whose estimates are loosely converged. */
  @ParameterizedTest
  @ValueSource(
      strings = {"pairwise-1", "pairwise-2", "rankings-1", "rankings-2", "top1-1", "top1-2"})
  void choix(String name) {
    var expected = Known.numbers(Known.choix("testcase-" + name).get("ml_est"));
    var fit = ML.fit(Known.choixChoices("testcase-" + name));
    assertThat(fit.utilities()).containsExactly(expected, within(3e-5));
    assertThat(fit.gradientNorm()).isLessThan(1e-9);
  }

  @Test
  void gradientAndInformationAreDerivativesWithTiesOfManySizes() {
    RandomCase.run(
        10,
        random -> {
          var ballots =
              new Ballots(
                  List.of("a", "b", "c", "d", "e"),
                  List.of(
                      new Ballot(List.of(List.of(0, 1), List.of(2), List.of(3, 4)), 2),
                      new Ballot(List.of(List.of(3), List.of(1, 2, 4), List.of(0)), 1),
                      Ballot.of(4, 0, 2)));
          var likelihood = new LuceLikelihood(Choices.of(ballots), new Penalty.Ridge(0.3));
          var point = new double[likelihood.size()];
          assertThat(point).hasSize(7);
          Arrays.setAll(point, i -> random.nextDouble(-2, 2));
          likelihood.evaluate(point);
          double[] gradient = likelihood.gradient();
          var inverse = likelihood.information().inverse();
          double h = 1e-5;
          for (int i = 0; i < point.length; i++) {
            double at = point[i];
            point[i] = at + h;
            likelihood.evaluate(point);
            double up = likelihood.value();
            double[] slopeUp = likelihood.gradient();
            point[i] = at - h;
            likelihood.evaluate(point);
            assertThat(gradient[i]).isCloseTo((up - likelihood.value()) / (2 * h), within(1e-6));
            var column = new double[point.length];
            for (int j = 0; j < column.length; j++)
              column[j] = -(slopeUp[j] - likelihood.gradient()[j]) / (2 * h);
            for (int j = 0; j < column.length; j++) {
              double unit = 0;
              for (int k = 0; k < column.length; k++) unit += inverse[j][k] * column[k];
              assertThat(unit).isCloseTo(i == j ? 1 : 0, within(1e-4));
            }
            point[i] = at;
          }
        });
  }

  @Test
  void errorsOfOrdersAgree() {
    var all = Known.preflib("rankings/sushi.soc", 10);
    var some = new Ballots(all.items(), all.ballots().subList(0, 1_000));
    var fit = ML.fit(some);
    var seeds = new Seeds(5);
    double[] sandwich = Errors.Sandwich.defaults().of(ML, some, fit, 0.95, seeds).standardErrors();
    var bootstrap = new Errors.Bootstrap(200, Cluster.VOTE).of(ML, some, fit, 0.95, seeds);
    double[] ratios = new double[10];
    Arrays.setAll(ratios, i -> sandwich[i] / bootstrap.standardErrors()[i]);
    assertThat(Arrays.stream(ratios).average().orElseThrow()).isCloseTo(1, within(0.05));
    assertThat(bootstrap.first()[6]).isEqualTo(1);
    assertThatThrownBy(() -> new Errors.Sandwich(Cluster.GROUP).of(ML, some, fit, 0.95, seeds))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void pseudoRankingsMakeEveryEstimateFinite() {
    var fit = PlackettLuce.defaults().fit(Known.nascar());
    assertThat(fit.utilities()).hasSize(87);
    assertThat(Arrays.stream(fit.utilities()).allMatch(u -> Math.abs(u) < 10)).isTrue();
    assertThat(fit.notes()).anyMatch(n -> n.contains("components"));
  }
}
