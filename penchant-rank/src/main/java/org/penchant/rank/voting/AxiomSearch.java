package org.penchant.rank.voting;

import java.util.ArrayList;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.penchant.core.random.Seeds;
import org.penchant.core.votes.Ballot;
import org.penchant.core.votes.Ballots;

/**
 * A search for a witness against an axiom, among random complete strict ballots of 3 to {@code
 * items} items, 2 to {@code voters} of them with weights from 1 to {@code weight}. Large weights
 * make ties improbable; what a rule promises is promised where nothing ties.
 *
 * @param profiles how many to try
 */
public record AxiomSearch(int profiles, int items, int voters, int weight) {
  public AxiomSearch {
    if (profiles < 1 || items < 3 || voters < 2 || weight < 1)
      throw new IllegalArgumentException(
          "needs a profile, three items, two voters and a positive weight");
  }

  public static AxiomSearch defaults() {
    return new AxiomSearch(500, 6, 9, 1_000_000);
  }

  /** The first profile found on which the rule breaks the axiom. */
  public Optional<Witness> find(VotingRule rule, Axiom axiom, RandomGenerator random) {
    var test = new AxiomTest(rule, axiom);
    for (int k = 0; k < profiles; k++) {
      var witness = test.broken(profile(random), random);
      if (witness.isPresent()) return witness;
    }
    return Optional.empty();
  }

  private Ballots profile(RandomGenerator random) {
    int m = random.nextInt(3, items + 1);
    var ballots = new ArrayList<Ballot>();
    for (int b = random.nextInt(2, voters + 1); b > 0; b--)
      ballots.add(Ballot.of(Seeds.permutation(m, random)).withTimes(random.nextInt(1, weight + 1)));
    return new Ballots(IntStream.range(0, m).mapToObj(i -> "item " + i).toList(), ballots);
  }
}
