package org.penchant.rank.rating;

import java.util.HashMap;
import org.penchant.core.votes.VoteTable;

/** Which votes answer the same question: the same group, the same two items in the same order. */
final class Comparisons {
  private Comparisons() {}

  private record Question(int group, int first, int second) {}

  /** The number of the question of every row, in the order they first appear. */
  static int[] numbers(VoteTable votes) {
    var seen = new HashMap<Question, Integer>();
    int[] numbers = new int[votes.rows()];
    for (int r = 0; r < numbers.length; r++) {
      var question = new Question(votes.group(r), votes.first(r), votes.second(r));
      numbers[r] = seen.computeIfAbsent(question, q -> seen.size());
    }
    return numbers;
  }
}
