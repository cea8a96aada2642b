package org.penchant.align.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.penchant.align.objective.Link;
import org.penchant.align.objective.SoftmaxList;
import org.penchant.core.random.Seeds;

/** Golden numbers and identities of the specifications 010, 019, 047, 078 and 109. */
class HeadGoldensTest {
  private static double sigmoid(double v) {
    return 1 / (1 + Math.exp(-v));
  }

  private static Tables users(Head head, double... logits) {
    var tables = Tables.zeros(head.tables(1));
    System.arraycopy(logits, 0, tables.of(Table.USERS), 0, logits.length);
    return tables;
  }

  @Test
  void skewSymmetricScore019() {
    double[] v1 = {1, 0.5, -0.3, 2};
    double[] v2 = {0.2, -1, 0.7, 0.4};
    double[] gates = {1.5, 0.5};
    double s = SkewSymmetric.score(v1, v2, gates);
    assertThat(s).isCloseTo(-2.41, within(1e-12));
    assertThat(sigmoid(s)).isCloseTo(0.0824133181, within(1e-10));
    assertThat(sigmoid(s / 2)).isCloseTo(0.2305869388, within(1e-10));
    assertThat(SkewSymmetric.score(v2, v1, gates)).isEqualTo(-s);
  }

  @Test
  void gate019() {
    double[] gate = SkewSymmetric.gate(new double[] {0.3, -0.2, 0.5});
    assertThat(gate)
        .containsExactly(new double[] {1.060845344, 0.643435226, 1.295719429}, offset(1e-9));
    assertThat(gate[0] + gate[1] + gate[2]).isCloseTo(3, within(1e-12));
    assertThat(SkewSymmetric.gate(new double[] {7, 7})).containsExactly(1, 1);
  }

  @Test
  void oneSkewPlaneHoldsBradleyTerryAndTheCircle019() {
    var head = new SkewSymmetric(1, false);
    assertThat(head.margin(Outputs.of(new double[] {1.7, 1}, new double[] {0.4, 1}), Tables.none()))
        .isCloseTo(1.3, within(1e-12));
    double[][] circle = new double[3][];
    for (int i = 0; i < 3; i++)
      circle[i] = new double[] {Math.cos(i * 2 * Math.PI / 3), Math.sin(i * 2 * Math.PI / 3)};
    for (int i = 0; i < 3; i++)
      assertThat(head.margin(Outputs.of(circle[i], circle[(i + 1) % 3]), Tables.none()))
          .isCloseTo(0.8660254, within(1e-7));
  }

  @Test
  void addingTheOtherOrTurningThePlaneChangesNoScore019() {
    var head = new SkewSymmetric(1, false);
    double[] v1 = {0.3, -1.2};
    double[] v2 = {2, 0.7};
    double s = head.margin(Outputs.of(v1, v2), Tables.none());
    double[] moved = {v2[0] + 5 * v1[0], v2[1] + 5 * v1[1]};
    assertThat(head.margin(Outputs.of(v1, moved), Tables.none())).isCloseTo(s, within(1e-12));
    double c = Math.cos(0.9);
    double d = Math.sin(0.9);
    assertThat(
            head.margin(
                Outputs.of(
                    new double[] {c * v1[0] - d * v1[1], d * v1[0] + c * v1[1]},
                    new double[] {c * v2[0] - d * v2[1], d * v2[0] + c * v2[1]}),
                Tables.none()))
        .isCloseTo(s, within(1e-12));
  }

  @Test
  void zeroEmbeddingsAreASaddle019() {
    var head = new SkewSymmetric(2, false);
    var zero = Outputs.of(new double[4], new double[4]);
    var by = zero.zeros();
    head.utilities(zero, Tables.none()).backward(new double[] {-0.5, 0.5}, by, Tables.none());
    assertThat(by.z()[0]).containsOnly(0);
    assertThat(by.z()[1]).containsOnly(0);
    assertThatThrownBy(() -> SkewSymmetric.ofWidth(5)).hasMessageContaining("must be even");
  }

  @Test
  void scoresOfAllPairsHaveRankTwoAPlane019() {
    double[][] v = new double[6][];
    var random = new Seeds(4).stream("v");
    for (int i = 0; i < 6; i++) v[i] = random.doubles(4, -2, 2).toArray();
    double[][] s = SkewSymmetric.scores(v, new double[] {1.5, 0.5});
    for (int i = 0; i < 6; i++)
      for (int j = 0; j < 6; j++) {
        assertThat(s[i][j]).isEqualTo(-s[j][i]);
        assertThat(s[i][j])
            .isCloseTo(SkewSymmetric.score(v[i], v[j], new double[] {1.5, 0.5}), within(1e-12));
      }
    assertThat(rank(s)).isEqualTo(4);
    assertThat(rank(SkewSymmetric.scores(v, new double[] {1, 0}))).isEqualTo(2);
  }

