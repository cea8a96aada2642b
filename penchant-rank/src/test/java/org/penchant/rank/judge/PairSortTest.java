package org.penchant.rank.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penchant.core.random.Seeds;
import org.penchant.testkit.contract.ContractSamples;
import org.penchant.testkit.golden.Golden;
import org.penchant.testkit.golden.GoldenCase;

/** What holds of every sort, and the golden numbers of those of specification 085. */
class PairSortTest {
  private static final ContractSamples<PairSort> SORTS =
      ContractSamples.of(PairSort.class)
          .withOnly(MergeSort.defaults())
          .with(
              BeamMerge.class,
              random -> new BeamMerge(random.nextDouble(0.5), 1 + random.nextInt(50)))
          .with(
              AnchoredPlacement.class,
              random -> new AnchoredPlacement(1 + random.nextInt(8), MergeSort.defaults()))
          .withOnly(HeapSort.defaults())
          .withOnly(BubbleSort.defaults())
          .withOnly(AllPairs.defaults());

  static List<GoldenCase> goldens() {
    return Golden.read(PairSortTest.class, "/golden/judge/085-pairs.json").cases();
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void goldenNumbers(GoldenCase golden) {
    var in = golden.inputs();
    if (in.has("forward")) {
      var forward = OrderedPair.ofProbability(in.number("forward"));
      var reversed = OrderedPair.ofProbability(in.number("reversed"));
      var mean = new PositionCalibration.Mean();
      golden.check("probability", mean.probability(forward, reversed));
      assertThat(mean.probability(reversed, forward)).isCloseTo(0.35, within(1e-12));
    } else if (in.has("first")) {
      golden.check(
          "entropy", OrderedPair.ofMasses(in.number("first"), in.number("second"), 0).entropy());
    } else {
      double gap = in.number("gap");
      var judge = new Comparisons(of(in.rows("p")), new PositionCalibration.OneOrder());
      var sort = gap < 0 ? MergeSort.defaults() : new BeamMerge(gap, 100);
      var ascending = sort.sort(List.of(0, 1, 2, 3), judge).reversed();
      golden.check("ascending", ascending.stream().mapToDouble(i -> i).toArray());
      golden.check("calls", judge.calls());
    }
  }

  private static PairJudge of(double[][] p) {
    return (i, j) -> Optional.of(OrderedPair.ofProbability(p[i][j]));
  }

  private static List<Integer> shuffled(int n, RandomGenerator random) {
    return Arrays.stream(Seeds.permutation(n, random)).boxed().toList();
  }

  @Test
  void everySortReturnsTheTrueOrderOfAPerfectJudge() {
    var random = new Seeds(0).stream("perfect");
    for (int round = 0; round < 30; round++)
      for (var sort : SORTS.draw(random)) {
        int n = random.nextInt(1, 20);
        var truth = shuffled(n, random);
        PairJudge judge =
            (i, j) ->
                Optional.of(OrderedPair.ofProbability(truth.indexOf(i) < truth.indexOf(j) ? 1 : 0));
        var items = shuffled(n, random);
        var sorted = sort.sort(items, asked(judge));
        if (!(sort instanceof AnchoredPlacement placement))
          assertThat(sorted).as("%s", sort).isEqualTo(truth);
        else
          for (int anchor : items.subList(0, Math.min(placement.anchors(), n)))
            for (int item : items)
              assertThat(sorted.indexOf(item) < sorted.indexOf(anchor))
                  .isEqualTo(truth.indexOf(item) < truth.indexOf(anchor));
      }
  }

  private static Comparisons asked(PairJudge judge) {
    return new Comparisons(judge, new PositionCalibration.LogOdds());
  }

  @Test
  void everySortReturnsEveryItemOnceWhateverTheJudgeSays() {
    var random = new Seeds(1).stream("noise");
    for (int round = 0; round < 30; round++)
      for (var sort : SORTS.draw(random)) {
        int n = random.nextInt(1, 20);
        PairJudge judge =
            (_, _) ->
                random.nextInt(5) == 0
                    ? Optional.empty()
                    : Optional.of(OrderedPair.ofProbability(random.nextDouble()));
        var asked = asked(judge);
        assertThat(sort.sort(shuffled(n, random), asked))
            .as("%s", sort)
            .containsExactlyInAnyOrderElementsOf(IntStream.range(0, n).boxed().toList());
        assertThat((long) asked.calls())
            .isLessThanOrEqualTo(sort.mostCalls(n, new PositionCalibration.LogOdds()));
        if (n == 1) assertThat(asked.calls()).isZero();
        if (n == 2) assertThat(asked.calls()).isEqualTo(2);
      }
  }

  @Test
  void sortsOfTheTopDecideItAndLeaveTheRest() {
    var random = new Seeds(6).stream("top");
    for (int round = 0; round < 50; round++) {
      int n = random.nextInt(2, 20);
      int top = 1 + random.nextInt(n);
      var truth = shuffled(n, random);
      var initial = shuffled(n, random);
      PairJudge judge =
          (i, j) ->
              Optional.of(OrderedPair.ofProbability(truth.indexOf(i) < truth.indexOf(j) ? 1 : 0));
      for (PairSort sort : List.of(new HeapSort(top), new BubbleSort(top))) {
        var sorted = sort.sort(initial, asked(judge));
        assertThat(sorted.subList(0, top)).isEqualTo(truth.subList(0, top));
        assertThat(sorted.subList(top, n))
            .isEqualTo(initial.stream().filter(i -> truth.indexOf(i) >= top).toList());
      }
    }
    assertThat(new BubbleSort(10).mostCalls(100, new PositionCalibration.LogOdds()))
        .isEqualTo(2 * (99 + 98 + 97 + 96 + 95 + 94 + 93 + 92 + 91 + 90));
    assertThat(AllPairs.defaults().mostCalls(100, new PositionCalibration.OneOrder()))
        .isEqualTo(9900);
  }

  @Test
  void anEvenJudgeLeavesTheFirstStageOrder() {
    var initial = List.of(4, 1, 3, 0, 2);
    for (PairSort sort : List.of(new HeapSort(0), new BubbleSort(0), new AllPairs()))
      assertThat(sort.sort(initial, asked((_, _) -> Optional.of(OrderedPair.ofProbability(0.5)))))
          .isEqualTo(initial);
  }

  @Test
  void mergeSortAsksNoMoreThanItsBound() {
    var random = new Seeds(2).stream("bound");
    for (int n = 2; n < 40; n++) {
      var asked =
          new Comparisons(
              (_, _) -> Optional.of(OrderedPair.ofProbability(random.nextDouble())),
              new PositionCalibration.OneOrder());
      MergeSort.defaults().sort(shuffled(n, random), asked);
      int log = 32 - Integer.numberOfLeadingZeros(n - 1);
      assertThat(asked.calls()).isLessThanOrEqualTo(n * log - (1 << log) + 1);
    }
  }

  @Test
  void aBeamWithoutDoubtIsMergeSort() {
    var random = new Seeds(3).stream("beam");
    for (int round = 0; round < 50; round++) {
      double[][] p = new double[12][12];
      for (var row : p) Arrays.setAll(row, _ -> random.nextDouble());
      var items = shuffled(12, random);
      var none = new PositionCalibration.OneOrder();
      assertThat(new BeamMerge(0, 100).sort(items, new Comparisons(of(p), none)))
          .isEqualTo(MergeSort.defaults().sort(items, new Comparisons(of(p), none)));
    }
  }

  @Test
  void aConstantBiasOfTheLogOddsLeavesCalibratedDecisionsAlone() {
    var random = new Seeds(4).stream("bias");
    for (int round = 0; round < 100; round++) {
      double z = random.nextGaussian() * 3;
      double w = random.nextGaussian() * 3;
      double bias = random.nextGaussian() * 3;
      var calibration = new PositionCalibration.LogOdds();
      double plain = calibration.probability(OrderedPair.ofLogOdds(z), OrderedPair.ofLogOdds(w));
      assertThat(
              calibration.probability(
                  OrderedPair.ofLogOdds(z + bias), OrderedPair.ofLogOdds(w + bias)))
          .isCloseTo(plain, within(1e-12));
      for (PositionCalibration other :
          List.of(new PositionCalibration.Mean(), new PositionCalibration.Softmax())) {
        double p = other.probability(OrderedPair.ofLogOdds(z), OrderedPair.ofLogOdds(w));
        double q = other.probability(OrderedPair.ofLogOdds(w), OrderedPair.ofLogOdds(z));
        assertThat(p + q).isCloseTo(1, within(1e-12));
        assertThat(p > 0.5).as("%s decides like log-odds", other).isEqualTo(plain > 0.5);
      }
    }
  }

  @Test
  void calibrationsGiveTheGoldenNumbersOfFusion() {
    for (var golden :
        Golden.read(PairSortTest.class, "/golden/judge/095-llm-rankfusion.json").cases()) {
      double[] f = golden.inputs().numbers("forward");
      double[] r = golden.inputs().numbers("reversed");
      var forward = new OrderedPair(f[0], f[1], Double.NEGATIVE_INFINITY);
      var reversed = new OrderedPair(r[0], r[1], Double.NEGATIVE_INFINITY);
      golden.check("z", new double[] {forward.logOdds(), reversed.logOdds()});
      golden.check("p", new double[] {forward.probability(), reversed.probability()});
      golden.check("softmax", new PositionCalibration.Softmax().probability(forward, reversed));
      golden.check("log-odds", new PositionCalibration.LogOdds().probability(forward, reversed));
    }
  }

  @Test
  void anAnswerOfZeroIsKeptAndAnUnreadableOneIsCountedAndNeverAWin() {
    int[] times = new int[1];
    var zero =
        new Comparisons(
            (_, _) -> {
              times[0]++;
              return Optional.of(OrderedPair.ofProbability(0));
            },
            new PositionCalibration.OneOrder());
    assertThat(zero.probability(0, 1)).isZero();
    assertThat(zero.probability(0, 1)).isZero();
    assertThat(times[0]).isEqualTo(1);
    var lost = asked((_, _) -> Optional.empty());
    assertThat(lost.probability(0, 1)).isEqualTo(0.5);
    assertThat(lost.failed()).isEqualTo(2);
    assertThat(lost.calls()).isEqualTo(2);
  }

  @Test
  void refusesWhatIsNoProbability() {
    assertThatThrownBy(() -> OrderedPair.ofProbability(1.2)).hasMessageContaining("1.2");
    assertThatThrownBy(() -> OrderedPair.ofMasses(0, 0, 0)).hasMessageContaining("must be finite");
    assertThatThrownBy(() -> OrderedPair.ofMasses(-1, 1, 0)).hasMessageContaining("mass = -1");
    assertThatThrownBy(() -> new OrderedPair(Double.NaN, 0, 0)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new BeamMerge(0.6, 10)).hasMessageContaining("gap = 0.6");
    assertThatThrownBy(() -> new BeamMerge(0.1, 0)).hasMessageContaining("size = 0");
    assertThatThrownBy(() -> new AnchoredPlacement(0, MergeSort.defaults()))
        .hasMessageContaining("anchors = 0");
    assertThatThrownBy(() -> new HeapSort(-1)).hasMessageContaining("top = -1");
    assertThatThrownBy(() -> new BubbleSort(-1)).hasMessageContaining("top = -1");
    assertThatThrownBy(() -> asked((_, _) -> Optional.empty()).probability(2, 2))
        .hasMessageContaining("against itself");
  }

  @Test
  void cyclesAreCountedByTheFormulaAndByHand() {
    var random = new Seeds(5).stream("cycles");
    double[][] cycle = {{0, 1, 0}, {0, 0, 1}, {1, 0, 0}};
    assertThat(Consistency.cyclicTriads(cycle)).isEqualTo(1);
    assertThat(Consistency.transitivity(cycle)).isZero();
    for (int round = 0; round < 20; round++) {
      int n = 7;
      double[][] p = new double[n][n];
      for (int i = 0; i < n; i++)
        for (int j = i + 1; j < n; j++) {
          p[i][j] = random.nextDouble();
          p[j][i] = 1 - p[i][j];
        }
      int cycles = 0;
      for (int i = 0; i < n; i++)
        for (int j = i + 1; j < n; j++)
          for (int k = j + 1; k < n; k++) {
            boolean ij = p[i][j] > 0.5;
            boolean jk = p[j][k] > 0.5;
            boolean ki = p[k][i] > 0.5;
            if (ij == jk && jk == ki) cycles++;
          }
      assertThat(Consistency.cyclicTriads(p)).isCloseTo(cycles / 35.0, within(1e-12));
    }
    var order = shuffled(6, random);
    double[][] transitive = new double[6][6];
    for (int i = 0; i < 6; i++)
      for (int j = 0; j < 6; j++) transitive[i][j] = order.indexOf(i) < order.indexOf(j) ? 1 : 0;
    assertThat(Consistency.cyclicTriads(transitive)).isZero();
    assertThat(Consistency.transitivity(transitive)).isEqualTo(1);
    assertThat(Consistency.orderInconsistency(transitive)).isZero();
  }

  @Test
  void cyclesAmongTheTriadsHeardAreThoseOfTheMatrix() {
    var random = new Seeds(7).stream("heard");
    for (int round = 0; round < 10; round++) {
      double[][] p = new double[7][7];
      for (var row : p) Arrays.setAll(row, _ -> random.nextDouble());
      var items = shuffled(7, random);
      for (PositionCalibration calibration :
          List.of(new PositionCalibration.LogOdds(), new PositionCalibration.OneOrder())) {
        var asked = new Comparisons(of(p), calibration);
        assertThat(asked.cyclicTriads()).isNaN();
        AllPairs.defaults().sort(items, asked);
        double[][] q = new double[7][7];
        for (int i = 0; i < 7; i++)
          for (int j = 0; j < 7; j++) if (i != j) q[i][j] = asked.probability(i, j);
        for (int i = 0; i < 7; i++) for (int j = 0; j < i; j++) q[i][j] = 1 - q[j][i];
        assertThat(asked.cyclicTriads()).isCloseTo(Consistency.cyclicTriads(q), within(1e-12));
      }
    }
  }
}
