package org.penchant.rank.voting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penchant.core.parts.Codec;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.core.votes.Ballot;
import org.penchant.core.votes.Ballots;
import org.penchant.testkit.contract.ContractSamples;

class VotingRuleTest {
  /** Plurality that promises too much. */
  private record Boastful() implements VotingRule.Custom {
    @Override
    public Outcome elect(Ballots ballots) {
      return new Plurality().elect(ballots);
    }

    @Override
    public Set<Axiom> axioms() {
      return EnumSet.of(Axiom.CONDORCET, Axiom.REVERSAL_SYMMETRY, Axiom.CLONE_INDEPENDENCE);
    }
  }

  private static final ContractSamples<VotingRule> RULES =
      ContractSamples.of(VotingRule.class)
          .withOnly(new Plurality())
          .withOnly(new AntiPlurality())
          .withOnly(new Borda())
          .withOnly(new Dowdall())
          .with(Approval.class, random -> new Approval(random.nextInt(1, 4)))
          .withOnly(new Threshold())
          .withOnly(new InstantRunoff())
          .with(Coombs.class, random -> new Coombs(random.nextBoolean()))
          .withOnly(new Baldwin())
          .withOnly(new Nanson())
          .with(CondorcetWinner.class, random -> new CondorcetWinner(random.nextBoolean()))
          .with(SmithSet.class, random -> new SmithSet(random.nextBoolean()))
          .withOnly(new UncoveredSet())
          .with(
              Copeland.class, random -> new Copeland(Copeland.Variant.values()[random.nextInt(4)]))
          .with(Minimax.class, random -> new Minimax(Strength.values()[random.nextInt(3)]))
          .with(Schulze.class, random -> new Schulze(Strength.values()[random.nextInt(2)]))
          .with(RankedPairs.class, random -> new RankedPairs(Strength.values()[random.nextInt(2)]))
          .withOnly(Kemeny.defaults())
          .with(MaximalLotteries.class, random -> new MaximalLotteries(random.nextBoolean()))
          .withOnly(new Boastful());

  static Stream<VotingRule> rules() {
    return Stream.of("one", "two")
        .flatMap(s -> RULES.draw(new Seeds(7).stream(s)).stream())
        .filter(r -> !(r instanceof Boastful))
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void promisesSurviveASearch(VotingRule rule) {
    for (var axiom : rule.axioms())
      assertThat(AxiomSearch.defaults().find(rule, axiom, new Seeds(3).stream(axiom.name())))
          .as(rule + " " + axiom)
          .isEmpty();
  }

  @Test
  void emptyPromisesAreCaughtWithAWitness() {
    var rule = new Boastful();
    for (var axiom : rule.axioms()) {
      var witness =
          AxiomSearch.defaults().find(rule, axiom, new Seeds(3).stream("w")).orElseThrow();
      assertThat(witness.says()).contains(axiom.name());
      assertThat(witness.before().ballots()).isNotEmpty();
    }
  }

  /** What textbooks say fails does fail. */
  @Test
  void knownFailuresAreFound() {
    record Failure(VotingRule rule, Axiom axiom) {}
    var failures =
        List.of(
            new Failure(new Borda(), Axiom.MAJORITY),
            new Failure(new Borda(), Axiom.CLONE_INDEPENDENCE),
            new Failure(new InstantRunoff(), Axiom.MONOTONICITY),
            new Failure(new InstantRunoff(), Axiom.CONDORCET),
            new Failure(new Coombs(false), Axiom.MAJORITY),
            new Failure(new Baldwin(), Axiom.MONOTONICITY),
            new Failure(Minimax.defaults(), Axiom.CLONE_INDEPENDENCE),
            new Failure(Copeland.defaults(), Axiom.CLONE_INDEPENDENCE),
            new Failure(Kemeny.defaults(), Axiom.CLONE_INDEPENDENCE),
            new Failure(SmithSet.defaults(), Axiom.PARETO),
            new Failure(new AntiPlurality(), Axiom.PARETO));
    var search = new AxiomSearch(20_000, 6, 9, 1000);
    for (var failure : failures)
      assertThat(search.find(failure.rule(), failure.axiom(), new Seeds(5).stream("f")))
          .as(failure.toString())
          .isPresent();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void readsBackFromData(VotingRule rule) {
    assertThat(Codec.read(Codec.write(rule), VotingRule.class)).isEqualTo(rule);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void tiesIncompleteBallotsAndOneItem(VotingRule rule) {
    var ballots =
        new Ballots(
            List.of("a", "b", "c", "d"),
            List.of(
                new Ballot(List.of(List.of(0, 1), List.of(2)), 2.5),
                new Ballot(List.of(List.of(3)), 1),
                new Ballot(List.of(List.of(1), List.of(0, 2, 3)), 0.1)));
    var outcome = rule.elect(ballots);
    assertThat(outcome.order().stream().flatMap(List::stream))
        .containsExactlyInAnyOrder(0, 1, 2, 3);
    var one = rule.elect(new Ballots(List.of("only"), List.of(Ballot.of(0))));
    assertThat(one.winners()).containsExactly(0);
    var tied = new Ballots(List.of("a", "b"), List.of(Ballot.of(0, 1), Ballot.of(1, 0)));
    if (!rule.equals(CondorcetWinner.defaults()))
      assertThat(rule.elect(tied).winners()).as(rule.toString()).containsExactly(0, 1);
    // A tenth thrice is three tenths exactly: no double sum says so.
    var tenths =
        new Ballots(
            List.of("a", "b"),
            List.of(
                Ballot.of(0, 1).withTimes(0.1),
                Ballot.of(0, 1).withTimes(0.1),
                Ballot.of(0, 1).withTimes(0.1),
                Ballot.of(1, 0).withTimes(0.3)));
    if (!rule.equals(CondorcetWinner.defaults()))
      assertThat(rule.elect(tenths).winners()).as(rule.toString()).containsExactly(0, 1);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void refusesAnElectionOfNobodyOrByNobody(VotingRule rule) {
    assertThatThrownBy(() -> rule.elect(new Ballots(List.of(), List.of())))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("needs an item");
    assertThatThrownBy(
            () -> rule.elect(new Ballots(List.of("a", "b"), List.of(Ballot.of(0, 1).withTimes(0)))))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("needs a voter");
  }
}
