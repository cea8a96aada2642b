package org.penchant.rank.basis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Interval;
import org.penchant.core.stats.Quantiles;
import org.penchant.core.votes.VoteTable;
import org.penchant.rank.choice.PairwiseChoice;

/**
 * Ratings by category with percentile intervals: the votes of a category are drawn again with
 * repetition; the ratings of all votes, towards which small categories are drawn, stay.
 *
 * @param rating of each category
 * @param resamples how often
 * @param confidence of the intervals
 */
public record CategoryBootstrap(CategoryElo rating, int resamples, double confidence) {
  public CategoryBootstrap {
    if (resamples < 2 || !(confidence > 0 && confidence < 1))
      throw new IllegalArgumentException(
          "resamples = " + resamples + ", confidence = " + confidence);
  }

  /** Two hundred resamples, 95 %. */
  public static CategoryBootstrap defaults() {
    return new CategoryBootstrap(CategoryElo.defaults(), 200, 0.95);
  }

  /**
   * One category's ratings.
   *
   * @param votes of the category
   * @param few whether they are fewer than the rating asks for
   * @param items an interval for each item of the table
   */
  public record Rated(double votes, boolean few, List<Interval> items) {}

  /** By category, in the order of the table's groups. */
  public Map<String, Rated> rate(VoteTable votes, Seeds seeds) {
    double[] all = PairwiseChoice.defaults().fit(votes).utilities();
    var found = new LinkedHashMap<String, Rated>();
    for (int g = 0; g < votes.groups().size(); g++) {
      int group = g;
      found.put(
          votes.groups().get(g),
          rated(
              votes.filter(r -> votes.group(r) == group),
              all,
              seeds.child("category " + votes.groups().get(g))));
    }
    return found;
  }

  private Rated rated(VoteTable votes, double[] all, Seeds seeds) {
    double[] estimate = rating.of(votes, all).scores();
    double[][] drawn = new double[estimate.length][resamples];
    var random = seeds.stream("bootstrap");
    int n = (int) Math.round(votes.votes());
    double[] shares = new double[votes.rows()];
    for (int r = 0; r < shares.length; r++)
      shares[r] = votes.times(r) + (r == 0 ? 0 : shares[r - 1]);
    for (int b = 0; b < resamples; b++) {
      double[] times = new double[votes.rows()];
      for (int k = 0; k < n; k++) {
        int at = Arrays.binarySearch(shares, random.nextDouble() * shares[shares.length - 1]);
        times[Math.min(at < 0 ? -at - 1 : at + 1, times.length - 1)]++;
      }
      double[] scores = rating.of(votes.withTimes(times), all).scores();
      for (int i = 0; i < scores.length; i++) drawn[i][b] = scores[i];
    }
    var items = new ArrayList<Interval>();
    double tail = (1 - confidence) / 2;
    for (int i = 0; i < estimate.length; i++)
      items.add(
          new Interval(
              estimate[i],
              Quantiles.quantile(drawn[i], tail),
              Quantiles.quantile(drawn[i], 1 - tail),
              confidence));
    return new Rated(n, n < rating.least(), items);
  }
}
