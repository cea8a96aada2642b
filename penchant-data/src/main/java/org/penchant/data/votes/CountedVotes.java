package org.penchant.data.votes;

import java.util.function.Consumer;
import org.penchant.core.votes.Vote;

/** Counts outcomes as votes go by. */
final class CountedVotes implements Consumer<Vote> {
  private final Consumer<Vote> next;
  private double first;
  private double second;
  private double ties;
  private double bothBad;
  private double soft;

  CountedVotes(Consumer<Vote> next) {
    this.next = next;
  }

  @Override
  public void accept(Vote vote) {
    double times = vote.times();
    if (vote.bothBad()) bothBad += times;
    else if (vote.outcome() == Vote.TIED) ties += times;
    else if (vote.outcome() == Vote.WON) first += times;
    else if (vote.outcome() == Vote.LOST) second += times;
    else soft += times;
    next.accept(vote);
  }

  OutcomeCounts counts() {
    return new OutcomeCounts(first, second, ties, bothBad, soft);
  }
}
