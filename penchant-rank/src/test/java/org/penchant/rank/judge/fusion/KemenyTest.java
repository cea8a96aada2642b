package org.penchant.rank.judge.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Correlation;
import org.penchant.core.votes.Ballot;
import org.penchant.core.votes.Ballots;
import org.penchant.rank.standing.KendallDistance;
import org.penchant.testkit.contract.ContractSamples;
import org.penchant.testkit.golden.Golden;
import org.penchant.testkit.golden.GoldenCase;

/** The golden numbers and identities of specification 070. */
class KemenyTest {
  private record Reversed() implements KemenyCentre.Custom {
    @Override
    public List<Integer> centre(double[][] above, List<Integer> start) {
      return start.reversed();
    }
  }

  private static final ContractSamples<KemenyCentre> CENTRES =
      ContractSamples.of(KemenyCentre.class)
          .withOnly(SubsetKemeny.defaults())
          .with(
              LocalSearch.class,
              random ->
                  new LocalSearch(
                      random.nextBoolean() ? LocalSearch.Move.SWAP : LocalSearch.Move.INSERTION))
          .withOnly(new Reversed());

  static List<GoldenCase> goldens() {
    return Golden.read(KemenyTest.class, "/golden/judge/070-perm-sc.json").cases();
  }

  private static Ballots ballots(int n, List<int[]> orders) {
    return new Ballots(
        IntStream.range(0, n).mapToObj(String::valueOf).toList(),
        orders.stream().map(Ballot::of).toList());
  }

  /** Ranks to orders and back are the same step. */
  private static int[] inverse(int[] of) {
    var out = new int[of.length];
    for (int k = 0; k < of.length; k++) out[of[k]] = k;
    return out;
  }

  private static int[] ints(double[] values) {
    return Arrays.stream(values).mapToInt(v -> (int) v).toArray();
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void goldenNumbers(GoldenCase golden) {
    boolean ranks = golden.inputs().has("ranks");
    var orders =
        Arrays.stream(golden.inputs().rows(ranks ? "ranks" : "orders"))
            .map(row -> ranks ? inverse(ints(row)) : ints(row))
            .toList();
    var given = ballots(orders.getFirst().length, orders);
    var initial = IntStream.range(0, given.items().size()).boxed().toList();
    for (KemenyCentre solver : List.of(new SubsetKemeny(), LocalSearch.defaults())) {
      var fused = Fusion.defaults().withRule(new CentralOrder(solver)).fuse(given, initial);
      int[] order = fused.order().stream().mapToInt(i -> i).toArray();
      golden.check(
          "centre", Arrays.stream(ranks ? inverse(order) : order).asDoubleStream().toArray());
      golden.check("cost", KendallDistance.cost(fused.order(), given.above()));
      int summed = 0;
      for (int[] one : orders)
        summed += KendallDistance.distance(fused.order(), Arrays.stream(one).boxed().toList());
      golden.check("cost", summed);
    }
    if (!ranks) return;
    var positions = Positions.of(given, Missing.REFUSE);
    golden.check(
        "means",
        Arrays.stream(new RankFusion.MeanPlace().scores(positions)).map(s -> -s - 1).toArray());
    golden.check("reciprocal", new RankFusion.ReciprocalRank(60, true).scores(positions));
    golden.check("one-based", new RankFusion.ReciprocalRank(60, false).scores(positions));
    for (RankFusion rule : List.of(new RankFusion.Borda(), new RankFusion.ReciprocalRank(60, true)))
      golden.check(
          "borda",
          Fusion.defaults().withRule(rule).fuse(given, initial).order().stream()
              .mapToDouble(i -> i)
              .toArray());
  }

  @Test
  void exactIsLeastSearchNeverLosesAndAllOrdersAreCounted() {
    var random = new Seeds(0).stream("exact");
    for (int round = 0; round < 30; round++) {
      int n = 5;
      var orders = new ArrayList<int[]>();
      for (int b = 0; b < 4; b++) orders.add(Seeds.permutation(n, random));
      var above = ballots(n, orders).above();
      var start = Arrays.stream(Seeds.permutation(n, random)).boxed().toList();
      var costs = new ArrayList<Double>();
      every(new ArrayList<>(), n, above, costs);
      double least = costs.stream().mapToDouble(c -> c).min().orElseThrow();
      assertThat(SubsetKemeny.optima(above))
          .isEqualTo(costs.stream().filter(c -> c == least).count());
      for (var solver : CENTRES.draw(random)) {
        var centre = solver.centre(above, start);
        assertThat(centre).containsExactlyInAnyOrderElementsOf(start);
        double cost = KendallDistance.cost(centre, above);
        if (solver instanceof SubsetKemeny) assertThat(cost).isEqualTo(least);
        if (solver instanceof LocalSearch)
          assertThat(cost).isBetween(least, KendallDistance.cost(start, above));
        assertThat(cost + KendallDistance.cost(centre.reversed(), above))
            .isEqualTo(Arrays.stream(above).flatMapToDouble(Arrays::stream).sum());
      }
    }
  }

  private static void every(List<Integer> head, int n, double[][] above, List<Double> costs) {
    if (head.size() == n) costs.add(KendallDistance.cost(head, above));
    for (int i = 0; i < n; i++) {
      if (head.contains(i)) continue;
      var longer = new ArrayList<>(head);
      longer.add(i);
      every(longer, n, above, costs);
    }
  }

  @Test
  void aCondorcetOrderIsTheOnlyCentre() {
    var above = new double[][] {{0, 3, 2}, {1, 0, 3}, {2, 1, 0}};
    above[0][2] = 3;
    above[2][0] = 1;
    assertThat(SubsetKemeny.optima(above)).isEqualTo(1);
    assertThat(new SubsetKemeny().centre(above, List.of(2, 1, 0))).containsExactly(0, 1, 2);
  }

  @Test
  void bordaDecidesBetweenOptima() {
    var even = new double[4][4];
    assertThat(SubsetKemeny.optima(even)).isEqualTo(24);
    assertThat(new SubsetKemeny().centre(even, List.of(2, 0, 3, 1))).containsExactly(2, 0, 3, 1);
  }

  @Test
  void distanceIsOverPairsInBothAndTheCorrelationIsKendalls() {
    assertThat(KendallDistance.distance(List.of(0, 1, 2), List.of(2, 9, 1))).isEqualTo(1);
    var random = new Seeds(1).stream("tau");
    for (int round = 0; round < 20; round++) {
      int[] a = Seeds.permutation(9, random);
      int[] b = Seeds.permutation(9, random);
      double tau =
          KendallDistance.correlation(
              Arrays.stream(a).boxed().toList(), Arrays.stream(b).boxed().toList());
      assertThat(tau)
          .isCloseTo(
              Correlation.kendallTauB(
                  Arrays.stream(inverse(a)).asDoubleStream().toArray(),
                  Arrays.stream(inverse(b)).asDoubleStream().toArray()),
              within(1e-12));
    }
    assertThatThrownBy(() -> KendallDistance.correlation(List.of(0), List.of(0)))
        .hasMessageContaining("1 and 1 items");
  }

  @Test
  void manyItemsAreRefusedBySubsets() {
    assertThatThrownBy(() -> new SubsetKemeny().centre(new double[19][19], List.of()))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("19 items");
  }
}
