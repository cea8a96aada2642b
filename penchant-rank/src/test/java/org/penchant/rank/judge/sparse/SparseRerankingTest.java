package org.penchant.rank.judge.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.penchant.core.parts.Codec;
import org.penchant.core.random.Seeds;
import org.penchant.rank.judge.OrderedPair;
import org.penchant.rank.judge.PairJudge;
import org.penchant.rank.rating.Counting;
import org.penchant.rank.rating.GreedyOrder;
import org.penchant.testkit.contract.ContractSamples;

/** What every design promises, and identities 2 and 3 of specification 046. */
class SparseRerankingTest {
  private static final ContractSamples<PairSampler> SAMPLERS =
      ContractSamples.of(PairSampler.class)
          .withOnly(PairSampler.All.defaults())
          .with(
              PairSampler.Random.class,
              random -> new PairSampler.Random(random.nextDouble(0.05, 1)))
          .with(
              PairSampler.Window.class,
              random -> new PairSampler.Window(random.nextDouble(0.05, 1), 1 + random.nextInt(4)));

  @Test
  void pairsAreDistinctWithinBoundsAndDataRoundTrips() {
    var random = new Seeds(0).stream("pairs");
    for (int round = 0; round < 30; round++)
      for (var sampler : SAMPLERS.draw(random)) {
        int n = 5 + random.nextInt(20);
        var sample = sampler.sample(n, random);
        assertThat(Set.copyOf(sample.pairs())).hasSameSizeAs(sample.pairs());
        assertThat(sample.pairs())
            .isNotEmpty()
            .allMatch(p -> p.first() != p.second())
            .allMatch(p -> p.first() >= 0 && p.first() < n && p.second() >= 0 && p.second() < n);
        assertThat(Codec.read(Codec.write(sampler), PairSampler.class)).isEqualTo(sampler);
      }
  }

  @Test
  void everyItemStandsAsOftenFirstAndInWindowsAsOftenSecond() {
    var random = new Seeds(1).stream("balance");
    for (PairSampler sampler :
        List.of(new PairSampler.Window(0.3, 1), new PairSampler.Window(0.3, 3))) {
      var sample = sampler.sample(11, random);
      for (int i = 0; i < 11; i++) {
        int item = i;
        assertThat(sample.pairs().stream().filter(p -> p.first() == item)).hasSize(3);
        assertThat(sample.pairs().stream().filter(p -> p.second() == item)).hasSize(3);
      }
      assertThat(sample.saving()).isEqualTo(110 / 33.0);
    }
    var drawn = new PairSampler.Random(0.3).sample(11, random);
    for (int i = 0; i < 11; i++) {
      int item = i;
      assertThat(drawn.pairs().stream().filter(p -> p.first() == item)).hasSize(3);
    }
  }

  @Test
  void aFullWindowIsAllPairsAndASharedDivisorIsNoted() {
    var random = new Seeds(2).stream("full");
    assertThat(new PairSampler.Window(1, 1).sample(7, random).pairs()).hasSize(42);
    assertThat(new PairSampler.Window(1, 1).sample(7, random))
        .isEqualTo(new PairSampler.All().sample(7, random));
    var split = new PairSampler.Window(0.1, 3).sample(9, random);
    assertThat(split.components()).isEqualTo(3);
    assertThat(split.notes())
        .containsExactly(
            "skip 3 and 9 items share the divisor 3",
            "the pairs leave 3 sets of items that are never compared");
    assertThat(new PairSampler.Window(1, 3).sample(9, random).dropped()).isPositive();
  }

  @Test
  void itemsInNoVoteStandLastAsTheFirstStageHadThem() {
    PairJudge deaf =
        (i, j) -> i < 3 && j < 3 ? Optional.of(OrderedPair.ofProbability(0)) : Optional.empty();
    var outcome =
        new SparseReranking(new PairSampler.All(), new Counting())
            .rank(List.of(4, 2, 0, 3, 1), deaf, new Seeds(0).stream("none"));
    assertThat(outcome.order().subList(3, 5)).containsExactly(4, 3);
    assertThat(outcome.failed()).isEqualTo(14);
    assertThat(outcome.calls()).isEqualTo(20);
    assertThat(outcome.notes()).contains("2 items are in no vote and stand last");
  }

  @Test
  void aSweepHoldsEveryDesignAgainstAllPairs() {
    var random = new Seeds(3).stream("sweep");
    var queries = new ArrayList<Sweep.Query>();
    for (int q = 0; q < 6; q++) {
      double[] relevance = random.ints(12, 0, 4).mapToDouble(r -> r).toArray();
      relevance[q] = 3;
      PairJudge judge =
          (i, j) -> Optional.of(OrderedPair.ofLogOdds(2 * (relevance[i] - relevance[j])));
      queries.add(new Sweep.Query(IntStream.range(0, 12).boxed().toList(), relevance, judge));
    }
    var cells =
        Sweep.of(
                List.of(new PairSampler.Random(0.1), new PairSampler.All()),
                List.of(new Counting(), new GreedyOrder()))
            .run(queries, new Seeds(4));
    assertThat(cells).hasSize(4);
    for (var cell : cells) {
      assertThat(cell.adjusted()).isGreaterThanOrEqualTo(cell.againstAll().p());
      boolean all = cell.sampler() instanceof PairSampler.All;
      assertThat(cell.competitive()).isEqualTo(all);
      assertThat(cell.calls()).isEqualTo(all ? 132 : 12);
      assertThat(cell.ndcg()).isBetween(0.0, 1.0);
      if (all) assertThat(cell.randomisation()).isEqualTo(1);
      else assertThat(cell.randomisation()).isLessThan(0.1);
    }
  }

  @Test
  void refusesWhatIsNoDesign() {
    var random = new Seeds(0).stream("none");
    assertThatThrownBy(() -> new PairSampler.Random(0)).hasMessageContaining("rate = 0");
    assertThatThrownBy(() -> new PairSampler.Window(1.5, 1)).hasMessageContaining("rate = 1.5");
    assertThatThrownBy(() -> new PairSampler.Window(0.5, 0)).hasMessageContaining("skip = 0");
    assertThatThrownBy(() -> new PairSampler.Window(0.5, 9).sample(9, random))
        .hasMessageContaining("skip = 9");
    assertThatThrownBy(() -> new PairSampler.All().sample(1, random))
        .hasMessageContaining("1 items");
  }
}
