package org.penchant.rank.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.penchant.testkit.contract.ContractSamples;
import org.penchant.testkit.seed.RandomCase;

class PairModelTest {
  private static final List<PairModel> MODELS =
      ContractSamples.of(PairModel.class)
          .withOnly(BradleyTerry.defaults())
          .withOnly(RaoKupper.defaults())
          .withOnly(Davidson.defaults())
          .withOnly(Thurstone.defaults())
          .draw(RandomCase.random());

  @Test
  void probabilitiesAddUpToOne() {
    RandomCase.run(
        200,
        random -> {
          double d = random.nextDouble(-30, 30);
          double t = random.nextDouble(0.01, 4);
          for (var model : MODELS)
            assertThat(model.win(d, t) + model.win(-d, t) + model.tie(d, t))
                .isCloseTo(1, within(1e-12));
        });
  }

  @Test
  void slopesAndInformationAreDerivativesOfTheLogLikelihood() {
    RandomCase.run(
        200,
        random -> {
          double d = random.nextDouble(-6, 6);
          double t = random.nextDouble(0.2, 3);
          double[] y = {random.nextDouble(), random.nextDouble(), random.nextDouble()};
          double h = 1e-5;
          for (var model : MODELS) {
            var here = at(model, d, t, y);
            var up = at(model, d + h, t, y);
            var down = at(model, d - h, t, y);
            assertThat(here.d).isCloseTo((up.value - down.value) / (2 * h), within(1e-6));
            assertThat(here.dd).isCloseTo(-(up.d - down.d) / (2 * h), within(1e-6));
            up = at(model, d, t + h, y);
            down = at(model, d, t - h, y);
            assertThat(here.t).isCloseTo((up.value - down.value) / (2 * h), within(1e-6));
            assertThat(here.dt).isCloseTo(-(up.d - down.d) / (2 * h), within(1e-6));
            assertThat(here.tt).isCloseTo(-(up.t - down.t) / (2 * h), within(1e-5));
          }
        });
  }

  @Test
  void logLikelihoodIsTheLogarithmOfTheProbability() {
    for (var model : MODELS) {
      for (double d : new double[] {-5, -0.3, 0, 2, 7}) {
        assertThat(at(model, d, 0.7, new double[] {1, 0, 0}).value)
            .isCloseTo(Math.log(model.win(d, 0.7)), within(1e-10));
        if (!model.tiesHalf())
          assertThat(at(model, d, 0.7, new double[] {0, 0, 1}).value)
              .isCloseTo(Math.log(model.tie(d, 0.7)), within(1e-10));
      }
    }
  }

  @Test
  void theTailsStayFinite() {
    for (var model : MODELS)
      for (double d : new double[] {-1e4, -80, -38, -6, 6, 38, 80, 1e4})
        for (double[] y : new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}) {
          var terms = at(model, d, 0.05, y);
          assertThat(List.of(terms.value, terms.d, terms.t, terms.dd, terms.dt, terms.tt))
              .as("%s at %s", model, d)
              .allMatch(Double::isFinite);
          assertThat(terms.dd).isGreaterThanOrEqualTo(0);
        }
    assertThat(at(BradleyTerry.defaults(), -1e4, 0, new double[] {1, 0, 0}).value).isEqualTo(-1e4);
    assertThat(at(Thurstone.defaults(), -1e4, 0, new double[] {1, 0, 0}).d)
        .isCloseTo(1e4, within(1e-3));
  }

  /** Identity 4 of papers/046-sparse-pairwise. */
  @Test
  void raoAndKuppersGoldenProbabilities() {
    var model = RaoKupper.defaults();
    assertThat(model.win(0.5, 0.05)).isCloseTo(0.6106392339, within(1e-10));
    assertThat(model.win(-0.5, 0.05)).isCloseTo(0.3658644090, within(1e-10));
    assertThat(model.tie(0.5, 0.05)).isCloseTo(0.0234963571, within(1e-10));
  }

  private static PairTerms at(PairModel model, double d, double t, double[] y) {
    var terms = new PairTerms();
    model.add(d, t, y[0], y[1], y[2], terms);
    return terms;
  }
}
