package org.penchant.rank.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * SAVAGE for Copeland winners (Urvoy, Clerot, Feraud and Naamane, ICML 2013): every pair that may
 * still matter is asked in turn; a pair is decided when 1/2 leaves its Hoeffding interval, half
 * points for indifference; an item is out when the most it can reach is less than what another has.
 * A baseline: it decides by majority, not by mode, and asks all pairs of what is left alike.
 *
 * @param delta chance of a wrong winner, in (0, 1)
 * @param cap most answers in all, at least 1; a search that reaches it is not certified
 */
public record Savage(double delta, long cap) {
  public Savage {
    if (!(delta > 0 && delta < 1))
      throw new IllegalArgumentException("delta = " + delta + ", must be in (0, 1)");
    if (cap < 1) throw new IllegalArgumentException("cap = " + cap + ", must be at least 1");
  }

  public static Savage defaults() {
    return new Savage(0.05, 10_000_000);
  }

  /** Asks until one item is left that can win, or the cap is reached. */
  public CopelandSearch.Result run(int items, Oracle oracle) {
    var relations = new Relations(items);
    double[][] points = new double[items][items];
    long[][] asked = new long[items][items];
    long queries = 0;
    int duels = 0;
    while (queries < cap && !certain(relations)) {
      boolean any = false;
      for (int i = 0; i < items && queries < cap; i++)
        for (int j = i + 1; j < items && queries < cap; j++) {
          if (!relations.open(i, j) || !(alive(relations, i) || alive(relations, j))) continue;
          any = true;
          if (asked[i][j] == 0) duels++;
          points[i][j] += oracle.ask(i, j).points();
          asked[i][j]++;
          queries++;
          decide(relations, i, j, points[i][j] / asked[i][j], asked[i][j]);
        }
      if (!any) break;
    }
    return result(relations, queries, duels);
  }

  /** The interval of t answers holds at every t together with probability 1 - delta. */
  private void decide(Relations relations, int i, int j, double mean, long t) {
    int pairs = relations.items() * (relations.items() - 1) / 2;
    // Sum over t of 6 / (pi t)^2 is 1: the level is split over pairs and over time.
    double level = delta / pairs * 6 / (Math.PI * Math.PI * t * t);
    double radius = Math.sqrt(Math.log(2 / level) / (2 * t));
    if (mean - radius > 0.5) relations.decide(i, j, Answer.BETTER);
    else if (mean + radius < 0.5) relations.decide(i, j, Answer.WORSE);
  }

  private static boolean alive(Relations relations, int i) {
    double best =
        IntStream.range(0, relations.items()).mapToDouble(relations::lower).max().orElseThrow();
    return relations.upper(i) >= best;
  }

  private static boolean certain(Relations relations) {
    return IntStream.range(0, relations.items()).anyMatch(i -> relations.gap(i) <= 0);
  }

  private static CopelandSearch.Result result(Relations relations, long queries, int duels) {
    var notes = new ArrayList<String>();
    if (!certain(relations))
      notes.add("the cap of answers was reached before a winner was certain");
    return CopelandSearch.Result.of(relations, queries, duels, List.copyOf(notes));
  }
}
