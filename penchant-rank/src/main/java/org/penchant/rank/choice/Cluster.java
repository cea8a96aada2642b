package org.penchant.rank.choice;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
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

  /**
   * The cluster of every row, numbered from 0; rows of an unknown one are clusters of their own.
   *
   * @throws ProblemsException if the votes do not keep what the clusters are made of
   */
  int[] numbers(VoteTable votes) {
    int known = this == ANNOTATOR ? votes.annotators().size() : votes.groups().size();
    if (this != VOTE && known < 2)
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          "votes",
          known + " known",
          "errors by " + name().toLowerCase(Locale.ROOT) + " need at least two of them",
          "keep them when reading the votes, or take errors by vote");
    int[] next = {known};
    int[] numbers = new int[votes.rows()];
    Arrays.setAll(
        numbers,
        r -> {
          int own =
              switch (this) {
                case VOTE -> -1;
                case ANNOTATOR -> votes.annotator(r);
                case GROUP -> votes.group(r);
              };
          return own >= 0 ? own : next[0]++;
        });
    return numbers;
  }

  /** For orders, which know neither annotators nor groups. */
  void requireVotes() {
    if (this != VOTE)
      throw new IllegalArgumentException("cluster = " + this + ", must be VOTE for orders");
  }

  /** Row numbers by cluster. */
  int[][] rows(VoteTable votes) {
    int[] numbers = numbers(votes);
    int[] sizes = new int[Arrays.stream(numbers).max().orElse(-1) + 1];
    for (int number : numbers) sizes[number]++;
    int[][] rows = Arrays.stream(sizes).mapToObj(int[]::new).toArray(int[][]::new);
    IntStream.range(0, numbers.length).forEach(r -> rows[numbers[r]][--sizes[numbers[r]]] = r);
    return rows;
  }
}
