package org.penchant.rank.judge.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.penchant.core.parts.Codec;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.core.votes.Ballot;
import org.penchant.core.votes.Ballots;
import org.penchant.core.votes.ScoreTable;
import org.penchant.rank.judge.OrderedPair;
import org.penchant.rank.judge.PairJudge;
import org.penchant.rank.judge.PositionCalibration;
import org.penchant.testkit.contract.ContractSamples;

/** What holds of every fusion of orders, and identities 5 and 7 of specification 095. */
class FusionTest {
  private static final ContractSamples<RankFusion> RULES =
      ContractSamples.of(RankFusion.class)
          .withOnly(RankFusion.Borda.defaults())
          .with(
              RankFusion.ReciprocalRank.class,
              random -> new RankFusion.ReciprocalRank(1 + random.nextInt(90), random.nextBoolean()))
          .withOnly(new RankFusion.Dowdall())
          .withOnly(new RankFusion.MeanPlace())
          .withOnly(new RankFusion.MedianPlace())
          .withOnly(CentralOrder.defaults())
          .with(
              Comb.class,
              random -> new Comb(Comb.Kind.values()[random.nextInt(Comb.Kind.values().length)]))
          .with(
              MarkovChain.class,
              random ->
                  new MarkovChain(
                      MarkovChain.Kind.values()[random.nextInt(4)], random.nextDouble(0.01, 0.3)));

  private static Ballots ballots(int n, List<Ballot> ballots) {
    return new Ballots(IntStream.range(0, n).mapToObj(i -> "d" + i).toList(), ballots);
  }

  private static List<Integer> initial(int n) {
    return IntStream.range(0, n).boxed().toList();
  }

  private static List<Ballot> random(int count, int n, RandomGenerator random) {
    var all = new ArrayList<Ballot>();
    for (int b = 0; b < count; b++) all.add(Ballot.of(Seeds.permutation(n, random)));
    return all;
  }

  private static List<Integer> fuse(RankFusion rule, Ballots ballots) {
    return Fusion.defaults().withRule(rule).fuse(ballots, initial(ballots.items().size())).order();
  }

  @Test
  void oneOrderIsReturnedAndOneWithItsReverseTies() {
    var random = new Seeds(0).stream("one");
    for (var rule : RULES.draw(random)) {
      int[] order = Seeds.permutation(7, random);
      var one = ballots(7, List.of(Ballot.of(order)));
      assertThat(fuse(rule, one)).as("%s", rule).isEqualTo(Arrays.stream(order).boxed().toList());
    }
    int[] order = Seeds.permutation(7, random);
    int[] back = IntStream.range(0, 7).map(k -> order[6 - k]).toArray();
    var both = ballots(7, List.of(Ballot.of(order), Ballot.of(back)));
    assertThat(fuse(new RankFusion.Borda(), both)).isEqualTo(initial(7));
    for (double score : Fusion.defaults().fuse(both, initial(7)).standings().scores())
      assertThat(score).isCloseTo(4, within(1e-12));
  }

  @Test
  void namesDoNotMatterNorDoesSayingEverythingTwice() {
    var random = new Seeds(1).stream("names");
    for (int round = 0; round < 20; round++)
      for (var rule : RULES.draw(random)) {
        // Several orders may be central; which one is taken goes by the order of the items.
        if (rule instanceof CentralOrder) continue;
        var given = random(4, 6, random);
        int[] name = Seeds.permutation(6, random);
        var renamed =
            given.stream()
                .map(
                    b -> Ballot.of(b.groups().stream().mapToInt(g -> name[g.getFirst()]).toArray()))
                .toList();
        double[] scores = rule.scores(Positions.of(ballots(6, given), Missing.REFUSE));
        double[] other = rule.scores(Positions.of(ballots(6, renamed), Missing.REFUSE));
        var twice = given.stream().map(b -> b.withTimes(2)).toList();
        double[] doubled = rule.scores(Positions.of(ballots(6, twice), Missing.REFUSE));
        double scale = rule instanceof Comb c && c.kind().ordinal() < 3 ? 2 : 1;
        for (int i = 0; i < 6; i++) {
          assertThat(other[name[i]]).as("%s", rule).isCloseTo(scores[i], within(1e-12));
          assertThat(doubled[i]).as("%s", rule).isCloseTo(scale * scores[i], within(1e-12));
        }
      }
  }

  @Test
  void unanimityWinsAndEveryRuleIsReachableAsData() {
    var random = new Seeds(2).stream("unanimity");
    for (var rule : RULES.draw(random)) {
      var order = Ballot.of(3, 1, 0, 2);
      assertThat(fuse(rule, ballots(4, List.of(order, order, order)))).containsExactly(3, 1, 0, 2);
      assertThat(Codec.read(Codec.write(rule), RankFusion.class)).isEqualTo(rule);
    }
  }

  @Test
  void aLargeConstantMakesReciprocalRanksBorda() {
    var random = new Seeds(3).stream("large");
    for (int round = 0; round < 30; round++) {
      var given = ballots(8, random(3, 8, random));
      var borda = Fusion.defaults().fuse(given, initial(8)).standings();
      var rrf = new RankFusion.ReciprocalRank(1e6, false);
      double[] scores = rrf.scores(Positions.of(given, Missing.REFUSE));
      for (int i = 0; i < 8; i++)
        for (int j = 0; j < 8; j++)
          if (borda.scores()[i] > borda.scores()[j] + 1e-9)
            assertThat(scores[i]).isGreaterThan(scores[j]);
    }
  }

