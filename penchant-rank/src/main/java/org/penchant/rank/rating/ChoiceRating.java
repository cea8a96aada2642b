package org.penchant.rank.rating;

import org.penchant.core.votes.VoteTable;
import org.penchant.rank.choice.PairwiseChoice;
import org.penchant.rank.standing.Standings;

/**
 * The utilities of a choice model: Bradley-Terry, Rao-Kupper, Davidson or Thurstone, with their
 * penalties and effects.
 */
public record ChoiceRating(PairwiseChoice choice, Scale scale) implements Rater {
  public static ChoiceRating defaults() {
    return new ChoiceRating(PairwiseChoice.defaults(), new Scale.Natural());
  }

  public ChoiceRating withScale(Scale other) {
    return new ChoiceRating(choice, other);
  }

  @Override
  public Standings rate(VoteTable votes) {
    var fit = choice.fit(votes);
    return new Standings(toString(), votes.items(), scale.apply(fit.utilities()), fit.notes());
  }
}
