package org.penchant.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.penchant.eval.metric.Normalisation.PER_TOKEN;
import static org.penchant.eval.metric.Normalisation.SUM;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.penchant.core.stats.Correlation;
import org.penchant.testkit.golden.Golden;
import org.penchant.testkit.seed.Edges;
import org.penchant.testkit.seed.RandomCase;

/** The identities and golden numbers of specification 001. */
class RankingAccuracyTest {
  static PairScores pair(double pw, double pl, double rw, double rl, double alpha) {
    return new PairScores("pair", "pair", pw, pl, rw, rl, 1, 1, OptionalDouble.of(alpha));
  }

  static PairScores randomPair(RandomGenerator random, int row, double alpha) {
    return new PairScores(
        "row " + row,
        "row " + row,
        Edges.logProbability(random),
        Edges.logProbability(random),
        Edges.logProbability(random),
        Edges.logProbability(random),
        Edges.length(random, 50),
        Edges.length(random, 50),
        OptionalDouble.of(alpha));
  }

  private static List<PairScores> majorityPairs(RandomGenerator random, int n) {
    var pairs = new ArrayList<PairScores>();
    for (int i = 0; i < n; i++) pairs.add(randomPair(random, i, random.nextDouble(0.501, 1)));
    return pairs;
  }

  @Test
  void goldenPair() {
    var golden = Golden.read(getClass(), "ranking-accuracy.json").named("first pair");
    double[] policy = golden.inputs().numbers("policy");
    double[] reference = golden.inputs().numbers("reference");
    double beta = golden.inputs().number("beta");
    var pair = pair(policy[0], policy[1], reference[0], reference[1], 1);
    golden.check("margin", pair.margin(beta));
    golden.check("loss", DpoLoss.of(pair, beta));
    golden.check("difficulty", pair.difficulty(SUM));
    golden.check("threshold", DpoLoss.flipThreshold(pair.difficulty(SUM), beta));
    golden.check("attenuated", DpoLoss.attenuated(pair, beta, golden.inputs().number("gamma")));
    assertThat(RankingAccuracy.policyRight(pair, SUM)).isTrue();
    assertThat(DpoLoss.attenuated(pair, beta, 1)).isEqualTo(DpoLoss.of(pair, beta));
  }

  @Test
  void goldenThresholdAndOptimum() {
    assertThat(DpoLoss.flipThreshold(7, 0.1)).isCloseTo(0.4031860489, within(1e-10));
    assertThat(DpoLoss.flipThreshold(0, 0.1)).isEqualTo(Math.log(2));
    var pair = pair(0, 0, -3, 0, 0.75);
    double odds = Math.exp(Idealised.defaults().optimumLogRatio(pair, 0.5, SUM));
    assertThat(odds).isCloseTo(0.4480836153, within(1e-10));
    assertThat(Idealised.defaults().right(pair, 0.5, SUM)).isFalse();
  }

  @Test
  void policyEqualToReferenceTiesEveryRewardMargin() {
    RandomCase.run(
        50,
        r -> {
          double w = Edges.logProbability(r);
          double l = Edges.logProbability(r);
          var pairs = List.of(pair(w, l, w, l, 0.75));
          assertThat(RewardAccuracy.of(pairs)).isEqualTo(new RewardAccuracy(0, 1, 0));
          assertThat(RankingAccuracy.ofPolicy(pairs, SUM))
              .isEqualTo(RankingAccuracy.ofReference(pairs, SUM));
          assertThat(DpoLoss.of(pairs.getFirst(), Edges.scale(r))).isEqualTo(Math.log(2));
        });
  }

  @Test
  void flipTheorem() {
    RandomCase.run(
        2_000,
        r -> {
          var pair = randomPair(r, 0, 0.75);
          double beta = Edges.scale(r);
          double gap = pair.policyGap(SUM);
          double c = pair.difficulty(SUM);
          double loss = DpoLoss.of(pair, beta);
          double threshold = DpoLoss.flipThreshold(c, beta);
          if (Math.abs(gap) < 1e-9 * (1 + Math.abs(c))) {
            assertThat(loss).isCloseTo(threshold, within(1e-6 * (1 + threshold)));
            return;
          }
          if (loss < threshold) assertThat(gap).isPositive();
          if (loss > threshold) assertThat(gap).isNegative();
          if (c <= 0 && loss <= 0.6) assertThat(RankingAccuracy.policyRight(pair, SUM)).isTrue();
        });
  }

