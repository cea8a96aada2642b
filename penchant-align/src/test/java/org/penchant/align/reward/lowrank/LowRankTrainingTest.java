package org.penchant.align.reward.lowrank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penchant.align.objective.Link;
import org.penchant.align.reward.FewShot;
import org.penchant.align.reward.LowRank;
import org.penchant.align.reward.Outputs;
import org.penchant.align.reward.Scalar;
import org.penchant.align.reward.Table;
import org.penchant.align.reward.Tables;
import org.penchant.core.random.Seeds;

/** Identities and traps of the specification 047. */
class LowRankTrainingTest {
  static Stream<BasisPenalty> penalties() {
    return Stream.of(new BasisPenalty.Squared(0.7), BasisPenalty.Cosine.of(1.3));
  }

  @ParameterizedTest
  @MethodSource("penalties")
  void slopesAreFiniteDifferences(BasisPenalty penalty) {
    var random = new Seeds(1).stream("basis");
    double[] reference = random.doubles(4, -1, 1).toArray();
    double[][] basis = {random.doubles(4, -1, 1).toArray(), random.doubles(4, -1, 1).toArray()};
    double[][] slopes = new double[2][4];
    penalty.of(basis, reference, 0.6, slopes);
    for (double[] row : basis)
      for (int f = 0; f < 4; f++) {
        double before = row[f];
        row[f] = before + 1e-6;
        double up = penalty.of(basis, reference, 0.6, new double[2][4]);
        row[f] = before - 1e-6;
        double down = penalty.of(basis, reference, 0.6, new double[2][4]);
        row[f] = before;
        assertThat(slopes[row == basis[0] ? 0 : 1][f]).isCloseTo((up - down) / 2e-6, within(1e-8));
      }
  }

  @Test
  void goldenCosine() {
    var cosine = BasisPenalty.Cosine.of(1);
    double[][] basis = {{1, 2, 0}};
    assertThat(cosine.of(basis, new double[] {2, 1, 1}, 1, new double[1][3]))
        .isCloseTo(0.269703257, within(1e-9));
    double[][] same = {{2, 1, 1}, {2, 1, 1}};
    assertThat(cosine.of(same, new double[] {2, 1, 1}, 1, new double[2][3]))
        .isCloseTo(0, within(1e-15));
  }

  @Test
  void alphaRisesFromAFifthToFourFifths() {
    var cosine = BasisPenalty.Cosine.of(10);
    assertThat(cosine.ramp(0.1)).isZero();
    assertThat(cosine.ramp(0.2)).isZero();
    assertThat(cosine.ramp(0.5)).isCloseTo(5, within(1e-12));
    assertThat(cosine.ramp(0.8)).isEqualTo(10);
    assertThat(cosine.ramp(1)).isEqualTo(10);
    assertThat(new BasisPenalty.Cosine(2, 0, 0).ramp(0)).isEqualTo(2);
  }

  @Test
  void theSquaredFormIsOfVectors() {
    double[][] basis = {{1, 2}, {3, 4}};
    assertThat(new BasisPenalty.Squared(0.5).of(basis, new double[] {1, 1}, 0, new double[2][2]))
        .isEqualTo(0.5 * (0 + 1 + 4 + 9));
  }

  @Test
  void badPenaltiesAreRefused() {
    assertThatThrownBy(() -> new BasisPenalty.Squared(-1)).hasMessageContaining("alpha = -1");
    assertThatThrownBy(() -> new BasisPenalty.Cosine(1, 0.8, 0.2)).hasMessageContaining("rise");
    assertThatThrownBy(() ->
            new BasisPenalty.Squared(1)
                .of(new double[][] {{1, 2}}, new double[3], 0, new double[1][2]))
        .hasMessageContaining("2 numbers against a head of 3");
    assertThatThrownBy(() ->
            BasisPenalty.Cosine.of(1)
                .of(new double[1][2], new double[] {1, 1}, 1, new double[1][2]))
        .hasMessageContaining("no direction");
  }

  @Test
  void usersWithOnePairAreCapped() {
    assertThat(UserWeight.ROWS.of(15)).isEqualTo(1);
    assertThat(15 * UserWeight.EQUAL.of(15)).isCloseTo(1, within(1e-12));
    assertThat(UserWeight.CAPPED.of(1)).isEqualTo(0.25);
    assertThat(15 * UserWeight.CAPPED.of(15)).isCloseTo(15.0 / 18, within(1e-12));
    assertThat(UserWeight.CAPPED).hasToString("capped");
    assertThatThrownBy(() -> UserWeight.EQUAL.of(0)).hasMessageContaining("pairs = 0");
  }

