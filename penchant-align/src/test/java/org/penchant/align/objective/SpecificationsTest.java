package org.penchant.align.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penchant.core.numeric.Logistic;

/** Golden numbers of the specifications' Identities that are no whole loss of a row. */
class SpecificationsTest {
  private static final Offset<Double> GOLDEN = within(1e-10);

  @Test
  void skipsOfRankListAlone() {
    double[] s = {1.2, 0.7, 0.9, -0.4};
    double[] psi = {4, 3, 2, 1};
    for (boolean exact : new boolean[] {true, false}) {
      double one = new SkipList(exact, 0, SkipList.Skips.ADJACENT).at(s, psi, 0).loss();
      // At 0.2 of training skips 1 and 2 are in use, from 0.6 on all three.
      double two = new SkipList(exact, 0, SkipList.Skips.WIDENING).at(s, psi, 0.2).loss();
      double three = new SkipList(exact, 0, SkipList.Skips.ALL).at(s, psi, 0).loss();
      assertThat(two - one).isCloseTo(exact ? 0.8416905696 : 0.7293292936, GOLDEN);
      assertThat(three - two).isCloseTo(0.1839007409, GOLDEN);
    }
  }

  @Test
  void theLogSumExpOfSkipsIsALowerBoundAndItsWorstViolationHasTheLargestSlope() {
    double[] s = {0.2, 0.9, -0.3, 0.1};
    double[] psi = {4, 3, 2, 1};
    var exact = new SkipList(true, 0, SkipList.Skips.ALL).at(s, psi, 0);
    var bound = new SkipList(false, 0, SkipList.Skips.ALL).at(s, psi, 0);
    assertThat(bound.loss()).isLessThan(exact.loss());
    double[] adjacent = new SkipList(false, 0, SkipList.Skips.ADJACENT).at(s, psi, 0).slopes();
    assertThat(-adjacent[0]).as("s_1 - s_2 = -0.7 is the worst").isGreaterThan(adjacent[3]);
  }

  @Test
  void stagesOfPro() {
    double[] s = {-2, -2.2, -3};
    double[] psi = {0.9, 0.4, -0.3};
    var pro = new PlackettLuce(PlackettLuce.Temperatures.GAPS, -1);
    double second = pro.at(new double[] {-2.2, -3}, new double[] {0.4, -0.3}, 0).loss();
    assertThat(second).isCloseTo(0.4518454273, GOLDEN);
    var whole = pro.at(s, psi, 0);
    assertThat(whole.loss() - second).isCloseTo(1.6035186037, GOLDEN);
    assertThat(whole.slopes()[0]).isNotPositive();
    assertThat(whole.slopes()[2]).isNotNegative();
  }

  @Test
  void lambdaWeights() {
    double[] psi = {0.9, 0.6, 0.3, 0.2};
    double[] s = {0.10, 0.30, -0.20, 0.05};
    var lambda = PairWeight.Lambda.defaults();
    double[][] golden = {
      {0, 1, 0.1865455839}, {0, 2, 0.1834315666}, {0, 3, 0.1355047952},
      {1, 2, 0.2337362140}, {1, 3, 0.2647476768}, {2, 3, 0.0082456435}
    };
    for (double[] g : golden) {
      assertThat(lambda.of(s, psi, (int) g[0], (int) g[1])).isCloseTo(g[2], GOLDEN);
      assertThat(lambda.of(s, psi, (int) g[1], (int) g[0])).isCloseTo(g[2], GOLDEN);
    }
    assertThat(lambda.of(new double[] {0.1, -0.2}, new double[] {0.9, 0.4}, 0, 1))
        .isCloseTo(0.2910180234, GOLDEN);
    assertThat(1 / Math.log(2) - 1 / Math.log(3)).isCloseTo(0.5324558143, GOLDEN);
    assertThat(
            new PairWeight.Lambda(
                    PairWeight.Lambda.Gain.EXPONENTIAL, true, PairWeight.Lambda.Ties.AVERAGE)
                .of(new double[4], psi, 0, 3))
        .as("tied scores share their discount")
        .isZero();
  }

  @Test
  void sortedCouplingsAgainstTheGivenOrder() {
    double[] better = {0.5, -0.2, 0.1};
    double[] worse = {0.3, -0.4, 0.6};
    assertThat(inOrder(better, worse, 1)).isCloseTo(0.7234515743, GOLDEN);
    assertThat(inOrder(better, worse, 0.1)).isCloseTo(0.6949513358, GOLDEN);
    assertThat(SortedTransport.violation(better, worse, 0)).isCloseTo(0.1, GOLDEN);
    assertThat(SortedTransport.violation(better, worse, 1)).isCloseTo(1.0333333, within(1e-7));
    assertThat(SortedTransport.violation(better, better, 0)).isZero();
  }

  private static double inOrder(double[] better, double[] worse, double beta) {
    double sum = 0;
    for (int i = 0; i < better.length; i++)
      sum += new Link.Logistic().loss(beta * (better[i] - worse[i])) / better.length;
    return sum;
  }

