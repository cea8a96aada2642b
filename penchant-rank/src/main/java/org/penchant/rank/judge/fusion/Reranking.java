package org.penchant.rank.judge.fusion;

import java.util.ArrayList;
import java.util.List;
import org.penchant.core.stats.Ndcg;
import org.penchant.core.votes.Ballot;
import org.penchant.core.votes.Ballots;
import org.penchant.rank.judge.Comparisons;
import org.penchant.rank.judge.PairJudge;
import org.penchant.rank.judge.PairSort;
import org.penchant.rank.judge.PositionCalibration;

/**
 * One query put in order by several judges, and their orders fused.
 *
 * @param calibration of what each judge says
 * @param sort that asks it
 * @param fusion of the orders
 */
public record Reranking(PositionCalibration calibration, PairSort sort, Fusion fusion) {
  /** Log-odds over both orders, heap sort of all, Borda. */
  public static Reranking defaults() {
    return new Reranking(
        new PositionCalibration.LogOdds(),
        org.penchant.rank.judge.HeapSort.defaults(),
        Fusion.defaults());
  }

  public Reranking withCalibration(PositionCalibration other) {
    return new Reranking(other, sort, fusion);
  }

  public Reranking withSort(PairSort other) {
    return new Reranking(calibration, other, fusion);
  }

  /**
   * What came of it.
   *
   * @param proposals one order a judge
   * @param calls of all judges
   * @param failed replies that could not be read
   * @param inconsistency of the answers before calibration: mean over judges of the share of pairs
   *     heard in both orders whose preferred side is the same seat both times; NaN if none were
   * @param cycles mean over judges of the share of triads heard that are cycles; NaN if none were
   */
  public record Outcome(
      List<List<Integer>> proposals,
      Fusion.Fused fused,
      int calls,
      int failed,
      double inconsistency,
      double cycles) {
    /** Mean nDCG of the proposals. */
    public double meanNdcg(Ndcg ndcg, double[] relevance) {
      return proposals.stream().mapToDouble(o -> ndcg.of(o, relevance)).average().orElseThrow();
    }
  }

  /** The most calls a query of n items costs with that many judges; look before asking. */
  public long mostCalls(int n, int judges) {
    return judges * sort.mostCalls(n, calibration);
  }

  /**
   * Asks the judges.
   *
   * @param initial all items, 0 to n - 1, in the order of the first stage
   */
  public Outcome of(List<Integer> initial, List<PairJudge> judges) {
    var proposals = new ArrayList<List<Integer>>();
    int calls = 0;
    int failed = 0;
    double inconsistency = 0;
    double cycles = 0;
    for (var judge : judges) {
      var asked = new Comparisons(judge, calibration);
      proposals.add(sort.sort(initial, asked));
      calls += asked.calls();
      failed += asked.failed();
      inconsistency += asked.inconsistency() / judges.size();
      cycles += asked.cyclicTriads() / judges.size();
    }
    var names = initial.stream().sorted().map(String::valueOf).toList();
    var ballots =
        new Ballots(
            names,
            proposals.stream().map(o -> Ballot.of(o.stream().mapToInt(i -> i).toArray())).toList());
    return new Outcome(
        proposals, fusion.fuse(ballots, initial), calls, failed, inconsistency, cycles);
  }
}
