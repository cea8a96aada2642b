package org.penchant.rank.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penchant.core.numeric.Logistic;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.testkit.golden.Golden;

/** The identities of specification 010 that concern the choice. */
class MultinomialLogitTest {
  @Test
  void goldenNumbers() {
    var golden =
        Golden.read(MultinomialLogitTest.class, "/golden/select/010-contextual-quality-rm.json")
            .named("two answers and none");
    double[] v = golden.inputs().numbers("utilities");
    double[] p = OutsideOption.probabilities(v);
    golden.check("probabilities", p);
    golden.check(
        "losses",
        new double[] {
          OutsideOption.loss(v, 0),
          OutsideOption.loss(v, 1),
          OutsideOption.loss(v, OutsideOption.NONE)
        });
    golden.check("first-of-two", p[0] / (p[0] + p[1]));
    golden.check("first-alone", OutsideOption.probabilities(new double[] {v[0]})[0]);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, -3, 80, -80, 1e4, -1e4})
  void theRatioOfTwoAnswersIgnoresTheRest(double third) {
    double[] p = OutsideOption.probabilities(new double[] {1.2, 0.3, third});
    assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(1e-12));
    if (third < 100) assertThat(Math.log(p[0] / p[1])).isCloseTo(0.9, within(1e-9));
    for (int c = -1; c < 3; c++)
      assertThat(OutsideOption.loss(new double[] {1.2, 0.3, third}, c)).isFinite();
  }

  @Test
  void theGradientIsThatOfTheLossAndItsSumPinsTheLevel() {
    double[] v = {0.7, -1.1, 2.3};
    for (int c = -1; c < 3; c++) {
      double[] g = OutsideOption.gradient(v, c);
      for (int i = 0; i < v.length; i++) {
        double[] up = v.clone();
        double[] down = v.clone();
        up[i] += 1e-6;
        down[i] -= 1e-6;
        double slope = (OutsideOption.loss(up, c) - OutsideOption.loss(down, c)) / 2e-6;
        assertThat(g[i]).isCloseTo(slope, within(1e-8));
      }
      double none = OutsideOption.probabilities(v)[3];
      assertThat(Arrays.stream(g).sum())
          .isCloseTo(1 - none - (c == OutsideOption.NONE ? 0 : 1), within(1e-12));
    }
  }

  @Test
  void theFitIsStationaryAndFindsTheTruth() {
    double[] truth = {1.5, -0.8, 0.4};
    var offers = draw(truth, 8000, true);
    var fitted = new MultinomialLogit(0).fit(offers);
    assertThat(fitted.weights()).containsExactly(truth, within(0.12));
    var likelihood = new LogitLikelihood(offers, 0.01);
    double[] at = {0.3, 0.1, -0.2};
    likelihood.evaluate(at);
    double[] gradient = likelihood.gradient();
    for (int j = 0; j < 3; j++) {
      double[] up = at.clone();
      double[] down = at.clone();
      up[j] += 1e-5;
      down[j] -= 1e-5;
      likelihood.evaluate(up);
      double high = likelihood.value();
      likelihood.evaluate(down);
      assertThat(gradient[j]).isCloseTo((high - likelihood.value()) / 2e-5, within(1e-8));
    }
    double sum = 0;
    for (var offer : offers) {
      double[] v = Arrays.stream(offer.features()).mapToDouble(fitted::utility).toArray();
      sum -= OutsideOption.loss(v, offer.chosen());
    }
    assertThat(fitted.meanLogLikelihood()).isCloseTo(sum / offers.size(), within(1e-12));
  }

  /** Among two answers it is logistic regression on the difference, and a level cancels. */
  @Test
  void withoutRejectionItIsBradleyTerry() {
    var offers = draw(new double[] {1, -1, 0.5}, 3000, false);
    var fitted = new MultinomialLogit(1e-6).fit(offers);
    assertThat(fitted.weights()[2]).isCloseTo(0, within(1e-9));
    double slope = 0;
    for (var offer : offers) {
      double[] a = offer.features()[offer.chosen()];
      double[] b = offer.features()[1 - offer.chosen()];
      slope += (a[0] - b[0]) * Logistic.sigmoid(fitted.utility(b) - fitted.utility(a));
    }
    assertThat(slope / offers.size()).isCloseTo(1e-6 * fitted.weights()[0], within(1e-9));
  }

  @Test
  void aLevelThatRunsAwayIsRefused() {
    var offers = draw(new double[] {1, -1, 0.5}, 200, true);
    var accepted = offers.stream().filter(o -> !o.rejected()).toList();
    var rejected = offers.stream().filter(Offer::rejected).toList();
    assertThatThrownBy(() -> MultinomialLogit.defaults().fit(accepted))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("no rejection observed");
    assertThatThrownBy(() -> MultinomialLogit.defaults().fit(rejected))
        .hasMessageContaining("all were rejected");
    assertThatThrownBy(() -> MultinomialLogit.defaults().fit(List.of()))
        .hasMessageContaining("nothing to fit");
  }

  /** A feature that decides every choice: without a ridge the weights run to infinity. */
  @Test
  void separationNeedsARidge() {
    var offers = new ArrayList<Offer>();
    for (int i = 1; i <= 10; i++) {
      offers.add(Offer.withOutside(new double[][] {{i}}, 0));
      offers.add(Offer.withOutside(new double[][] {{-i}}, OutsideOption.NONE));
    }
    assertThatThrownBy(() -> new MultinomialLogit(0).fit(offers)).hasMessageContaining("ridge");
    assertThat(MultinomialLogit.defaults().fit(offers).weights()[0]).isBetween(0.5, 20.0);
  }

  @Test
  void offersAreChecked() {
    assertThatThrownBy(() -> Offer.among(new double[][] {{1}}, 0)).hasMessageContaining("choice");
    assertThatThrownBy(() -> Offer.among(new double[][] {{1}, {2}}, -1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> Offer.withOutside(new double[][] {{1}, {2, 3}}, 0))
        .hasMessageContaining("features");
    assertThatThrownBy(() -> Offer.withOutside(new double[][] {{Double.NaN}}, 0))
        .hasMessageContaining("NaN");
  }

  /** Two features and a constant; Gumbel noise on every answer and on rejecting both. */
  private static List<Offer> draw(double[] truth, int n, boolean outside) {
    var random = new Seeds(7).stream("offers");
    var offers = new ArrayList<Offer>();
    for (int i = 0; i < n; i++) {
      var x = new double[2][];
      int chosen = -1;
      double most = outside ? gumbel(random.nextDouble()) : Double.NEGATIVE_INFINITY;
      for (int a = 0; a < 2; a++) {
        x[a] = new double[] {random.nextGaussian(), random.nextGaussian(), 1};
        double v = gumbel(random.nextDouble());
        for (int j = 0; j < 3; j++) v += truth[j] * x[a][j];
        if (v > most) {
          most = v;
          chosen = a;
        }
      }
      offers.add(new Offer(x, outside, chosen));
    }
    return offers;
  }

  private static double gumbel(double u) {
    return -Math.log(-Math.log(u + 1e-300));
  }
}