  @Test
  void theAnchorTempersAndItsApproximationIsNearTheExpectation() {
    var anchor = new Anchor(0.1, 0.25);
    double k = anchor.temper();
    assertThat(k).isCloseTo(0.9542546151, GOLDEN);
    assertThat(new Link.Logistic().loss(k * (0.4 - 0.1))).isCloseTo(0.5602184676, GOLDEN);
    assertThat(new Link.Logistic().loss(k * (0.1 + 0.2))).isCloseTo(0.5602184676, GOLDEN);
    assertThat(Logistic.sigmoid(k * 0.3)).isCloseTo(0.571084, within(1e-6));
    double expectation = 0;
    double mass = 0;
    for (double z = -8; z <= 8; z += 1e-3) {
      double density = Math.exp(-z * z / 2);
      expectation += density * Logistic.sigmoid(0.4 - 0.1 - 0.5 * z);
      mass += density;
    }
    assertThat(expectation / mass).isCloseTo(0.5703, within(1e-4));
    assertThat(new Anchor(0, 0).temper()).isEqualTo(1);
  }

  @Test
  void aTrackedAnchorMovesByBothLabelsAndKeepsThePartOfAMissingOne() {
    var both =
        Anchor.START.tracked(0.9, List.of(1.0, 3.0, -1.0, -1.0), List.of(true, true, false, false));
    assertThat(both.mean()).isCloseTo(0.1 * (2 - 1) / 2, within(1e-15));
    assertThat(both.variance()).isCloseTo(0.1 * (1.0 + 0) / 2, within(1e-15));
    var one = both.tracked(0.9, List.of(2.0), List.of(true));
    assertThat(one.mean())
        .isCloseTo(0.9 * both.mean() + 0.1 * (2 + both.mean()) / 2, within(1e-15));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-3, -0.4, 0, 0.4, 2, 40})
  void raoKupperProbabilitiesSumToOneForEveryMargin(double m) {
    for (double alpha : new double[] {0.05, 0.5, 0.693, 2})
      assertThat(won(m, alpha) + won(-m, alpha) + tie(m, alpha)).isCloseTo(1, within(1e-12));
  }

  @Test
  void ternaryPreferencesAreGolden() {
    assertThat(won(0.4, 0.5)).isCloseTo(0.4750208125, GOLDEN);
    assertThat(won(-0.4, 0.5)).isCloseTo(0.2890504974, GOLDEN);
    assertThat(tie(0.4, 0.5)).isCloseTo(0.2359286901, GOLDEN);
    assertThat(tie(0, 0.5)).isCloseTo(0.2449186624, GOLDEN);
    assertThat(tie(0, 0.5)).isCloseTo(Math.tanh(0.25), within(1e-12));
    assertThat(new Link.Tie(0.5).slope(0.4)).isCloseTo(0.1859703151, GOLDEN);
    assertThat(new Link.Tie(0.5).slope(0)).isZero();
    assertThat(new Link.Logistic().slope(0.4 - 0.5)).isCloseTo(-0.5249791875, GOLDEN);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-3, -0.4, 0, 0.4, 2, 40})
  void davidsonsProbabilitiesSumToOneAndTiesAreNuTimesTheGeometricMean(double u) {
    for (double nu : new double[] {0.1, 1, 3}) {
      double first = Math.exp(-new Link.Davidson(nu, false).loss(u));
      double second = Math.exp(-new Link.Davidson(nu, false).loss(-u));
      double tie = Math.exp(-new Link.Davidson(nu, true).loss(u));
      assertThat(first + second + tie).isCloseTo(1, within(1e-12));
      assertThat(tie).isCloseTo(nu * Math.sqrt(first * second), within(1e-12));
      assertThat(Math.exp(-new Link.Davidson(nu, true).loss(0))).isCloseTo(nu / (2 + nu), GOLDEN);
    }
  }

  private static double won(double m, double alpha) {
    return Math.exp(-new Link.Logistic().loss(m - alpha));
  }

  private static double tie(double m, double alpha) {
    return Math.exp(-new Link.Tie(alpha).loss(m));
  }

  @Test
  void cellsWeighByTheLikenessOfPrompts() {
    double[][] prompts = {{1, 0}, {0.6, 0.8}};
    var sides = new StepLoss.Sides(new double[2], new double[2], prompts, prompts);
    double[][] w = new CellWeight.Similarity(0.5).of(sides);
    assertThat(w[0]).containsExactly(new double[] {0.6899744811, 0.3100255189}, GOLDEN);
    assertThat(w[1]).containsExactly(new double[] {0.3100255189, 0.6899744811}, GOLDEN);
    double[][] same = {{1, 0}, {2, 0}};
    var alike = new StepLoss.Sides(new double[2], new double[2], same, same);
    assertThat(new CellWeight.Similarity(0.5).of(alike)[0])
        .as("duplicate prompts share equally")
        .containsExactly(new double[] {0.5, 0.5}, within(1e-15));
  }

  @Test
  void cardinalSlopesAreGolden() {
    double m = 0.25;
    double a = 1.2;
    assertThat(new Link.Squared(0).loss(m - a)).isCloseTo(0.9025, GOLDEN);
    assertThat(new Link.Squared(0).slope(m - a)).isCloseTo(-1.9, GOLDEN);
    assertThat(a * new Link.Logistic().slope(m)).isCloseTo(-0.5253881989, GOLDEN);
    assertThat(new Link.Logistic().slope(m - a)).isCloseTo(-0.7211151780, GOLDEN);
    assertThat(new Link.Logistic().slope(0.4 - 0.15)).isCloseTo(-0.4378234991, GOLDEN);
  }
}
