package org.penchant.rank.rating;

import java.util.List;
import org.penchant.core.votes.VoteTable;
import org.penchant.rank.choice.CrowdBradleyTerry;
import org.penchant.rank.standing.Standings;

/** The utilities of {@link CrowdBradleyTerry}; votes must keep their annotators. */
public record CrowdRating(CrowdBradleyTerry model, Scale scale) implements Rater {
  public static CrowdRating defaults() {
    return new CrowdRating(CrowdBradleyTerry.defaults(), new Scale.Natural());
  }

  @Override
  public Standings rate(VoteTable votes) {
    var crowd = model.fit(votes);
    var notes =
        crowd.converged()
            ? List.<String>of()
            : List.of("after " + crowd.rounds() + " rounds reliabilities still moved");
    return new Standings(toString(), votes.items(), scale.apply(crowd.utilities()), notes);
  }
}
