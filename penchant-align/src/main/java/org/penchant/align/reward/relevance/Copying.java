package org.penchant.align.reward.relevance;

import java.util.List;

/** Answers that are the query again, which every measure of relevance loves. */
public final class Copying {
  /** Share from which an answer counts as a copy. */
  public static final double COPY = 0.8;

  private Copying() {}

  /**
   * Length of the longest common subsequence over that of the longer text, in [0, 1]: near 1 only
   * where the answer is the query and little else.
   */
  public static double share(List<String> query, List<String> answer) {
    int longer = Math.max(query.size(), answer.size());
    if (longer == 0) return 0;
    int[] above = new int[answer.size() + 1];
    for (String unit : query) {
      int diagonal = 0;
      for (int j = 1; j < above.length; j++) {
        int before = above[j];
        above[j] = unit.equals(answer.get(j - 1)) ? diagonal + 1 : Math.max(above[j], above[j - 1]);
        diagonal = before;
      }
    }
    return (double) above[answer.size()] / longer;
  }

  /** Whether the share is above {@value #COPY}. */
  public static boolean copies(List<String> query, List<String> answer) {
    return share(query, answer) > COPY;
  }
}
