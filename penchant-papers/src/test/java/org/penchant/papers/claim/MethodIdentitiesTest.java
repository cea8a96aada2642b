package org.penchant.papers.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.penchant.align.objective.Batch;
import org.penchant.align.objective.Calibration;
import org.penchant.align.objective.Coefficient;
import org.penchant.align.objective.Contrast;
import org.penchant.align.objective.Link;
import org.penchant.align.objective.Objective;
import org.penchant.align.objective.Response;
import org.penchant.align.objective.Row;
import org.penchant.align.objective.Term;
import org.penchant.core.random.Seeds;
import org.penchant.torch.tensor.TensorScope;

/** What the specifications say must hold of the methods whose claims are run, for any numbers. */
class MethodIdentitiesTest {
  private static final RandomGenerator RANDOM = new Seeds(17).stream("identities");

  private static double draw(double scale) {
    return scale * RANDOM.nextGaussian();
  }

  private static Objective shift(double lambda) {
    var d = Term.Preference.defaults();
    return Objective.of(
        new Term.Preference(
            1,
            d.reward(),
            d.structure(),
            new Contrast.Shifted(new Coefficient.Constant(lambda), false),
            d.offset(),
            d.link(),
            d.noise(),
            d.weight()));
  }

  /** 007: the rejected is pushed lambda times as hard as the chosen is pulled. */
  @Test
  void theRatioOfPullsIsLambda() {
    for (int trial = 0; trial < 50; trial++) {
      double lambda = RANDOM.nextDouble();
      var row = Row.pair(Response.of(draw(20), draw(20)), Response.of(draw(20), draw(20)));
      try (var scope = TensorScope.open()) {
        var batch = Batch.of(List.of(row));
        shift(lambda).of(batch).sum().backward();
        double[] gradient = batch.logps().grad().toDoubles();
        assertThat(gradient[1]).isCloseTo(-lambda * gradient[0], within(1e-12));
      }
    }
  }

  /** 007: an unnormalised policy changes u by (1 - lambda) beta k; DPO does not notice. */
  @Test
  void aConstantOfThePromptCancelsInDpoOnly() {
    var d = Term.Preference.defaults();
    for (int trial = 0; trial < 50; trial++) {
      double lambda = RANDOM.nextDouble();
      double k = draw(10);
      double w = draw(5);
      double l = draw(5);
      var row = Row.pair(Response.of(w, 0), Response.of(l, 0));
      var moved = Row.pair(Response.of(w + k, 0), Response.of(l + k, 0));
      assertThat(d.of(moved)).isCloseTo(d.of(row), within(1e-12));
      double u = 0.1 * (w - lambda * l) + (1 - lambda) * 0.1 * k;
      assertThat(shift(lambda).explain(moved).value())
          .isCloseTo(new Link.Logistic().loss(u), within(1e-12));
    }
  }

  /** 026: under a uniform policy every response has weight 1, by both alignments. */
  @Test
  void aUniformPolicyWeighsOne() {
    for (int v : new int[] {2, 7, 50}) {
      double log = -Math.log(v);
      var statistics =
          Map.of(
              Calibration.SAMPLED, new double[] {log, log},
              Calibration.GREEDY, new double[] {log, log});
      var y = new Response(new double[] {log, log}, new double[2]).withCalibration(statistics);
      for (var kind : List.of(Calibration.SAMPLED, Calibration.GREEDY))
        assertThat(new Coefficient.PairLikelihood(kind).of(Row.pair(y, y)))
            .isCloseTo(1, within(1e-12));
    }
  }

  /** 026: a response said twice, token for token, weighs the same. */
  @Test
  void repeatingTokensLeavesTheWeight() {
    for (int trial = 0; trial < 20; trial++) {
      double[] logps = {-RANDOM.nextDouble() - 0.5, -RANDOM.nextDouble() - 0.5};
      double[] norm = {-RANDOM.nextDouble() / 2, -RANDOM.nextDouble() / 2};
      var once = response(logps, norm);
      var twice =
          response(
              new double[] {logps[0], logps[0], logps[1], logps[1]},
              new double[] {norm[0], norm[0], norm[1], norm[1]});
      var weight = new Coefficient.PairLikelihood(Calibration.SAMPLED);
      assertThat(weight.of(Row.pair(twice, once)))
          .isCloseTo(weight.of(Row.pair(once, once)), within(1e-12));
    }
  }

  private static Response response(double[] logps, double[] norm) {
    return new Response(logps, new double[logps.length])
        .withCalibration(Map.of(Calibration.SAMPLED, norm));
  }

  /** 014: 0 <= L <= 1 / (e gamma), |slope| <= DPO's, and the slope turns at p = exp(-1/gamma). */
  @Test
  void theFocalLossIsBoundedAndItsSlopeTurnsWhereSaid() {
    for (double gamma : new double[] {0.05, 0.5, 1, 1.4}) {
      var focal = new Link.Focal(gamma);
      double p = Math.exp(-1 / gamma);
      double turn = Math.log(p / (1 - p));
      for (int trial = 0; trial < 200; trial++) {
        double m = draw(15);
        assertThat(focal.loss(m)).isBetween(0.0, 1 / (Math.E * gamma) + 1e-12);
        assertThat(Math.abs(focal.slope(m)))
            .isLessThanOrEqualTo(-new Link.Logistic().slope(m) + 1e-15);
        if (Math.abs(m - turn) > 1e-6 && m < 30)
          assertThat(focal.slope(m) < 0).as("gamma %s m %s", gamma, m).isEqualTo(m > turn);
      }
    }
  }
}
