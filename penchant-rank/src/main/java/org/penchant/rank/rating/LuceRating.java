package org.penchant.rank.rating;

import org.penchant.core.votes.Ballots;
import org.penchant.core.votes.VoteTable;
import org.penchant.rank.choice.Choices;
import org.penchant.rank.choice.PlackettLuce;
import org.penchant.rank.standing.Standings;

/** The utilities of the Plackett-Luce model with ties; of votes on pairs, those of Davidson. */
public record LuceRating(PlackettLuce model, Scale scale) implements Rater, OrderRater {
  public static LuceRating defaults() {
    return new LuceRating(PlackettLuce.defaults(), new Scale.Natural());
  }

  @Override
  public Standings rate(Ballots ballots) {
    return rate(Choices.of(ballots));
  }

  @Override
  public Standings rate(VoteTable votes) {
    return rate(Choices.of(votes));
  }

  private Standings rate(Choices choices) {
    var fit = model.fit(choices);
    return new Standings(toString(), fit.items(), scale.apply(fit.utilities()), fit.notes());
  }
}
