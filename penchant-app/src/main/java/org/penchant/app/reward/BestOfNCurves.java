package org.penchant.app.reward;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.penchant.align.reward.shape.HackingReport;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.BestOfN;
import org.penchant.core.stats.Bootstrap;
import org.penchant.core.stats.Interval;
import org.penchant.core.stats.Moments;

/**
 * What the best of N responses under a proxy is worth, by the proxy and in truth. Every number is
 * an expectation over all subsets of a list ({@link BestOfN#expected}), then a mean over prompts;
 * intervals resample prompts, the same ones for every curve.
 *
 * @param bootstrap of prompts
 * @param seeds of the resampling
 */
public record BestOfNCurves(Bootstrap bootstrap, Seeds seeds) {
  /**
   * One N of a curve.
   *
   * @param n responses chosen from
   * @param divergence nats, {@link BestOfN#divergence}
   * @param proxy expected reward of the chosen, in the proxy's own unit
   * @param gain how far that lies above a single response's, in deviations of the proxy within a
   *     list; 0 for a constant proxy
   * @param truth expected true score of the chosen
   */
  public record Point(int n, double divergence, Interval proxy, double gain, Interval truth) {}

  /**
   * A selector's curve.
   *
   * @param name of the selector
   * @param points by rising N
   * @param peak N where the true score is greatest
   * @param atPeak the true score there
   * @param atEnd the true score at the greatest N
   * @param drop from the peak to the end, over the same prompts; the peak is chosen on them too, so
   *     that a drop near 0 is not evidence
   * @param ahead true score at the end less the first selector's, over the same prompts
   * @param overOptimised whether the drop's interval lies above 0 while the proxy rises
   * @param constant whether the proxy tells no two responses of a list apart
   */
  public record Curve(
      String name,
      List<Point> points,
      int peak,
      double atPeak,
      double atEnd,
      Interval drop,
      Interval ahead,
      boolean overOptimised,
      boolean constant) {
    public Curve {
      points = List.copyOf(points);
    }
  }

  /**
   * All curves over the same prompts.
   *
   * @param prompts how many
   * @param lists how many
   * @param tooShort lists left out, having too few responses
   * @param leftOut lists left out, having no rewards
   * @param ceiling expected true score of the truly best of N, by rising N
   * @param curves of selectors, in their order
   */
  public record Found(
      int prompts, int lists, int tooShort, int leftOut, List<Point> ceiling, List<Curve> curves) {
    public Found {
      ceiling = List.copyOf(ceiling);
      curves = List.copyOf(curves);
    }
  }

  /** Proxy and truth of the chosen, by size and prompt. */
  private record Values(double[][] proxy, double[][] truth, double deviation) {}

  /**
   * Draws the curves.
   *
   * @param proxies each selector's rewards of the responses of every list
   */
  Found of(BestOfNLists lists, Map<String, List<double[]>> proxies) {
    var curves = new ArrayList<Curve>();
    double[] first = new double[0];
    for (var entry : proxies.entrySet()) {
      var values = values(lists, entry.getValue());
      double[] end = values.truth()[lists.sizes().length - 1];
      if (curves.isEmpty()) first = end;
      curves.add(curve(entry.getKey(), lists.sizes(), values, first));
    }
    return new Found(
        lists.promptCount(),
        lists.rows().size(),
        lists.tooShort(),
        lists.leftOut(),
        points(lists.sizes(), values(lists, lists.truth())),
        curves);
  }

  private static Values values(BestOfNLists lists, List<double[]> proxy) {
    int[] sizes = lists.sizes();
    double[][] byProxy = new double[sizes.length][];
    double[][] byTruth = new double[sizes.length][];
    for (int k = 0; k < sizes.length; k++) {
      int n = sizes[k];
      byProxy[k] = lists.byPrompt(chosen(proxy, proxy, n));
      byTruth[k] = lists.byPrompt(chosen(proxy, lists.truth(), n));
    }
    double variance = proxy.stream().mapToDouble(Moments::variance).average().orElseThrow();
    return new Values(byProxy, byTruth, Math.sqrt(variance));
  }

  private static double[] chosen(List<double[]> by, List<double[]> value, int n) {
    return IntStream.range(0, by.size())
        .mapToDouble(i -> BestOfN.expected(by.get(i), value.get(i), n))
        .toArray();
  }

  private List<Point> points(int[] sizes, Values values) {
    var points = new ArrayList<Point>();
    double single = Moments.mean(values.proxy()[0]);
    for (int k = 0; k < sizes.length; k++) {
      var proxy = interval(values.proxy()[k]);
      points.add(
          new Point(
              sizes[k],
              BestOfN.divergence(sizes[k]),
              proxy,
              values.deviation() == 0 ? 0 : (proxy.estimate() - single) / values.deviation(),
              interval(values.truth()[k])));
    }
    return points;
  }

  private Curve curve(String name, int[] sizes, Values values, double[] first) {
    var points = points(sizes, values);
    var hacking =
        HackingReport.of(
            points.stream().mapToDouble(p -> p.proxy().estimate()).toArray(),
            points.stream().mapToDouble(p -> p.truth().estimate()).toArray());
    double[] end = values.truth()[sizes.length - 1];
    var drop = interval(difference(values.truth()[hacking.peakStep()], end));
    return new Curve(
        name,
        points,
        sizes[hacking.peakStep()],
        hacking.peakGold(),
        hacking.finalGold(),
        drop,
        interval(difference(end, first)),
        drop.low() > 0 && hacking.hacked(0),
        values.deviation() == 0);
  }

  private static double[] difference(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] - b[i]).toArray();
  }

  /** Every interval resamples the same prompts. */
  private Interval interval(double[] ofPrompts) {
    return bootstrap.mean(ofPrompts, seeds.stream("best-of-n"));
  }
}
