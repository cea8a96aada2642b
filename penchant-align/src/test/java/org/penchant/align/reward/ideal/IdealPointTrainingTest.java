package org.penchant.align.reward.ideal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penchant.align.objective.Link;
import org.penchant.align.reward.FewShot;
import org.penchant.align.reward.IdealPoint;
import org.penchant.align.reward.IdealPoint.Nearness;
import org.penchant.align.reward.Outputs;
import org.penchant.align.reward.Table;
import org.penchant.align.reward.Tables;
import org.penchant.core.random.Seeds;

/** Identities and traps of the specification 078. */
class IdealPointTrainingTest {
  @Test
  void goldenPooling() {
    double[] losses = {0.4, 0.1, 0.7};
    assertThat(TokenPooling.MEAN.of(losses)).isCloseTo(0.4, within(1e-12));
    assertThat(TokenPooling.LAST.of(losses)).isEqualTo(0.7);
    assertThat(TokenPooling.CUMULATIVE.of(losses)).isCloseTo(0.45, within(1e-12));
    assertThat(TokenPooling.CUMULATIVE.shares(3))
        .containsExactly(new double[] {1 / 6.0, 2 / 6.0, 3 / 6.0}, offset(1e-12));
    assertThat(TokenPooling.LAST).hasToString("last");
    assertThatThrownBy(() -> TokenPooling.MEAN.of(new double[0])).hasMessageContaining("positions");
  }

  @Test
  void poolingBeginsWhereResponsesDiffer() {
    assertThat(TokenPooling.firstDifference(new int[] {1, 2, 3}, new int[] {1, 2, 4, 5}))
        .isEqualTo(2);
    assertThat(TokenPooling.firstDifference(new int[] {1}, new int[] {1, 2})).isEqualTo(1);
    assertThatThrownBy(() -> TokenPooling.firstDifference(new int[] {1}, new int[] {1}))
        .hasMessageContaining("the same 1 tokens");
  }

  private static Tables tables(IdealPoint head, double[] logits, double[] points) {
    var tables = Tables.drawn(head.tables(1), new Seeds(0));
    System.arraycopy(logits, 0, tables.of(Table.USERS), 0, logits.length);
    System.arraycopy(points, 0, tables.of(IdealPoint.POINTS), 0, points.length);
    return tables;
  }

  private static Outputs pair(double... z) {
    return Outputs.of(new double[] {z[0], z[1]}, new double[] {z[2], z[3]}).withUser(0);
  }

  @ParameterizedTest
  @EnumSource
  void permutingPrototypesOrShiftingLogitsChangesNothing(Nearness nearness) {
    var head = new IdealPoint(3, 2, nearness, false);
    double[] points = {0.3, 1, -2, 0.5, 1.5, -0.4};
    var pair = pair(0.5, -1, 1, 0.2);
    double s = head.margin(pair, tables(head, new double[] {0.2, -1, 0.7}, points));
    double[] moved = {1.5, -0.4, 0.3, 1, -2, 0.5};
    assertThat(head.margin(pair, tables(head, new double[] {0.7, 0.2, -1}, moved)))
        .isCloseTo(s, within(1e-12));
    assertThat(head.margin(pair, tables(head, new double[] {4.2, 3, 4.7}, points)))
        .isCloseTo(s, within(1e-12));
    assertThat(
            head.margin(pair(1, 0.2, 0.5, -1), tables(head, new double[] {0.2, -1, 0.7}, points)))
        .isCloseTo(-s, within(1e-12));
  }

  @Test
  void distancesMoveAndScaleWithTheirSpace() {
    var head = new IdealPoint(1, 2, Nearness.DISTANCE, false);
    double s =
        head.margin(pair(0.5, -1, 1, 0.2), tables(head, new double[1], new double[] {0.4, 1}));
    assertThat(
            head.margin(pair(3.5, 1, 4, 2.2), tables(head, new double[1], new double[] {3.4, 3})))
        .isCloseTo(s, within(1e-9));
    double larger =
        head.margin(pair(1.5, -3, 3, 0.6), tables(head, new double[1], new double[] {1.2, 3}));
    assertThat(larger).isCloseTo(3 * s, within(1e-9));
    assertThat(new Link.Hinge().loss(larger))
        .isNotCloseTo(3 * new Link.Hinge().loss(s), within(0.1));
  }

  @Test
  void pointsAsFarAsEachOtherAreAlike() {
    for (var nearness : new Nearness[] {Nearness.SQUARED, Nearness.DISTANCE}) {
      var head = new IdealPoint(1, 2, nearness, false);
      var tables = tables(head, new double[1], new double[] {0, -7});
      assertThat(head.margin(pair(2, 1, -2, 1), tables)).isCloseTo(0, within(1e-12));
    }
  }

  @Test
  void cosinesKnowNoNorms() {
    var head = new IdealPoint(1, 2, Nearness.ANGLE, false);
    var tables = tables(head, new double[1], new double[] {1, 2});
    double s = head.margin(pair(2, 1, 0, 1), tables);
    assertThat(head.margin(pair(20, 10, 0, 0.5), tables)).isCloseTo(s, within(1e-9));
    var longer = tables(head, new double[1], new double[] {3, 6});
    assertThat(head.margin(pair(2, 1, 0, 1), longer)).isCloseTo(s, within(1e-9));
  }

