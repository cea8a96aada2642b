package org.penchant.rank.choice;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.penchant.core.votes.Vote;
import org.penchant.core.votes.VoteTable;
import org.penchant.core.votes.VoteTally;
import org.penchant.core.votes.VoteTally.Keep;

/** Votes among some of the items only. */
public final class Restriction {
  private Restriction() {}

  /** The largest strongly connected component, within which everything can be rated. */
  public static VoteTable toLargestComponent(VoteTable votes) {
    return to(votes, WinGraph.of(votes, true).components().getFirst());
  }

  /** The rows whose two items are both kept, in their order; the other items are forgotten. */
  public static VoteTable to(VoteTable votes, List<Integer> kept) {
    var keep = EnumSet.of(Keep.ORDER);
    if (!votes.annotators().isEmpty()) keep.add(Keep.ANNOTATOR);
    if (!votes.groups().isEmpty()) keep.add(Keep.GROUP);
    if (!votes.covariateNames().isEmpty()) keep.add(Keep.COVARIATES);
    var tally = new VoteTally(keep, votes.covariateNames());
    kept.forEach(item -> tally.item(votes.items().get(item)));
    var inside = new HashSet<>(kept);
    for (int r = 0; r < votes.rows(); r++)
      if (inside.contains(votes.first(r)) && inside.contains(votes.second(r)))
        tally.add(vote(votes, r));
    return tally.table();
  }

  /** Row {@code r} as a vote. */
  static Vote vote(VoteTable votes, int r) {
    return new Vote(
        votes.items().get(votes.first(r)),
        votes.items().get(votes.second(r)),
        votes.outcome(r),
        votes.bothBad(r),
        votes.weight(r),
        votes.times(r),
        name(votes.annotators(), votes.annotator(r)),
        name(votes.groups(), votes.group(r)),
        IntStream.range(0, votes.covariateNames().size())
            .mapToObj(k -> votes.covariate(r, k))
            .toList());
  }

  private static Optional<String> name(List<String> names, int number) {
    return number < 0 ? Optional.empty() : Optional.of(names.get(number));
  }
}
