package org.penchant.rank.voting;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.penchant.core.votes.Ballot;
import org.penchant.core.votes.Ballots;

/** What becomes of the items a ballot leaves out. */
public final class LeftOut {
  private LeftOut() {}

  /** Every ballot completed: items left out tie behind those ranked. */
  public static Ballots last(Ballots ballots) {
    return new Ballots(
        ballots.items(),
        ballots.ballots().stream().map(b -> complete(b, ballots.items().size())).toList());
  }

  private static Ballot complete(Ballot ballot, int items) {
    var ranked = new HashSet<Integer>();
    ballot.groups().forEach(ranked::addAll);
    var rest = IntStream.range(0, items).filter(i -> !ranked.contains(i)).boxed().toList();
    if (rest.isEmpty()) return ballot;
    var groups = new ArrayList<List<Integer>>(ballot.groups());
    groups.add(rest);
    return new Ballot(groups, ballot.times());
  }
}