  @Test
  void idealisedFallsWithBetaFromOneToTheReference() {
    RandomCase.run(
        50,
        r -> {
          var pairs = majorityPairs(r, 40);
          double[] betas = {1e-9, 0.01, 0.1, 1, 5, 10, 1e12};
          for (var by : Normalisation.values()) {
            double[] all = Idealised.defaults().accuracies(pairs, betas, by);
            assertThat(all[0]).isEqualTo(1);
            for (int i = 1; i < all.length; i++) assertThat(all[i]).isLessThanOrEqualTo(all[i - 1]);
            var apart = pairs.stream().filter(p -> Math.abs(p.difficulty(by)) > 1e-9).toList();
            assertThat(Idealised.defaults().accuracy(apart, 1e12, by))
                .isEqualTo(RankingAccuracy.ofReference(apart, by));
            for (double beta : betas)
              assertThat(pairs)
                  .filteredOn(p -> p.difficulty(by) <= 0)
                  .allMatch(p -> Idealised.defaults().right(p, beta, by));
          }
        });
  }

  @Test
  void idealisedIsMonotoneInEpsilonOnUnanimousPairs() {
    var pairs = List.of(pair(0, 0, -60, 0, 1), pair(0, 0, -50, 0, 1), pair(0, 0, -20, 0, 1));
    double last = 1;
    for (double epsilon : new double[] {1e-6, 1e-3, 1e-2, 0.2}) {
      double now = Idealised.defaults().withEpsilon(epsilon).accuracy(pairs, 0.1, SUM);
      assertThat(now).isLessThanOrEqualTo(last);
      last = now;
    }
    assertThat(last).isZero();
  }

  @Test
  void ipoThresholdGuaranteesTheRanking() {
    RandomCase.run(
        500,
        r -> {
          double c = 4 * r.nextGaussian();
          double tau = r.nextDouble(0.05, 2);
          double gap = 4 * r.nextGaussian();
          double loss = Math.pow(gap + c - 1 / (2 * tau), 2);
          var threshold = DpoLoss.ipoFlipThreshold(c, tau);
          // At zero loss log pi_w/pi_l = 1/(2 tau) - c.
          assertThat(threshold.isPresent()).isEqualTo(1 / (2 * tau) - c >= 0);
          if (threshold.isPresent() && loss < threshold.getAsDouble()) assertThat(gap).isPositive();
        });
  }

  @Test
  void sumsAndMeansMayDisagree() {
    var pair = new PairScores("p", "p", -20, -10, -20, -10, 40, 5, OptionalDouble.empty());
    assertThat(RankingAccuracy.policyRight(pair, SUM)).isFalse();
    assertThat(RankingAccuracy.policyRight(pair, PER_TOKEN)).isTrue();
  }

  @Test
  void tiesAreRightForRankingAndNotForReward() {
    var tie = List.of(pair(-5, -5, -5, -5, 0.75));
    assertThat(RankingAccuracy.ofPolicy(tie, SUM)).isEqualTo(1);
    assertThat(RewardAccuracy.of(tie).strict()).isZero();
    assertThat(RewardAccuracy.of(tie).tiesHalf()).isEqualTo(0.5);
  }

  @Test
  void rankingOfManyIsKendall() {
    RandomCase.run(
        100,
        r -> {
          double[] x = r.doubles(r.nextInt(2, 9)).toArray();
          double[] worth = new double[x.length];
          for (int i = 0; i < x.length; i++) worth[i] = -i;
          assertThat(RankingAccuracy.ofRanking(x))
              .isCloseTo((1 + Correlation.kendallTauB(x, worth)) / 2, within(1e-12));
        });
  }

  @Test
  void extremeMarginsKeepTheirTail() {
    assertThat(DpoLoss.negativeLogSigmoid(1e4)).isZero();
    assertThat(DpoLoss.negativeLogSigmoid(-1e4)).isEqualTo(1e4);
    assertThat(DpoLoss.negativeLogSigmoid(80)).isCloseTo(Math.exp(-80), within(1e-48));
  }

  @Test
  void refusesWhatHasNoMeaning() {
    assertThatThrownBy(() -> DpoLoss.of(pair(0, 0, 0, 0, 1), 0)).hasMessageContaining("beta = 0");
    assertThatThrownBy(() -> pair(Double.NaN, 0, 0, 0, 1)).hasMessageContaining("policyChosen");
    assertThatThrownBy(() -> pair(0, 0, 0, 0, 1.5)).hasMessageContaining("alpha = 1.5");
    assertThatThrownBy(() -> new PairScores("p", "p", 0, 0, 0, 0, 0, 1, OptionalDouble.empty()))
        .hasMessageContaining("lengths 0, 1");
    assertThatThrownBy(() -> Idealised.defaults().right(pair(0, 0, 0, 0, 1), 0, SUM))
        .hasMessageContaining("beta");
    assertThatThrownBy(() -> new Idealised(0, 0.75)).hasMessageContaining("epsilon");
    assertThatThrownBy(() -> DpoLoss.ipoFlipThreshold(1, 0)).hasMessageContaining("tau");
  }
}
