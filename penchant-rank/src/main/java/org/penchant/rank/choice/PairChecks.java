package org.penchant.rank.choice;

import java.util.stream.IntStream;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.votes.VoteTable;

/** What votes must be like for a pair model to be fitted. */
final class PairChecks {
  private PairChecks() {}

  static void check(PairwiseChoice choice, VoteTable votes) {
    var problems = new Problems();
    if (votes.items().size() < 2)
      problems.error(
          "votes",
          votes.items(),
          "must compare at least two items",
          "give votes on two items or more");
    double mass = IntStream.range(0, votes.rows()).mapToDouble(votes::mass).sum();
    if (votes.items().size() >= 2 && !(mass > 0))
      problems.error("votes", mass, "must weigh more than 0 together", "give votes that count");
    if (choice.covariates() && votes.covariateNames().isEmpty())
      problems.error("votes", "", "carry no covariates", "keep covariates, or fit without them");
    if (choice.order() && PairCells.winnerFirst(votes))
      problems.error(
          "votes",
          "order",
          "the first never loses: votes are stored winner first, or the order decides everything",
          "give the order in which the items were shown, or fit without its effect");
    if (!choice.model().tiesHalf()) soft(choice.model(), votes, problems);
    if (choice.penalty() instanceof Penalty.Firth && votes.items().size() > PairObjective.DENSE)
      problems.error(
          "votes",
          votes.items().size() + " items",
          "bias reduction needs at most " + PairObjective.DENSE,
          "use the penalty ridge");
    problems.throwIfErrors(ExitCode.BAD_DATA);
    if (choice.penalty() instanceof Penalty.None) Connectivity.require(votes);
  }

  /** The share of ties in the mass of all votes. */
  static double tieRate(PairCells cells) {
    double tied = 0;
    double all = 0;
    for (int c = 0; c < cells.size(); c++) {
      tied += cells.tied[c];
      all += cells.count(c);
    }
    return all > 0 ? tied / all : 0;
  }

  private static void soft(PairModel model, VoteTable votes, Problems problems) {
    for (int r = 0; r < votes.rows(); r++) {
      double y = votes.outcome(r);
      if (y != 0 && y != 1 && y != 0.5)
        problems.error(
            votes.items().get(votes.first(r)) + " against " + votes.items().get(votes.second(r)),
            y,
            "a soft vote has no meaning in " + model + ", outcomes must be 0, 0.5 or 1",
            "use bradley-terry or thurstone, or turn soft votes into wins and ties first");
    }
  }
}