  private static int rank(double[][] matrix) {
    double[][] a = matrix;
    int rank = 0;
    for (int c = 0; c < a.length && rank < a.length; c++) {
      int pivot = rank;
      for (int r = rank; r < a.length; r++)
        if (Math.abs(a[r][c]) > Math.abs(a[pivot][c])) pivot = r;
      if (Math.abs(a[pivot][c]) < 1e-9) continue;
      double[] row = a[pivot];
      a[pivot] = a[rank];
      a[rank] = row;
      for (int r = rank + 1; r < a.length; r++) {
        double factor = a[r][c] / row[c];
        for (int k = c; k < a.length; k++) a[r][k] -= factor * row[k];
      }
      rank++;
    }
    return rank;
  }

  @Test
  void oneSkewPlaneHasBradleyTerrysLossAndSlopes019() {
    var link = new Link.Logistic();
    var skew = new SkewSymmetric(1, false);
    var scalar = new Scalar();
    var two = Outputs.of(new double[] {1.75, 1}, new double[] {0.5, 1});
    var one = Outputs.of(new double[] {1.75}, new double[] {0.5});
    double s = skew.margin(two, Tables.none());
    assertThat(link.loss(s)).isEqualTo(link.loss(scalar.margin(one, Tables.none())));
    double[] slopes = {link.slope(s), -link.slope(s)};
    var byTwo = two.zeros();
    var byOne = one.zeros();
    skew.utilities(two, Tables.none()).backward(slopes, byTwo, Tables.none());
    scalar.utilities(one, Tables.none()).backward(slopes, byOne, Tables.none());
    for (int i = 0; i < 2; i++) assertThat(byTwo.z()[i][0]).isEqualTo(byOne.z()[i][0]);
  }

  @Test
  void turningPlanesByDifferentAnglesChangesNoScore019() {
    double[] v1 = {0.3, -1.2, 0.8, 2};
    double[] v2 = {2, 0.7, -1, 0.4};
    double[] gates = {1.5, 0.5};
    double[] angles = {0.9, -2.1};
    assertThat(SkewSymmetric.score(turned(v1, angles), turned(v2, angles), gates))
        .isCloseTo(SkewSymmetric.score(v1, v2, gates), within(1e-12));
  }

  private static double[] turned(double[] v, double[] angles) {
    double[] out = new double[v.length];
    for (int k = 0; k < angles.length; k++) {
      double c = Math.cos(angles[k]);
      double s = Math.sin(angles[k]);
      out[2 * k] = c * v[2 * k] - s * v[2 * k + 1];
      out[2 * k + 1] = s * v[2 * k] + c * v[2 * k + 1];
    }
    return out;
  }

  @Test
  void lowRank047() {
    var head = new LowRank(3, true);
    var tables = users(head, 0.5, -1, 0);
    assertThat(head.weights(tables, 0))
        .containsExactly(new double[] {0.546549393, 0.121951650, 0.331498957}, offset(1e-8));
    var pair = Outputs.of(new double[] {-2, 0.4, -1.3}, new double[3]).withUser(0);
    double d = head.margin(pair, tables);
    assertThat(d).isCloseTo(-1.475266762, within(1e-9));
    assertThat(Math.log1p(Math.exp(-d))).isCloseTo(1.681237872, within(1e-9));
    double slope = -sigmoid(-d);
    var byTables = Tables.zeros(head.tables(1));
    head.utilities(pair, tables).backward(new double[] {slope, -slope}, pair.zeros(), byTables);
    assertThat(byTables.of(Table.USERS))
        .containsExactly(new double[] {0.233408071, -0.186122393, -0.047285678}, offset(1e-9));
  }

  @Test
  void lowRankIdentities047() {
    var head = new LowRank(3, true);
    var tables = users(head, 0.5, -1, 0);
    var shifted = users(head, 7.5, 6, 7);
    var z = Outputs.of(new double[] {1, 2, 3}).withUser(0);
    double u = head.score(z, tables).getAsDouble();
    assertThat(head.score(z, shifted).getAsDouble()).isCloseTo(u, within(1e-12));
    var permuted = users(head, 0, 0.5, -1);
    assertThat(head.score(Outputs.of(new double[] {3, 1, 2}).withUser(0), permuted).getAsDouble())
        .isCloseTo(u, within(1e-12));
    assertThat(head.score(Outputs.of(new double[] {2, 2, 2}).withUser(0), tables).getAsDouble())
        .isCloseTo(2, within(1e-12));
    assertThat(head.weights(users(head, 0, 0, 0), 0)).containsOnly(1.0 / 3);
    assertThat(new LowRank(1, true).weights(users(new LowRank(1, true), 4), 0)).containsExactly(1);
  }

