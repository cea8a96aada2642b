package org.penchant.rank.voting;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.penchant.core.votes.Ballots;

/**
 * The threshold election of arXiv 2210.05769: for step = m down to 2, of the items kept those stay
 * whom the least weight of ballots holds at place {@code step}. Places are among all items, tied
 * ones holding the worst of theirs. Items dropped at one step with equal weight there tie.
 */
public record Threshold() implements VotingRule {
  @Override
  public Outcome elect(Ballots ballots) {
    var profile = new Profile(ballots);
    var counts = profile.counts(profile.all(), Profile.Tied.WORST);
    List<Integer> kept = profile.all().stream().boxed().toList();
    var dropped = new ArrayList<List<Integer>>();
    for (int step = profile.size(); step >= 2 && kept.size() > 1; step--) {
      int place = step;
      var stays = kept;
      var byFewest =
          Outcome.grouped(
              stays.stream().map(i -> counts[i][place].negate()).toArray(BigInteger[]::new));
      for (var group : byFewest.subList(1, byFewest.size()).reversed())
        dropped.addFirst(group.stream().map(stays::get).toList());
      kept = byFewest.getFirst().stream().map(stays::get).toList();
    }
    dropped.addFirst(kept);
    return Outcome.ofOrder(toString(), profile.items(), dropped);
  }

  @Override
  public Set<Axiom> axioms() {
    return EnumSet.of(
        Axiom.ANONYMITY, Axiom.NEUTRALITY, Axiom.PARETO, Axiom.MONOTONICITY, Axiom.PARTICIPATION);
  }
}
