package org.penchant.rank.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Sends the questions a judge is least sure of to people (arXiv 2305.17926): floor(share x N) of
 * them, by greatest doubt, ties in the order of the questions.
 *
 * @param share of the questions, in [0, 1]
 */
public record HumanRouting(double share) {
  public HumanRouting {
    if (!(share >= 0 && share <= 1))
      throw new IllegalArgumentException("share = " + share + ", must be in [0, 1]");
  }

  /** Twenty percent, the paper's setting. */
  public static HumanRouting defaults() {
    return new HumanRouting(0.2);
  }

  /**
   * Which questions to ask people.
   *
   * @param doubt one a question, such as {@link Evidence#diversity()}
   */
  public Set<Integer> routed(double[] doubt) {
    int count = (int) Math.floor(share * doubt.length + 1e-9);
    return new HashSet<>(
        IntStream.range(0, doubt.length)
            .boxed()
            .sorted(Comparator.comparingDouble(q -> -doubt[q]))
            .limit(count)
            .toList());
  }

  /**
   * The people's verdict where they were asked, the judge's elsewhere.
   *
   * @param doubt one a question, such as {@link Evidence#diversity()}
   */
  public List<Verdict> verdicts(List<Evidence> judged, List<Verdict> human, double[] doubt) {
    if (human.size() != judged.size() || doubt.length != judged.size())
      throw new IllegalArgumentException(
          human.size()
              + " human verdicts and "
              + doubt.length
              + " doubts for "
              + judged.size()
              + " questions");
    var asked = routed(doubt);
    var all = new ArrayList<Verdict>();
    for (int q = 0; q < judged.size(); q++)
      all.add(asked.contains(q) ? human.get(q) : judged.get(q).verdict());
    return all;
  }

  /** {@link #verdicts} by the diversity of what was heard. */
  public List<Verdict> byDiversity(List<Evidence> judged, List<Verdict> human) {
    return verdicts(judged, human, judged.stream().mapToDouble(Evidence::diversity).toArray());
  }
}