  @Test
  void idealPoint078() {
    var head = new IdealPoint(2, 2, IdealPoint.Nearness.SQUARED, false);
    var tables = users(head, Math.log(0.6), Math.log(0.4));
    System.arraycopy(new double[] {0, 1, 1, 1}, 0, tables.of("prototypes"), 0, 4);
    var pair = Outputs.of(new double[] {0.5, -1}, new double[] {1, 0.2}).withUser(0);
    assertThat(head.ideal(pair, tables)).containsExactly(new double[] {0.4, 1}, offset(1e-12));
    double s2 = head.margin(pair, tables);
    assertThat(s2).isCloseTo(-3.01, within(1e-12));
    assertThat(sigmoid(s2)).isCloseTo(0.046976146, within(1e-9));
    var distance = new IdealPoint(2, 2, IdealPoint.Nearness.DISTANCE, false);
    assertThat(distance.margin(pair, tables)).isCloseTo(-1.002498439, within(1e-9));
  }

  @Test
  void angle078() {
    var head = new IdealPoint(1, 2, IdealPoint.Nearness.ANGLE, false);
    var tables = Tables.drawn(head.tables(1), new Seeds(0));
    System.arraycopy(new double[] {1, 2}, 0, tables.of("prototypes"), 0, 2);
    var pair = Outputs.of(new double[] {2, 1}, new double[] {0, 1}).withUser(0);
    double[] u = head.utilities(pair, tables).values();
    double scale = 14.285714286;
    assertThat(u[0]).isCloseTo(scale * 0.8, within(1e-8));
    assertThat(u[1]).isCloseTo(scale * 0.894427191, within(1e-8));
    assertThat(sigmoid(u[0] - u[1])).isCloseTo(0.206040472, within(1e-9));
    tables.of("scale")[0] = 50;
    assertThat(head.utilities(pair, tables).values()[0]).isCloseTo(80, within(1e-9));
  }

  @Test
  void idealPointIdentities078() {
    var one = new IdealPoint(1, 2, IdealPoint.Nearness.SQUARED, false);
    var tables = Tables.drawn(one.tables(2), new Seeds(1));
    var pair = Outputs.of(new double[] {0.5, -1}, new double[] {1, 0.2});
    assertThat(one.margin(pair.withUser(0), tables))
        .isEqualTo(one.margin(pair.withUser(1), tables));
    var by = Tables.zeros(one.tables(2));
    one.utilities(pair.withUser(0), tables).backward(new double[] {1, -1}, pair.zeros(), by);
    assertThat(by.of(Table.USERS)).containsOnly(0);
    System.arraycopy(new double[] {0, 3}, 0, tables.of("prototypes"), 0, 2);
    assertThat(
            one.margin(Outputs.of(new double[] {1, 1}, new double[] {-1, 1}).withUser(0), tables))
        .isCloseTo(0, within(1e-12));
  }

  @Test
  void smoothHinge078() {
    var link = new Link.SmoothHinge(5);
    assertThat(link.loss(1.2)).isZero();
    assertThat(link.loss(0.5)).isCloseTo(0.025, within(1e-12));
    assertThat(link.loss(-5)).isCloseTo(3.5, within(1e-12));
    assertThat(link.slope(-4)).isEqualTo(-1);
  }

  @Test
  void transport109() {
    double[] p = {.9, .1, 0, 0, 0, 0};
    double[] near = {.9, 0, .1, 0, 0, 0};
    double[] far = {.9, 0, 0, 0, 0, .1};
    assertThat(5 * Transport.OPTIMAL.of(p, near, new double[6])).isCloseTo(0.1, within(1e-12));
    assertThat(5 * Transport.OPTIMAL.of(p, far, new double[6])).isCloseTo(0.4, within(1e-12));
    double[] mixed = new double[6];
    for (int k = 0; k < 6; k++) mixed[k] = 0.99 * p[k] + 0.01 / 6;
    assertThat(Transport.CROSS_ENTROPY.of(mixed, near, new double[6]))
        .isCloseTo(Transport.CROSS_ENTROPY.of(mixed, far, new double[6]), within(1e-12));
  }

  @Test
  void transportSlopes109() {
    double[] p = {.1, .2, .4, .2, .05, .05};
    double[] q = {.05, .1, .3, .3, .15, .1};
    double[] byP = new double[6];
    double w = Transport.OPTIMAL.of(p, q, byP);
    assertThat(w).isCloseTo(0.13, within(1e-12));
    assertThat(5 * w).isCloseTo(0.65, within(1e-12));
    assertThat(Transport.CROSS_ENTROPY.of(p, q, new double[6]))
        .isCloseTo(1.782724708, within(1e-9));
    assertThat(Transport.CRAMER.of(p, q, new double[6])).isCloseTo(0.1125, within(1e-12));
    double[] z = java.util.Arrays.stream(p).map(Math::log).toArray();
    double[] slopes = new double[6];
    new Categorical(6, Transport.OPTIMAL).loss(z, q, slopes);
    double sum = 0;
    double[] golden = {0.205, 0.21, 0.02, -0.19, -0.0975, -0.1475};
    for (int k = 0; k < 6; k++) {
      assertThat(5 * slopes[k]).isCloseTo(golden[k], within(1e-12));
      sum += slopes[k];
    }
    assertThat(sum).isCloseTo(0, within(1e-12));
  }

