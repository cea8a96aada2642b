package org.penchant.rank.voting;

import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.votes.ScoreTable;

/**
 * Every task votes, ranking the systems by their scores on it, equal scores tied (arXiv
 * 2210.05769). With missing scores only rules that compare pairs are allowed.
 */
public record Voted(VotingRule rule) implements TableRule {
  public static Voted defaults() {
    return new Voted(Copeland.defaults());
  }

  @Override
  public Outcome rank(ScoreTable table) {
    if (Tables.checked(table).missing() && !rule.pairwise())
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          "scores",
          "missing ones",
          rule + " needs every score",
          "fill them in, leave tasks or systems out, or take a rule that compares pairs, such as"
              + " Copeland or Minimax");
    return rule.elect(table.ballots());
  }
}
