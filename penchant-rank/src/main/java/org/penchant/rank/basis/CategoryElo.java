package org.penchant.rank.basis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penchant.core.votes.Vote;
import org.penchant.core.votes.VoteTable;
import org.penchant.core.votes.VoteTally;
import org.penchant.rank.choice.BradleyTerry;
import org.penchant.rank.choice.PairwiseChoice;
import org.penchant.rank.rating.Scale;
import org.penchant.rank.standing.Standings;

/**
 * Ratings of items by the votes of each category: Bradley-Terry utilities, which do not depend on
 * the order of votes, 1000 + 400 / ln 10 times them. A category is the group of a vote.
 *
 * @param prior what keeps small categories from running away
 * @param least votes below which a category's ratings are marked as few
 */
public record CategoryElo(Prior prior, int least) {
  /** What is added to the votes of a category. */
  public sealed interface Prior {
    /**
     * For every pair of items so many wins, shared as the ratings of all votes expect: a category
     * without votes has the ratings of all.
     */
    record Shared(double strength) implements Prior {
      public Shared {
        positive(strength);
      }
    }

    /** So many wins of each over each: towards no difference. */
    record Even(double wins) implements Prior {
      public Even {
        positive(wins);
      }
    }

    private static void positive(double value) {
      if (!(value > 0 && value < Double.POSITIVE_INFINITY))
        throw new IllegalArgumentException("prior of " + value + " wins, must be above 0");
    }
  }

  public CategoryElo {
    if (least < 0) throw new IllegalArgumentException("least = " + least + ", must not be below 0");
  }

  /** One shared win a pair; fewer than 50 votes are few. */
  public static CategoryElo defaults() {
    return new CategoryElo(new Prior.Shared(1), 50);
  }

  public CategoryElo withPrior(Prior other) {
    return new CategoryElo(other, least);
  }

  /**
   * Ratings by category, in the order of the table's groups.
   *
   * @param votes with groups; votes without one count for none
   * @throws org.penchant.core.problems.ProblemsException if all votes together do not determine
   *     ratings and the prior needs them
   */
  public Map<String, Standings> rate(VoteTable votes) {
    double[] all =
        prior instanceof Prior.Shared
            ? PairwiseChoice.defaults().fit(votes).utilities()
            : new double[votes.items().size()];
    var found = new LinkedHashMap<String, Standings>();
    for (int g = 0; g < votes.groups().size(); g++) {
      int group = g;
      found.put(votes.groups().get(g), of(votes.filter(r -> votes.group(r) == group), all));
    }
    return found;
  }

  /**
   * Ratings by these votes alone and the prior.
   *
   * @param all utilities of all votes
   */
  public Standings of(VoteTable votes, double[] all) {
    List<String> items = votes.items();
    var tally = VoteTally.ofPairs();
    items.forEach(tally::item);
    double mass = 0;
    for (int r = 0; r < votes.rows(); r++) {
      mass += votes.mass(r);
      tally.add(
          Vote.of(items.get(votes.first(r)), items.get(votes.second(r)), votes.outcome(r))
              .withWeight(votes.mass(r)));
    }
    for (int i = 0; i < items.size(); i++)
      for (int j = i + 1; j < items.size(); j++)
        tally.add(
            switch (prior) {
              case Prior.Shared(double strength) ->
                  Vote.of(
                          items.get(i),
                          items.get(j),
                          BradleyTerry.defaults().win(all[i] - all[j], 0))
                      .withWeight(strength);
              case Prior.Even(double wins) ->
                  Vote.tied(items.get(i), items.get(j)).withWeight(2 * wins);
            });
    double[] utilities = PairwiseChoice.defaults().fit(tally.table()).utilities();
    var notes = new ArrayList<String>();
    if (mass < least) notes.add("few votes: " + mass + ", fewer than " + least);
    return new Standings(toString(), items, Scale.Elo.defaults().apply(utilities), notes);
  }
}