  @Test
  void farIdealPointsAreBradleyTerry() {
    var head = new IdealPoint(1, 2, Nearness.DISTANCE, false);
    var tables = tables(head, new double[1], new double[] {6e5, 8e5});
    assertThat(head.margin(pair(0.5, -1, 1, 0.2), tables))
        .isCloseTo(0.6 * (0.5 - 1) + 0.8 * (-1 - 0.2), within(1e-5));
  }

  @Test
  void aDistanceOfZeroHasASlope() {
    var head = new IdealPoint(1, 2, Nearness.DISTANCE, false);
    var tables = tables(head, new double[1], new double[] {1, 1});
    var at = pair(1, 1, 0, 0);
    var by = at.zeros();
    head.utilities(at, tables).backward(new double[] {1, -1}, by, Tables.zeros(head.tables(1)));
    assertThat(by.z()[0]).containsExactly(0, 0);
  }

  /**
   * The released learner of logistic distances has the other sign; ours draws the preferred near.
   */
  @Test
  void thePreferredIsDrawnToTheIdealPoint() {
    for (var nearness : Nearness.values()) {
      var head = new IdealPoint(1, 2, nearness, false);
      var tables = tables(head, new double[1], new double[] {1, 1});
      var pair = pair(0, 0.5, 0.5, 0.2);
      double slope = new Link.Logistic().slope(head.margin(pair, tables));
      var by = pair.zeros();
      head.utilities(pair, tables)
          .backward(new double[] {slope, -slope}, by, Tables.zeros(head.tables(1)));
      double[] moved = new double[2];
      for (int j = 0; j < 2; j++) moved[j] = pair.z()[0][j] - 1e-4 * by.z()[0][j];
      var after = Outputs.of(moved, pair.z()[1]).withUser(0);
      assertThat(head.utilities(after, tables).values()[0])
          .isGreaterThan(head.utilities(pair, tables).values()[0]);
    }
  }

  @Test
  void thePriorKeepsFewShotsFromVertices() {
    var head = new IdealPoint(2, 2, Nearness.SQUARED, false);
    var tables = tables(head, new double[2], new double[] {3, 0, -3, 0});
    var pairs = List.of(pair(1, 0, -1, 0));
    var with = new FewShot(400, 0.1, 0.01).fit(head, tables, pairs, 1);
    var without = new FewShot(400, 0.1, 0).fit(head, tables, pairs, 1);
    assertThat(head.weights(with, 0)[0]).isBetween(0.5, head.weights(without, 0)[0] - 1e-4);
  }

  @Test
  void prototypesThatFallTogetherShow() {
    var head = new IdealPoint(3, 2, Nearness.SQUARED, false);
    var tables = Tables.zeros(head.tables(2));
    System.arraycopy(new double[] {0, 0, 3, 4, 3, 4}, 0, tables.of(IdealPoint.POINTS), 0, 6);
    var rows = List.of(pair(1, 1, 1, -1), pair(-1, 1, -1, -1));
    var report = PrototypeReport.of(head, tables, 2, rows);
    assertThat(report.spread()).isCloseTo(Math.sqrt(2), within(1e-12));
    assertThat(report.distances()[0][1]).isEqualTo(5);
    assertThat(report.together()).containsExactly(new int[] {1, 2});
    assertThat(report.entropy()).isCloseTo(Math.log(3), within(1e-12));
    assertThat(report.alone()).isEmpty();
    tables.of(Table.USERS)[0] = 800;
    tables.of(Table.USERS)[3] = 800;
    var one = PrototypeReport.of(head, tables, 2, rows);
    assertThat(one.entropy()).isCloseTo(0, within(1e-12));
    assertThat(one.alone()).hasValue(0);
    assertThatThrownBy(() -> PrototypeReport.of(head, tables, 2, List.of()))
        .hasMessageContaining("no rows");
  }

  @Test
  void distancesOfPromptedPrototypesAreMeansOverPrompts() {
    var head = new IdealPoint(2, 2, Nearness.SQUARED, true);
    var tables = Tables.zeros(head.tables(1));
    var rows =
        List.of(pair(1, 1, 0, 0).withPrompt(0, 0, 3, 4), pair(1, 1, 0, 0).withPrompt(1, 1, 1, 2));
    assertThat(PrototypeReport.of(head, tables, 1, rows).distances()[1][0]).isEqualTo(3);
    var angle = new IdealPoint(2, 2, Nearness.ANGLE, true);
    assertThat(PrototypeReport.of(angle, tables, 1, List.of(rows.get(0).withPrompt(0, 2, 9, 0))))
        .satisfies(r -> {
          assertThat(r.distances()[0][1]).isCloseTo(Math.sqrt(2), within(1e-12));
          assertThat(r.spread()).isEqualTo(1);
        });
  }

  @Test
  void groupsAreMatchedUpToTheirNames() {
    double[][] weights = {{0.1, 0.9, 0}, {0.2, 0.8, 0}, {0, 0.3, 0.7}, {0.9, 0.1, 0}, {0, 1, 0}};
    assertThat(PrototypeReport.matched(weights, new int[] {0, 0, 1, 2, 2})).isEqualTo(0.8);
    assertThat(PrototypeReport.matched(weights, new int[] {1, 1, 2, 0, 1})).isEqualTo(1);
    assertThatThrownBy(() -> PrototypeReport.matched(weights, new int[1]))
        .hasMessageContaining("5 users with 1");
  }
}
