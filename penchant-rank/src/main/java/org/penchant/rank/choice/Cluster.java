package org.penchant.rank.choice;

import java.util.Arrays;
import java.util.Locale;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.votes.VoteTable;

/** Which votes may depend on each other. */
public enum Cluster {
  /** None: every vote is a draw of its own. */
  VOTE,
  /** Those of one annotator. */
  ANNOTATOR,
  /** Those of one group, such as a prompt. */
  GROUP;

  /** What stands for no cluster: the votes of the row are draws of their own. */
  static final int NONE = -1;

  /**
   * The cluster of every row, {@link #NONE} where it is unknown.
   *
   * @throws ProblemsException if the votes do not keep what the clusters are made of
   */
  int[] numbers(VoteTable votes) {
    int known =
        switch (this) {
          case VOTE -> 0;
          case ANNOTATOR -> votes.annotators().size();
          case GROUP -> votes.groups().size();
        };
    if (this != VOTE && known < 2)
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          "votes",
          known + " known",
          "errors by " + name().toLowerCase(Locale.ROOT) + " need at least two of them",
          "keep them when reading the votes, or take errors by vote");
    int[] numbers = new int[votes.rows()];
    Arrays.setAll(
        numbers,
        r ->
            switch (this) {
              case VOTE -> NONE;
              case ANNOTATOR -> votes.annotator(r);
              case GROUP -> votes.group(r);
            });
    return numbers;
  }

  /** For orders, which know neither annotators nor groups. */
  void requireVotes() {
    if (this != VOTE)
      throw new IllegalArgumentException("cluster = " + this + ", must be VOTE for orders");
  }

  /** Row numbers by cluster, without those of none. */
  static int[][] rows(int[] numbers) {
    int[] sizes = new int[Arrays.stream(numbers).max().orElse(NONE) + 1];
    for (int number : numbers) if (number != NONE) sizes[number]++;
    int[][] rows = Arrays.stream(sizes).mapToObj(int[]::new).toArray(int[][]::new);
    for (int r = 0; r < numbers.length; r++)
      if (numbers[r] != NONE) rows[numbers[r]][--sizes[numbers[r]]] = r;
    return rows;
  }
}
