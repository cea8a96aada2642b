package org.penchant.rank.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penchant.core.random.Seeds;
import org.penchant.core.votes.Vote;
import org.penchant.core.votes.VoteTable;
import org.penchant.core.votes.VoteTally;
import org.penchant.rank.choice.Errors;
import org.penchant.rank.choice.Fit;
import org.penchant.rank.choice.PairwiseChoice;
import org.penchant.rank.choice.Penalty;

class NextPairsTest {
  private static final PairwiseChoice CHOICE =
      PairwiseChoice.defaults().withPenalty(new Penalty.Ridge(0.1));

  private static VoteTable votes(String... pairs) {
    var tally = VoteTally.ofPairs().item("a").item("b").item("c").item("d");
    for (String pair : pairs) tally.add(Vote.won(pair.substring(0, 1), pair.substring(1)));
    return tally.table();
  }

  private static double determinant(VoteTable votes) {
    var v = CHOICE.fit(votes).covariance().orElseThrow();
    double product = 1;
    double[][] m = new double[v.length][];
    for (int i = 0; i < v.length; i++) m[i] = v[i].clone();
    for (int k = 0; k < m.length; k++) {
      product *= m[k][k];
      for (int i = k + 1; i < m.length; i++) {
        double factor = m[i][k] / m[k][k];
        for (int j = k; j < m.length; j++) m[i][j] -= factor * m[k][j];
      }
    }
    return product;
  }

  @Test
  void whatAPairIsWorthIsHowMuchTheVolumeShrinks() {
    var votes = votes("ab", "ba", "bc", "cb", "cd", "dc");
    var fit = CHOICE.fit(votes);
    var pair = NextPairs.defaults().of(votes, fit, 1, new Seeds(0).stream("pairs")).getFirst();
    // All utilities are 0, so a tie leaves them there and adds just the information of one vote.
    var tally = VoteTally.ofPairs().item("a").item("b").item("c").item("d");
    for (String old : List.of("ab", "ba", "bc", "cb", "cd", "dc"))
      tally.add(Vote.won(old.substring(0, 1), old.substring(1)));
    tally.add(Vote.tied(fit.items().get(pair.first()), fit.items().get(pair.second())));
    assertThat(Math.log(determinant(votes) / determinant(tally.table())))
        .isCloseTo(pair.worth(), within(1e-8));
    // The ends of the chain know least of each other.
    assertThat(List.of(pair.first(), pair.second())).containsExactlyInAnyOrder(0, 3);
  }

  @Test
  void itemsWithoutVotesComeFirstAndABatchSpreads() {
    var votes = votes("ab", "ab", "bc", "ac", "ca");
    var fit = CHOICE.fit(votes);
    var batch = NextPairs.defaults().of(votes, fit, 3, new Seeds(1).stream("pairs"));
    assertThat(List.of(batch.getFirst().first(), batch.getFirst().second())).contains(3);
    assertThat(
            batch.stream()
                .map(p -> Math.min(p.first(), p.second()) * 10 + Math.max(p.first(), p.second()))
                .distinct())
        .hasSize(3);
    assertThat(batch.get(0).worth()).isGreaterThan(batch.get(1).worth());
  }

  @ParameterizedTest
  @EnumSource(NextPairs.Criterion.class)
  void everyCriterionNamesPairsOfTwoAndRepeatsWithTheSeed(NextPairs.Criterion criterion) {
    var votes = votes("ab", "bc", "cd", "da");
    var fit = CHOICE.fit(votes);
    var next = new NextPairs(criterion);
    var first = next.of(votes, fit, 20, new Seeds(2).stream("pairs"));
    assertThat(first).isEqualTo(next.of(votes, fit, 20, new Seeds(2).stream("pairs")));
    for (var pair : first) {
      assertThat(pair.first()).isNotEqualTo(pair.second());
      assertThat(pair.probability()).isBetween(0.0, 1.0);
    }
    assertThat(first.stream().map(NextPairs.Suggestion::first).distinct().count()).isGreaterThan(1);
  }

  @Test
  void fewestAsksWhatWasNotAsked() {
    var votes = votes("ab", "ac", "ad", "bc", "bd");
    var pair =
        new NextPairs(NextPairs.Criterion.FEWEST)
            .of(votes, CHOICE.fit(votes), 1, new Seeds(3).stream("p"))
            .getFirst();
    assertThat(List.of(pair.first(), pair.second())).containsExactlyInAnyOrder(2, 3);
  }

  @Test
  void chosenPairsLearnMoreThanRandomOnes() {
    double chosen = 0;
    double random = 0;
    for (int seed = 0; seed < 10; seed++) {
      chosen += spent(NextPairs.Criterion.D_OPTIMAL, seed);
      random += spent(NextPairs.Criterion.RANDOM, seed);
    }
    assertThat(chosen).isLessThan(random);
  }

  /** ln det of the covariance after 60 answers of a noisy truth. */
  private static double spent(NextPairs.Criterion criterion, int seed) {
    var random = new Seeds(seed).stream("truth");
    double[] truth = new double[8];
    for (int i = 0; i < 8; i++) truth[i] = 1.5 * random.nextGaussian();
    var tally = VoteTally.ofPairs();
    for (int i = 0; i < 8; i++) tally.item("i" + i);
    tally.add(Vote.tied("i0", "i1"));
    for (int t = 0; t < 60; t++) {
      var votes = tally.table();
      var pair = new NextPairs(criterion).of(votes, CHOICE.fit(votes), 1, random).getFirst();
      double p = 1 / (1 + Math.exp(truth[pair.second()] - truth[pair.first()]));
      tally.add(Vote.of("i" + pair.first(), "i" + pair.second(), random.nextDouble() < p ? 1 : 0));
    }
    return Math.log(determinant(tally.table()));
  }

  @Test
  void placesThatAreSureStopTheAsking() {
    var clear = VoteTally.ofPairs();
    for (String pair : List.of("ab", "bc", "ac"))
      clear.add(Vote.won(pair.substring(0, 1), pair.substring(1)).withTimes(500));
    for (String pair : List.of("ba", "cb", "ca"))
      clear.add(Vote.won(pair.substring(0, 1), pair.substring(1)).withTimes(50));
    assertThat(met(clear.table(), new StoppingRule(0, 0, 0.99))).isTrue();
    var unclear = votes("ab", "ba", "cd", "dc", "bc");
    assertThat(met(unclear, new StoppingRule(0, 0, 0))).isFalse();
    assertThat(met(unclear, new StoppingRule(1, 3, 0))).isTrue();
    assertThat(met(unclear, new StoppingRule(1, 3, 0.99))).isFalse();
    assertThatThrownBy(() -> new StoppingRule(-1, 0, 0)).hasMessageContaining("top = -1");
    assertThatThrownBy(() -> new StoppingRule(0, 0, 2)).hasMessageContaining("first = 2.0");
  }

  private static boolean met(VoteTable votes, StoppingRule rule) {
    Fit fit = CHOICE.fit(votes);
    return rule.met(new Errors.Hessian().of(CHOICE, votes, fit, 0.95, new Seeds(0)));
  }
}
