package org.penchant.rank.judge.fusion;

import java.util.ArrayList;
import java.util.List;
import org.penchant.core.stats.Ndcg;
import org.penchant.rank.judge.AllPairs;
import org.penchant.rank.judge.BubbleSort;
import org.penchant.rank.judge.HeapSort;
import org.penchant.rank.judge.PairJudge;
import org.penchant.rank.judge.PairSort;
import org.penchant.rank.judge.PositionCalibration;

/**
 * What each step of {@link Reranking} brings: every calibration with every sort, judges alone and
 * fused (arXiv 2406.00231). Prompts with and without demonstrations are two runs over two sets of
 * judges.
 *
 * @param calibrations to compare
 * @param sorts to compare
 */
public record Ablation(
    List<PositionCalibration> calibrations, List<PairSort> sorts, Fusion fusion, Ndcg ndcg) {
  /** As asked and by log-odds; bubble sort and heap sort of the top 10, all pairs; nDCG at 10. */
  public static Ablation defaults() {
    return new Ablation(
        List.of(new PositionCalibration.OneOrder(), new PositionCalibration.LogOdds()),
        List.of(new BubbleSort(10), new HeapSort(10), AllPairs.defaults()),
        Fusion.defaults(),
        Ndcg.defaults());
  }

  /**
   * A query to be put in order.
   *
   * @param initial all items, 0 to n - 1, in the order of the first stage
   * @param relevance of each item
   */
  public record Query(List<Integer> initial, double[] relevance, List<PairJudge> judges) {}

  /**
   * Means over queries.
   *
   * @param single nDCG of a judge alone
   * @param fused nDCG of the fused order
   * @param inconsistency of the answers before calibration: share of pairs heard in both orders
   *     that contradict themselves; calibrated decisions never do
   * @param cycles share of triads heard that are cycles
   * @param calls a query, all judges together
   */
  public record Row(
      PositionCalibration calibration,
      PairSort sort,
      double single,
      double fused,
      double inconsistency,
      double cycles,
      double calls) {}

  /** One row for each calibration and sort. */
  public List<Row> run(List<Query> queries) {
    var rows = new ArrayList<Row>();
    for (var calibration : calibrations)
      for (var sort : sorts) {
        var sums = new double[5];
        for (var query : queries) {
          var outcome =
              new Reranking(calibration, sort, fusion).of(query.initial(), query.judges());
          sums[0] += outcome.meanNdcg(ndcg, query.relevance());
          sums[1] += ndcg.of(outcome.fused().order(), query.relevance());
          sums[2] += outcome.inconsistency();
          sums[3] += outcome.cycles();
          sums[4] += outcome.calls();
        }
        int n = queries.size();
        rows.add(
            new Row(
                calibration,
                sort,
                sums[0] / n,
                sums[1] / n,
                sums[2] / n,
                sums[3] / n,
                sums[4] / n));
      }
    return rows;
  }
}
