package org.penchant.rank.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penchant.core.parts.Codec;
import org.penchant.core.votes.Vote;
import org.penchant.core.votes.VoteTable;
import org.penchant.core.votes.VoteTally;
import org.penchant.core.votes.VoteTally.Keep;
import org.penchant.rank.choice.Cluster;
import org.penchant.rank.choice.Davidson;
import org.penchant.rank.choice.Errors;
import org.penchant.rank.choice.PlackettLuce;
import org.penchant.rank.choice.RaoKupper;
import org.penchant.rank.choice.Thurstone;
import org.penchant.rank.standing.Standings;
import org.penchant.testkit.contract.ContractSamples;
import org.penchant.testkit.seed.RandomCase;

/** What every rater promises, and which do not. */
class RaterContractTest {
  private static final int ITEMS = 6;

  /** How often an item was compared is a part of the score. */
  private static final Set<Class<?>> COUNT =
      Set.of(Counting.class, Decided.class, Elo.class, EloAveraged.class);

  /** Ties or pivots go by the order of the items. */
  private static final Set<Class<?>> PLACE = Set.of(GreedyOrder.class, KwikSort.class);

  /** A prior loses against more votes. */
  private static boolean prior(Rater rater) {
    return rater instanceof LuceRating
        || rater instanceof CrowdRating
        || rater instanceof RobustRating;
  }

  static List<Rater> raters() {
    var samples =
        new ArrayList<>(
            ContractSamples.of(Rater.class)
                .withOnly(ChoiceRating.defaults())
                .withOnly(new Counting())
                .withOnly(CrowdRating.defaults())
                .withOnly(Decided.defaults())
                .withOnly(GreedyOrder.defaults())
                .withOnly(KwikSort.defaults())
                .withOnly(new Eigenvector())
                .withOnly(Elo.defaults())
                .withOnly(EloAveraged.defaults())
                .withOnly(LuceRating.defaults())
                .withOnly(LuceSpectral.defaults())
                .withOnly(new Newman())
                .withOnly(PageRank.defaults())
                .withOnly(new RankCentrality())
                .withOnly(RobustRating.defaults())
                .withOnly(WinRate.defaults())
                .withOnly(new Flat())
                .draw(RandomCase.random()));
    samples.removeIf(Flat.class::isInstance);
    for (var model : List.of(RaoKupper.defaults(), Davidson.defaults(), Thurstone.defaults()))
      samples.add(
          new ChoiceRating(ChoiceRating.defaults().choice().withModel(model), new Scale.Natural()));
    samples.add(new WinRate(true));
    samples.add(new LuceRating(PlackettLuce.maximumLikelihood(), Scale.Elo.defaults()));
    return samples;
  }

  @ParameterizedTest
  @MethodSource("raters")
  void namesDoNotMatter(Rater rater) {
    if (PLACE.contains(rater.getClass())) return;
    RandomCase.run(
        5,
        random -> {
          var votes = random(random);
          var renamed = new ArrayList<Vote>();
          for (var vote : votes)
            renamed.add(Vote.of("x" + vote.first(), "x" + vote.second(), vote.outcome()));
          if (!(rater instanceof Elo || rater instanceof EloAveraged))
            Collections.shuffle(renamed, random);
          var standings = rater.rate(table(votes));
          var other = rater.rate(table(renamed));
          for (int i = 0; i < ITEMS; i++)
            assertThat(score(other, "x" + standings.items().get(i)))
                .isCloseTo(standings.scores()[i], within(1e-7));
        });
  }

  @ParameterizedTest
  @MethodSource("raters")
  void sayingEverythingTwiceChangesNothing(Rater rater) {
    if (COUNT.contains(rater.getClass()) || prior(rater)) return;
    RandomCase.run(
        5,
        random -> {
          var votes = random(random);
          var twice = new ArrayList<>(votes);
          twice.addAll(votes);
          assertThat(rater.rate(table(twice)).scores())
              .containsExactly(rater.rate(table(votes)).scores(), within(1e-7));
        });
  }

  @ParameterizedTest
  @MethodSource("raters")
  void aNoisyTotalOrderIsFound(Rater rater) {
    var votes = new ArrayList<Vote>();
    for (int round = 0; round < 6; round++)
      for (int i = 0; i < ITEMS; i++)
        for (int j = i + 1; j < ITEMS; j++)
          votes.add(round == 5 ? Vote.won("" + j, "" + i) : Vote.won("" + i, "" + j));
    Collections.shuffle(votes, RandomCase.random());
    assertThat(rater.rate(table(votes)).order().stream().map(i -> table(votes).items().get(i)))
        .containsExactly("0", "1", "2", "3", "4", "5");
  }

  @ParameterizedTest
  @MethodSource("raters")
  void utilitiesOfTheOppositeVotesAreTheOpposite(Rater rater) {
    if (!(rater instanceof ChoiceRating) && !(rater instanceof WinRate)) return;
    RandomCase.run(
        5,
        random -> {
          var votes = random(random);
          var opposite =
              votes.stream().map(v -> Vote.of(v.first(), v.second(), 1 - v.outcome())).toList();
          double sum = rater instanceof WinRate ? 1 : 0;
          double[] there = rater.rate(table(votes)).scores();
          double[] back = rater.rate(table(opposite)).scores();
          for (int i = 0; i < there.length; i++)
            assertThat(there[i] + back[i]).isCloseTo(sum, within(1e-8));
        });
  }

  @ParameterizedTest
  @MethodSource("raters")
  void everyRaterIsReachableAsData(Rater rater) {
    JsonNode node = Codec.write(rater);
    assertThat(Codec.read(node, Rater.class)).isEqualTo(rater);
  }

  @Test
  void errorsAreReachableAsData() {
    for (var errors :
        List.of(
            new Errors.Hessian(),
            new Errors.Sandwich(Cluster.ANNOTATOR),
            Errors.Bootstrap.defaults()))
      assertThat(Codec.read(Codec.write(errors), Errors.class)).isEqualTo(errors);
  }

  private static double score(Standings standings, String item) {
    return standings.scores()[standings.items().indexOf(item)];
  }

  private static VoteTable table(List<Vote> votes) {
    var tally = new VoteTally(Set.of(Keep.ORDER, Keep.ANNOTATOR), List.of());
    for (var vote : votes) tally.add(vote.withAnnotator("w"));
    return tally.table();
  }

  private static List<Vote> random(RandomGenerator random) {
    var votes = new ArrayList<Vote>();
    for (int i = 0; i < ITEMS; i++)
      for (int j = 0; j < ITEMS; j++) if (i != j) votes.add(Vote.won("" + i, "" + j));
    for (int v = 0; v < 60; v++) {
      int a = random.nextInt(ITEMS);
      int b = (a + 1 + random.nextInt(ITEMS - 1)) % ITEMS;
      votes.add(Vote.of("" + a, "" + b, random.nextInt(3) / 2.0));
    }
    return votes;
  }

  /** Fills the open door. */
  private record Flat() implements Rater.Custom {
    @Override
    public Standings rate(VoteTable votes) {
      var zeros = new double[votes.items().size()];
      Arrays.fill(zeros, Double.NaN);
      return Standings.of("flat", votes.items(), zeros);
    }
  }
}
