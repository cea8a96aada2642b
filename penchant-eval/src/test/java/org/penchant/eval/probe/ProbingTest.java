package org.penchant.eval.probe;

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
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.eval.report.Block;

/** The identities and traps of specification 012. */
class ProbingTest {
  static Stream<Probe> probes() {
    return Stream.of(new Probe.Ridge(5), new Probe.Softmax(1e-3));
  }

  /** Items around class centres on a line, noise N(0, 1). */
  static ProbingSet draw(int n, int classes, double apart, int width, long seed) {
    var random = new Seeds(seed).stream("items");
    var x = new double[n][width];
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      labels[i] = i % classes;
      for (int j = 0; j < width; j++) x[i][j] = random.nextGaussian();
      x[i][0] += apart * (labels[i] - (classes - 1) / 2.0);
      if (classes > 2) x[i][1] += labels[i] == 1 ? apart : 0;
    }
    return new ProbingSet("line", classes, x, labels);
  }

  private static RandomGenerator shuffle() {
    return new Seeds(1).stream("shuffle");
  }

  @ParameterizedTest
  @MethodSource("probes")
  void twoAndThreeClassesAreFound(Probe probe) {
    for (int classes : new int[] {2, 3}) {
      var result =
          Probing.defaults()
              .withProbe(probe)
              .run(draw(600, classes, 3, 6, 1), draw(600, classes, 3, 6, 2), shuffle());
      assertThat(result.accuracy().estimate()).isGreaterThan(0.88);
      assertThat(result.counts().balancedAccuracy())
          .isCloseTo(result.accuracy().estimate(), within(1e-12));
      assertThat(result.counts().matthews()).isGreaterThan(0.8);
      assertThat(result.floor()).isCloseTo(1.0 / classes, within(1e-12));
      assertThat(result.atFloor()).isFalse();
      assertThat(result.converged()).isTrue();
      double error = Math.sqrt(result.floor() * (1 - result.floor()) / 600);
      assertThat(result.control()).isLessThan(result.floor() + 3 * error);
      assertThat(result.selectivity()).isEqualTo(result.accuracy().estimate() - result.control());
    }
  }

  /** Few features against many items and the other way round are one formula. */
  @Test
  void ridgeIsTheSameByItemsAndByFeatures() {
    var wide = draw(20, 2, 2, 20, 3);
    var more =
        Arrays.stream(wide.features()).map(r -> Arrays.copyOf(r, 21)).toArray(double[][]::new);
    var primal = new Probe.Ridge(5).fit(wide.features(), wide.labels(), 2);
    var dual = new Probe.Ridge(5).fit(more, wide.labels(), 2);
    for (int c = 0; c < 2; c++)
      assertThat(Arrays.copyOf(dual.weights()[c], 20))
          .containsExactly(primal.weights()[c], within(1e-12));
    assertThat(primal.weights()[0])
        .containsExactly(Arrays.stream(primal.weights()[1]).map(w -> -w).toArray(), within(1e-12));
  }

  @Test
  void softmaxGradientIsThatOfItsLoss() {
    var set = draw(40, 3, 1, 4, 4);
    var probe = new Probe.Softmax(0.3);
    double[] w = new Seeds(5).stream("w").doubles(12).toArray();
    double[] gradient = new double[12];
    probe.loss(set.features(), set.labels(), 3, w, gradient);
    for (int j = 0; j < 12; j++) {
      double[] up = w.clone();
      double[] down = w.clone();
      up[j] += 1e-5;
      down[j] -= 1e-5;
      double slope =
          (probe.loss(set.features(), set.labels(), 3, up, new double[12])
                  - probe.loss(set.features(), set.labels(), 3, down, new double[12]))
              / 2e-5;
      assertThat(gradient[j]).isCloseTo(slope, within(1e-8));
    }
  }

  /** Without a penalty a converged probe sees only the span; distances see the coordinates. */
  @Test
  void probesIgnoreLinearMapsAndDistancesDoNot() {
    var train = draw(300, 2, 1, 3, 6);
    var test = draw(300, 2, 1, 3, 7);
    double[][] map = {{2, 1, 0}, {0, 0.1, 5}, {-1, 0, 1}};
    var plain = Probing.defaults().withProbe(new Probe.Softmax(0)).withStandardise(false);
    assertThat(plain.run(mapped(train, map), mapped(test, map), shuffle()))
        .usingRecursiveComparison()
        .isEqualTo(plain.run(train, test, shuffle()));
    double[] h = test.features()[0];
    double before = Prototypes.of(List.of(train), false).evidence(0, h);
    double after =
        Prototypes.of(List.of(mapped(train, map)), false)
            .evidence(0, mapped(test, map).features()[0]);
    assertThat(after).isNotCloseTo(before, within(1e-3));
  }

  /** Separable classes have no finite fit without a penalty, and the report says so. */
  @Test
  void aFitThatDoesNotArriveIsReported() {
    var far = draw(100, 2, 60, 3, 8);
    var result = new Probing(new Probe.Softmax(0), false, 0.95).run(far, far, shuffle());
    var stuck =
        new ProbeResult(
            result.dimension(),
            result.classes(),
            result.trained(),
            result.accuracy(),
            result.counts(),
            result.floor(),
            result.control(),
            false);
    assertThat(warnings(new ProbeTable("softmax", List.of(stuck)))).contains("did not arrive");
    assertThat(result.accuracy().estimate()).isEqualTo(1);
    assertThat(
            new Probing(new Probe.Softmax(1e-3), false, 0.95).run(far, far, shuffle()).converged())
        .isTrue();
  }

  /** A dimension of nine tenths one class at 90 % says nothing. */
  @Test
  void theMajorityFloorIsShown() {
    int[] labels = new int[300];
    Arrays.fill(labels, 0, 30, 1);
    var random = new Seeds(9).stream("noise");
    var x = new double[300][4];
    for (double[] row : x) Arrays.setAll(row, _ -> random.nextGaussian());
    var set = new ProbingSet("complexity", 2, x, labels);
    var other = new ProbingSet("complexity", 2, draw(300, 2, 0, 4, 10).features(), labels);
    var result = Probing.defaults().run(set, other, shuffle());
    assertThat(result.floor()).isCloseTo(0.9, within(1e-12));
    assertThat(result.atFloor()).isTrue();
    assertThat(result.counts().balancedAccuracy()).isLessThan(0.65);
    var table = new ProbeTable("softmax", List.of(result));
    assertThat(warnings(table)).contains("complexity", "commonest class");
    assertThat(table.score()).isEqualTo(result.accuracy().estimate());
    assertThat(new ClassCounts(new long[][] {{270, 0}, {30, 0}}).matthews()).isZero();
  }

  @Test
  void countsByHand() {
    var counts = ClassCounts.of(new int[] {0, 0, 0, 1, 1, 1}, new int[] {0, 0, 1, 1, 1, 1}, 2);
    assertThat(counts.accuracy()).isCloseTo(5 / 6.0, within(1e-15));
    assertThat(counts.matthews()).isCloseTo(6 / Math.sqrt(72), within(1e-12));
    assertThat(counts.balancedAccuracy()).isCloseTo((2 / 3.0 + 1) / 2, within(1e-12));
    var random = new Seeds(2).stream("labels");
    int[] truth = random.ints(30_000, 0, 3).toArray();
    int[] guess = random.ints(30_000, 0, 3).toArray();
    assertThat(ClassCounts.of(truth, guess, 3).accuracy()).isCloseTo(1 / 3.0, within(0.01));
    assertThat(ClassCounts.of(truth, guess, 3).matthews()).isCloseTo(0, within(0.02));
  }

  @Test
  void fewItemsOfAClassAreRefusedByName() {
    int[] labels = {0, 0, 0, 0, 0, 1, 1, 1, 1};
    assertThatThrownBy(() -> new ProbingSet("humour", 2, new double[9][2], labels))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("dimension humour")
        .hasMessageContaining("4 items of class 1");
    assertThatThrownBy(() -> new ProbingSet("humour", 2, new double[2][2], labels))
        .hasMessageContaining("2 vectors for 9 labels");
    var bad = new double[9][2];
    bad[3][1] = Double.NaN;
    assertThatThrownBy(() -> new ProbingSet("humour", 2, bad, labels)).hasMessageContaining("NaN");
    assertThatThrownBy(
            () -> Probing.defaults().run(draw(20, 2, 1, 3, 1), draw(21, 3, 1, 3, 1), shuffle()))
        .hasMessageContaining("two splits of one dimension");
  }

  /** Probing looks at vectors and moves none, nor their scores. */
  @Test
  void representationsStayAsTheyAre() {
    var train = draw(60, 2, 1, 3, 1);
    double[][] before =
        Arrays.stream(train.features()).map(double[]::clone).toArray(double[][]::new);
    Probing.defaults().run(train, draw(60, 2, 1, 3, 2), shuffle());
    Prototypes.of(List.of(train), true).confidence(train.features()[0]);
    assertThat(train.features()).isDeepEqualTo(before);
  }

  @Test
  void settingsAreData() {
    assertThat(Codec.read(Codec.write(Probing.defaults()), Probing.class))
        .isEqualTo(Probing.defaults());
    assertThat(Codec.names(Probe.class)).containsExactly("ridge", "softmax");
    assertThatThrownBy(() -> new Probe.Ridge(0)).hasMessageContaining("penalty");
  }

  private static ProbingSet mapped(ProbingSet set, double[][] map) {
    var x =
        Arrays.stream(set.features())
            .map(row -> {
              double[] out = new double[map.length];
              for (int i = 0; i < out.length; i++)
                for (int j = 0; j < row.length; j++) out[i] += map[i][j] * row[j];
              return out;
            })
            .toArray(double[][]::new);
    return new ProbingSet(set.dimension(), set.classes(), x, set.labels());
  }

  private static String warnings(ProbeTable table) {
    return ((Block.Warnings) table.blocks().getFirst()).problems().toString();
  }
}
