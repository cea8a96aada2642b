package org.penchant.align.curate.matrix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.penchant.rank.matrix.Completed;
import org.penchant.rank.matrix.RobustCompletion;

/**
 * What a completion finds of every pair of responses to one prompt. Groups of responses that were
 * never compared with each other are completed apart, and nothing is said between them. Of a group
 * of three or fewer, every comparison fits some low-rank matrix: it stays as it was.
 *
 * @param probability [n][n] that row beats column; NaN where nothing is known
 * @param observed [n][n]
 * @param flagged [n][n], those observed that contradict the rest
 * @param repairable [n][n], whether the completed probability stands; else it is that of the votes
 * @param parts the completed groups
 * @param groups how many there are, small ones included
 * @param doubtful responses of which too much is flagged
 */
public record CompletedVotes(
    double[][] probability,
    boolean[][] observed,
    boolean[][] flagged,
    boolean[][] repairable,
    List<Completed> parts,
    int groups,
    int doubtful) {
  /** Responses that a group needs. */
  public static final int LEAST = 4;

  /** Completes. */
  public static CompletedVotes of(ResponseVotes votes, RobustCompletion completion) {
    var given = votes.matrix();
    int n = votes.responses().size();
    double[][] probability = new double[n][n];
    for (int i = 0; i < n; i++)
      for (int j = 0; j < n; j++)
        probability[i][j] =
            given.observed()[i][j] ? 1 / (1 + Math.exp(-given.odds()[i][j])) : Double.NaN;
    boolean[][] flagged = new boolean[n][n];
    boolean[][] repairable = new boolean[n][n];
    var parts = new ArrayList<Completed>();
    var groups = given.components();
    int doubtful = 0;
    for (var group : groups) {
      if (group.size() < LEAST) continue;
      var completed = completion.of(votes.matrix(group));
      parts.add(completed);
      var wrong = completed.doubtful();
      doubtful += wrong.size();
      for (int a = 0; a < group.size(); a++)
        for (int b = 0; b < group.size(); b++) {
          int i = group.get(a);
          int j = group.get(b);
          flagged[i][j] = completed.flagged()[a][b];
          repairable[i][j] = !wrong.contains(a) && !wrong.contains(b);
          if (repairable[i][j]) probability[i][j] = completed.probability(a, b);
        }
    }
    return new CompletedVotes(
        probability,
        Arrays.stream(given.observed()).map(boolean[]::clone).toArray(boolean[][]::new),
        flagged,
        repairable,
        List.copyOf(parts),
        groups.size(),
        doubtful);
  }

  /**
   * The flagged pairs that a matrix of twice the rank leaves unflagged: two planes of a general
   * preference score (arXiv 2410.02197) explain them, so that they may be circles of preference
   * rather than errors. Groups too small to tell count none.
   */
  public int circular(RobustCompletion completion) {
    int found = 0;
    for (var part : parts) {
      // Twice the rank fits anything of so few responses.
      if (part.low().length <= 2 * completion.rank() + 1) continue;
      if (part.flaggedPairs().isEmpty()) continue;
      var freer = completion.withRank(2 * completion.rank()).of(part.pairs());
      for (int i = 0; i < part.low().length; i++)
        for (int j = 0; j < i; j++) if (part.flagged()[i][j] && !freer.flagged()[i][j]) found++;
    }
    return found;
  }
}