  @Test
  void weightsCountAsCopies() {
    var a = Ballot.of(0, 1, 2);
    var b = Ballot.of(2, 1, 0);
    var weighted = ballots(3, List.of(a.withTimes(2), b));
    var copies = ballots(3, List.of(a, a, b));
    for (var rule : RULES.draw(new Seeds(4).stream("weights")))
      if (!(rule instanceof Comb c && c.kind() != Comb.Kind.SUM))
        assertThat(fuse(rule, weighted)).as("%s", rule).isEqualTo(fuse(rule, copies));
    assertThat(Fusion.defaults().fuse(weighted, initial(3)).agreement())
        .containsExactly(new double[] {2 / 3.0, 2 / 3.0}, within(1e-12));
  }

  @Test
  void missingItemsArePlacedLeftOutOrRefused() {
    var partial = ballots(4, List.of(Ballot.of(3, 0), Ballot.of(0, 1, 2, 3)));
    var placed = Positions.of(partial, Missing.MEAN_OF_REST);
    assertThat(placed.places()[0]).containsExactly(2, 3.5, 3.5, 1);
    assertThat(placed.notes()).containsExactly("1 of 2 orders leave items out");
    assertThat(Positions.of(partial, Missing.LEFT_OUT).places()[0])
        .containsExactly(2, Double.NaN, Double.NaN, 1);
    assertThatThrownBy(() -> Positions.of(partial, Missing.REFUSE))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("2 of 4 items");
    assertThatThrownBy(() -> Positions.of(ballots(2, List.of()), Missing.REFUSE))
        .hasMessageContaining("must weigh more than 0");
    for (var rule : RULES.draw(new Seeds(5).stream("missing")))
      for (var missing : List.of(Missing.MEAN_OF_REST, Missing.LEFT_OUT))
        assertThat(new Fusion(rule, missing).fuse(partial, initial(4)).order())
            .as("%s", rule)
            .containsExactlyInAnyOrder(0, 1, 2, 3);
  }

  /** By hand: from item 2, all orders' items at least as high, and so on. */
  @Test
  void walksAgreeWithTheirTransitionsByHand() {
    var two = Positions.of(ballots(2, List.of(Ballot.of(0, 1))), Missing.REFUSE);
    // MC1 from 1: half to 0; MC3 and MC4 from 1: half to 0; from 0 nowhere else.
    for (var kind : MarkovChain.Kind.values()) {
      double[] share = new MarkovChain(kind, 0.1).scores(two);
      double up = 0.9 * 0.5 + 0.05;
      assertThat(share[0]).as("%s", kind).isCloseTo(up / (up + 0.05), within(1e-12));
    }
  }

  @Test
  void scoresAreCombinedAfterBringingThemToOneRange() {
    var table =
        ScoreTable.of(
            List.of("a", "b", "c"),
            List.of("s", "t"),
            new double[][] {{10, 1}, {5, Double.NaN}, {0, 3}});
    assertThat(new Comb(Comb.Kind.SUM).fuse(table).scores()).containsExactly(1, 0.5, 1);
    assertThat(new Comb(Comb.Kind.MNZ).fuse(table).scores()).containsExactly(2, 0.5, 2);
    assertThat(new Comb(Comb.Kind.ANZ).fuse(table).scores()).containsExactly(0.5, 0.5, 0.5);
    assertThat(new Comb(Comb.Kind.MAX).fuse(table).scores()).containsExactly(1, 0.5, 1);
    assertThat(new Comb(Comb.Kind.MIN).fuse(table).scores()).containsExactly(0, 0.5, 0);
    assertThat(new Comb(Comb.Kind.MED).fuse(table).scores()).containsExactly(0.5, 0.5, 0.5);
  }

  @Test
  void calibrationTakesTheBiasAwayAndTheGridCountsCalls() {
    var random = new Seeds(6).stream("grid");
    var queries = new ArrayList<Ablation.Query>();
    for (int q = 0; q < 5; q++) {
      double[] relevance = random.doubles(12, 0, 3).map(Math::rint).toArray();
      relevance[0] = 3;
      PairJudge biased =
          (i, j) ->
              Optional.of(
                  OrderedPair.ofLogOdds(relevance[i] - relevance[j] + 1.5 + 0.01 * (j - i)));
      queries.add(new Ablation.Query(initial(12), relevance, List.of(biased, biased)));
    }
    for (var row : Ablation.defaults().run(queries)) {
      boolean raw = row.calibration() instanceof PositionCalibration.OneOrder;
      if (raw) assertThat(row.single()).isLessThanOrEqualTo(1);
      else {
        assertThat(row.inconsistency()).isGreaterThan(0.5);
        assertThat(row.single()).isCloseTo(1, within(1e-12));
        assertThat(row.fused()).isCloseTo(1, within(1e-12));
      }
      assertThat(row.calls())
          .isLessThanOrEqualTo(
              new Reranking(row.calibration(), row.sort(), Fusion.defaults()).mostCalls(12, 2));
    }
    assertThat(Set.copyOf(Ablation.defaults().run(queries))).hasSize(6);
  }

  @Test
  void refusesSettingsThatMeanNothing() {
    assertThatThrownBy(() -> new RankFusion.ReciprocalRank(0, true))
        .hasMessageContaining("constant = 0");
    assertThatThrownBy(() -> new MarkovChain(MarkovChain.Kind.MC1, 0))
        .hasMessageContaining("teleport = 0");
  }
}
