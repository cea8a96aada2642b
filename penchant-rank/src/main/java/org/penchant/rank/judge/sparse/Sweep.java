package org.penchant.rank.judge.sparse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Holm;
import org.penchant.core.stats.Ndcg;
import org.penchant.core.stats.SignFlip;
import org.penchant.core.stats.TTest;
import org.penchant.rank.judge.PairJudge;
import org.penchant.rank.rating.Rater;

/**
 * Every design with every rating on the same queries, held against the same rating of all pairs.
 *
 * @param repeats of designs that draw, at least 1
 * @param margin of nDCG within which a design is as good as all pairs
 */
public record Sweep(
    List<PairSampler> samplers, List<Rater> raters, Ndcg ndcg, int repeats, double margin) {
  private static final int FLIPS = 10_000;
  private static final double LEVEL = 0.9;

  public Sweep {
    samplers = List.copyOf(samplers);
    raters = List.copyOf(raters);
    if (repeats < 1)
      throw new IllegalArgumentException("repeats = " + repeats + ", must be at least 1");
    if (!(margin > 0)) throw new IllegalArgumentException("margin = " + margin + ", must be > 0");
  }

  /** nDCG at 10, ten repeats, margin 0.02. */
  public static Sweep of(List<PairSampler> samplers, List<Rater> raters) {
    return new Sweep(samplers, raters, Ndcg.defaults(), 10, 0.02);
  }

  /** A query: its items 0 to n - 1 in the order of the first stage, and a judge of them. */
  public record Query(List<Integer> initial, double[] relevance, PairJudge judge) {}

  /**
   * A design with a rating.
   *
   * @param ndcg mean over queries
   * @param calls a query
   * @param againstAll paired over queries, against the same rating of all pairs
   * @param randomisation p-value of the same by flipped signs
   * @param adjusted p-value of t, by Holm over all cells
   * @param competitive whether the 90% interval of the difference lies above -margin
   */
  public record Cell(
      PairSampler sampler,
      Rater rater,
      double ndcg,
      double calls,
      TTest againstAll,
      double randomisation,
      double adjusted,
      boolean competitive) {}

  /**
   * Runs all cells.
   *
   * @param queries two or more
   */
  public List<Cell> run(List<Query> queries, Seeds seeds) {
    var cells = new ArrayList<Cell>();
    for (var rater : raters) {
      var all = measure(new PairSampler.All(), rater, queries, seeds);
      for (var sampler : samplers) {
        var own = measure(sampler, rater, queries, seeds);
        var test = TTest.paired(own[0], all[0]);
        var flips = seeds.stream("flips " + sampler + rater);
        cells.add(
            new Cell(
                sampler,
                rater,
                Arrays.stream(own[0]).average().orElseThrow(),
                Arrays.stream(own[1]).average().orElseThrow(),
                test,
                SignFlip.p(own[0], all[0], FLIPS, flips),
                test.p(),
                test.interval(LEVEL).low() > -margin));
      }
    }
    double[] adjusted = Holm.adjust(cells.stream().mapToDouble(c -> c.againstAll().p()).toArray());
    for (int c = 0; c < adjusted.length; c++) cells.set(c, adjusted(cells.get(c), adjusted[c]));
    return List.copyOf(cells);
  }

  private static Cell adjusted(Cell cell, double p) {
    return new Cell(
        cell.sampler(),
        cell.rater(),
        cell.ndcg(),
        cell.calls(),
        cell.againstAll(),
        cell.randomisation(),
        p,
        cell.competitive());
  }

  /** nDCG and calls of each query. */
  private double[][] measure(PairSampler sampler, Rater rater, List<Query> queries, Seeds seeds) {
    int times = sampler instanceof PairSampler.Random ? repeats : 1;
    var figures = new double[2][queries.size()];
    for (int q = 0; q < queries.size(); q++) {
      var query = queries.get(q);
      var random = seeds.stream("query " + q);
      for (int t = 0; t < times; t++) {
        var outcome =
            new SparseReranking(sampler, rater).rank(query.initial(), query.judge(), random);
        figures[0][q] += ndcg.of(outcome.order(), query.relevance());
        figures[1][q] += outcome.calls();
      }
      figures[0][q] /= times;
      figures[1][q] /= times;
    }
    return figures;
  }
}