  @Test
  void transportIdentities109() {
    var random = new Seeds(2).stream("w");
    for (int round = 0; round < 20; round++) {
      double[] a = Simplex.softmax(random.doubles(4, -2, 2).toArray());
      double[] b = Simplex.softmax(random.doubles(4, -2, 2).toArray());
      double[] c = Simplex.softmax(random.doubles(4, -2, 2).toArray());
      double ab = Transport.OPTIMAL.of(a, b, new double[4]);
      assertThat(Transport.OPTIMAL.of(b, a, new double[4])).isCloseTo(ab, within(1e-12));
      assertThat(Transport.OPTIMAL.of(a, a, new double[4])).isZero();
      assertThat(ab)
          .isLessThanOrEqualTo(
              Transport.OPTIMAL.of(a, c, new double[4])
                  + Transport.OPTIMAL.of(c, b, new double[4])
                  + 1e-12);
      double gap = 0;
      for (int k = 0; k < 4; k++) gap += (a[k] - b[k]) * Transport.utility(k, 4);
      assertThat(Math.abs(gap)).isLessThanOrEqualTo(ab + 1e-12);
    }
    assertThat(Transport.OPTIMAL.of(new double[] {.3, .7}, new double[] {.9, .1}, new double[2]))
        .isCloseTo(0.6, within(1e-12));
    var binary = new Categorical(2, Transport.OPTIMAL);
    assertThat(binary.score(Outputs.of(new double[] {Math.log(.3), Math.log(.7)}), Tables.none()))
        .hasValueCloseTo(0.3, within(1e-12));
    assertThatThrownBy(() -> binary.loss(new double[2], new double[] {.9, .2}, new double[2]))
        .hasMessageContaining("sum to 1.1");
  }

  @Test
  void outsideOption010() {
    var head = new OutsideOption();
    double[] u =
        head.utilities(Outputs.of(new double[] {1.2}, new double[] {0.3}), Tables.none()).values();
    assertThat(u).containsExactly(1.2, 0.3, 0);
    double[] p = Simplex.softmax(u);
    assertThat(p).containsExactly(new double[] {0.58556105, 0.23807136, 0.17636760}, offset(1e-8));
    assertThat(p[0] / (p[0] + p[1])).isCloseTo(0.710949503, within(1e-9));
    assertThat(sigmoid(1.2)).isCloseTo(0.768524783, within(1e-9));
  }

  /** What entry 010 trains, on the head's utilities: the outside option has no slope of its own. */
  @Test
  void outsideOptionsLossPinsTheLevel010() {
    var head = new OutsideOption();
    var outputs = Outputs.of(new double[] {1.2}, new double[] {0.3});
    var loss = new SoftmaxList(SoftmaxList.Target.SHARE);
    double[] losses = {0.53518484, 1.43518484, 1.73518484};
    double none = 0.17636760;
    for (int chosen = 0; chosen < 3; chosen++) {
      var utilities = head.utilities(outputs, Tables.none());
      double[] label = new double[3];
      label[chosen] = 1;
      var at = loss.at(utilities.values(), label, 0);
      assertThat(at.loss()).isCloseTo(losses[chosen], within(1e-8));
      var by = outputs.zeros();
      utilities.backward(at.slopes(), by, Tables.none());
      assertThat(by.z()[0][0] + by.z()[1][0])
          .isCloseTo(1 - none - (chosen < 2 ? 1 : 0), within(1e-8));
    }
  }

  @Test
  void badSettingsAreRefused() {
    assertThatThrownBy(() -> new LowRank(0, true)).hasMessageContaining("rank = 0");
    assertThatThrownBy(() -> new SkewSymmetric(0, true)).hasMessageContaining("planes = 0");
    assertThatThrownBy(() -> new Categorical(1, Transport.OPTIMAL)).hasMessageContaining("levels");
    assertThatThrownBy(() -> new IdealPoint(0, 2, IdealPoint.Nearness.ANGLE, false))
        .hasMessageContaining("prototypes = 0");
    assertThatThrownBy(() -> new MultiObjective(List.of("a", "a"), List.of()))
        .hasMessageContaining("repeat");
    assertThatThrownBy(() -> new MultiObjective(List.of("a"), List.of(1.0, 2.0)))
        .hasMessageContaining("2 weights");
  }
}
