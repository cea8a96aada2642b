package org.penchant.align.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penchant.core.parts.Codec;
import org.penchant.core.random.Seeds;

/** What holds of every head: slopes are finite differences, and pairs are what they say. */
class HeadContractTest {
  private static final int USERS = 3;
  private static final double STEP = 1e-6;
  private static final double TOLERANCE = 2e-6;

  static Stream<Head> heads() {
    return Stream.of(
        new Scalar(),
        new OutsideOption(),
        new MultiObjective(List.of("a", "b"), List.of(0.7, -0.2)),
        new Gaussian(),
        new Categorical(4, Transport.OPTIMAL),
        new Categorical(4, Transport.CROSS_ENTROPY),
        new Categorical(4, Transport.CRAMER),
        new SkewSymmetric(2, false),
        new SkewSymmetric(2, true),
        new LowRank(3, true),
        new LowRank(3, false),
        new IdealPoint(2, 3, IdealPoint.Nearness.SQUARED, false),
        new IdealPoint(2, 3, IdealPoint.Nearness.DISTANCE, false),
        new IdealPoint(2, 3, IdealPoint.Nearness.ANGLE, false),
        new IdealPoint(2, 3, IdealPoint.Nearness.SQUARED, true),
        new IdealPoint(2, 3, IdealPoint.Nearness.ANGLE, true),
        new StepRewards(StepRewards.Gather.LEAST),
        new StepRewards(StepRewards.Gather.LAST),
        new StepRewards(StepRewards.Gather.MEAN),
        new StepRewards(StepRewards.Gather.PRODUCT));
  }

  @Test
  void everyKindIsHere() {
    assertThat(heads().map(Object::getClass).distinct().toList())
        .containsExactlyInAnyOrder(Head.class.getPermittedSubclasses());
  }

  private static double[] normal(RandomGenerator random, int n) {
    return random.doubles(n, -1.5, 1.5).toArray();
  }

  private static Outputs outputs(Head head, RandomGenerator random, int candidates) {
    double[][] z = new double[candidates][];
    for (int i = 0; i < candidates; i++)
      z[i] = normal(random, head.stepwise() ? 2 + i : head.outputs());
    return new Outputs(z, normal(random, head.promptOutputs()), head.personal() ? 1 : -1);
  }

  private static double weighted(Head head, Outputs outputs, Tables tables, double[] by) {
    double[] u = head.utilities(outputs, tables).values();
    double sum = 0;
    for (int i = 0; i < u.length; i++) sum += by[i] * u[i];
    return sum;
  }

  @ParameterizedTest
  @MethodSource("heads")
  void slopesOfUtilitiesAreFiniteDifferences(Head head) {
    var random = new Seeds(1).stream("head");
    for (int n : head.pairsOnly() ? new int[] {2} : new int[] {1, 2, 3}) {
      var outputs = outputs(head, random, n);
      var tables = Tables.drawn(head.tables(USERS), new Seeds(2));
      var utilities = head.utilities(outputs, tables);
      double[] by = normal(random, utilities.values().length);
      assertThat(utilities.values()).hasSize(head.outside() ? n + 1 : n);
      var byOutputs = outputs.zeros();
      var byTables = Tables.zeros(head.tables(USERS));
      utilities.backward(by, byOutputs, byTables);
      for (int i = 0; i < n; i++)
        holds(outputs.z()[i], byOutputs.z()[i], () -> weighted(head, outputs, tables, by));
      holds(outputs.prompt(), byOutputs.prompt(), () -> weighted(head, outputs, tables, by));
      tables
          .all()
          .forEach((name, values) ->
              holds(values, byTables.of(name), () -> weighted(head, outputs, tables, by)));
    }
  }

  @ParameterizedTest
  @MethodSource("heads")
  void slopesOfLabelsAreFiniteDifferences(Head head) {
    var random = new Seeds(3).stream("labels");
    double[] z = normal(random, head.stepwise() ? 3 : head.outputs());
    double[] label =
        head instanceof Categorical
            ? new double[] {0.1, 0.2, 0.3, 0.4}
            : random.doubles(head.stepwise() ? 3 : Math.max(1, head.labels())).toArray();
    if (head.labels() == 0) {
      assertThatThrownBy(() -> head.loss(z, label, new double[z.length]))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("comparisons only");
      return;
    }
    double[] expected = head.expected(z);
    assertThat(expected).hasSameSizeAs(label);
    double[] rest = new double[z.length];
    head.loss(z, expected, rest);
    assertThat(rest[0]).as("a label as expected does not pull").isCloseTo(0, within(1e-12));
    double[] slopes = new double[z.length];
    head.loss(z, label, slopes);
    holds(z, slopes, () -> head.loss(z, label, new double[z.length]));
  }

  @ParameterizedTest
  @MethodSource("heads")
  void marginsChangeSignWithThePair(Head head) {
    var random = new Seeds(4).stream("pairs");
    var pair = outputs(head, random, 2);
    var tables = Tables.drawn(head.tables(USERS), new Seeds(5));
    var swapped =
        new Outputs(new double[][] {pair.z()[1], pair.z()[0]}, pair.prompt(), pair.user());
    assertThat(head.margin(swapped, tables)).isCloseTo(-head.margin(pair, tables), within(1e-12));
    var same = new Outputs(new double[][] {pair.z()[0], pair.z()[0]}, pair.prompt(), pair.user());
    assertThat(head.margin(same, tables)).isCloseTo(0, within(1e-12));
  }

  @ParameterizedTest
  @MethodSource("heads")
  void isReadFromItsWrittenForm(Head head) {
    assertThat(Codec.read(Codec.write(head), Head.class)).isEqualTo(head);
  }

  @ParameterizedTest
  @MethodSource("heads")
  void hasAScoreUnlessItIsOfPairsAlone(Head head) {
    var one = outputs(head, new Seeds(6).stream("one"), 1);
    var tables = Tables.drawn(head.tables(USERS), new Seeds(7));
    var score = head.score(one, tables);
    assertThat(score.isPresent()).isEqualTo(!(head instanceof SkewSymmetric));
    assertThat(head.variance(one.z()[0])).isGreaterThanOrEqualTo(0);
    if (head.pairsOnly())
      assertThatThrownBy(() -> head.utilities(one, tables)).hasMessageContaining("compares pairs");
    else assertThat(score.getAsDouble()).isEqualTo(head.utilities(one, tables).values()[0]);
  }

  private static void holds(
      double[] at, double[] slopes, java.util.function.DoubleSupplier function) {
    assertThat(slopes).hasSameSizeAs(at);
    for (int k = 0; k < at.length; k++) {
      double before = at[k];
      at[k] = before + STEP;
      double up = function.getAsDouble();
      at[k] = before - STEP;
      double down = function.getAsDouble();
      at[k] = before;
      assertThat(slopes[k])
          .as("component " + k + " of " + Arrays.toString(at))
          .isCloseTo((up - down) / (2 * STEP), within(TOLERANCE));
    }
  }
}