  @Test
  void rewardsThatNobodyTakesCanGo() {
    var head = new LowRank(3, true);
    var tables = Tables.zeros(head.tables(2));
    System.arraycopy(new double[] {2, -9, 1, 0, -8, 3}, 0, tables.of(Table.USERS), 0, 6);
    var use = BasisUse.of(head, tables, 2);
    int[] kept = use.kept(BasisUse.LEAST);
    assertThat(kept).containsExactly(0, 2);
    assertThat(use.mean()[0] + use.mean()[1] + use.mean()[2]).isCloseTo(1, within(1e-12));
    assertThat(use.logits(tables.of(Table.USERS), kept)).containsExactly(2, 1, 0, 3);
  }

  @Test
  void firstMarginsGiveTheTemperature() {
    assertThat(FirstTemperature.of(new double[] {-3, 0.5, 100})).hasValue(3);
    assertThat(FirstTemperature.of(new double[] {0, 0, 1})).isEmpty();
    assertThat(FirstTemperature.of(new double[0])).isEmpty();
  }

  /** B = 1 has the values and slopes of a scalar head, bit for bit. */
  @Test
  void rankOneIsBradleyTerry() {
    var link = new Link.Logistic();
    var low = new LowRank(1, true);
    var tables = Tables.drawn(low.tables(1), new Seeds(3));
    var pair = Outputs.of(new double[] {0.37}, new double[] {-1.21});
    var lowUtilities = low.utilities(pair.withUser(0), tables);
    var scalarUtilities = new Scalar().utilities(pair, Tables.none());
    assertThat(lowUtilities.values()).isEqualTo(scalarUtilities.values());
    double slope = link.slope(lowUtilities.values()[0] - lowUtilities.values()[1]);
    var byLow = pair.zeros();
    var byScalar = pair.zeros();
    var byTables = Tables.zeros(low.tables(1));
    lowUtilities.backward(new double[] {slope, -slope}, byLow.withUser(0), byTables);
    scalarUtilities.backward(new double[] {slope, -slope}, byScalar, Tables.none());
    assertThat(byLow.z()).isDeepEqualTo(byScalar.z());
    assertThat(byTables.of(Table.USERS)).containsOnly(0);
  }

  @Test
  void fewShotsMoveTheUsersLogitsAlone() {
    var head = new LowRank(2, true);
    var tables = Tables.drawn(head.tables(3), new Seeds(5));
    double[] before = tables.of(Table.USERS).clone();
    var pair = Outputs.of(new double[] {1, -0.5}, new double[] {0.2, 0.9});
    double[][] outputs = {pair.z()[0].clone(), pair.z()[1].clone()};
    var one = FewShot.defaults().fit(head, tables, List.of(pair), 1);
    assertThat(tables.of(Table.USERS)).isEqualTo(before);
    assertThat(pair.z()).isDeepEqualTo(outputs);
    assertThat(head.weights(one, 0)[0]).isGreaterThan(0.5);
    var none = FewShot.defaults().fit(head, tables, List.of(), 1);
    assertThat(head.weights(none, 0)).containsExactly(0.5, 0.5);
    assertThat(head.score(Outputs.of(new double[] {3, 5}).withUser(0), none)).hasValue(4);
  }

  /** Shares cannot dislike a shared reward; free weights can. */
  @Test
  void freeWeightsCanDislike() {
    var pairs = List.of(Outputs.of(new double[] {-1}, new double[] {1}));
    var shares = new LowRank(1, true);
    var free = new LowRank(1, false);
    var ofShares = FewShot.defaults().fit(shares, Tables.zeros(shares.tables(1)), pairs, 1);
    assertThat(shares.margin(pairs.getFirst().withUser(0), ofShares)).isEqualTo(-2);
    var fit = new FewShot(100, 0.1, 0);
    var ofFree = fit.fit(free, Tables.zeros(free.tables(1)), pairs, 1);
    assertThat(free.margin(pairs.getFirst().withUser(0), ofFree)).isPositive();
  }

  /** The loss of a margin far below 0 is the margin, not infinite. */
  @Test
  void lossesDoNotUnderflow() {
    assertThat(new Link.Logistic().loss(-1e4)).isEqualTo(1e4);
  }
}
