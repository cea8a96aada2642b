package org.penchant.rank.judge.listwise;

import java.util.List;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.penchant.rank.judge.ListJudge;
import org.penchant.rank.judge.fusion.CentralOrder;
import org.penchant.rank.judge.fusion.Fusion;
import org.penchant.rank.judge.fusion.Missing;
import org.penchant.rank.judge.fusion.SubsetKemeny;

/** The central order of what a judge says of shuffled lists (arXiv 2310.07712). */
public record PermutationConsistency(ShuffledLists lists, Fusion fusion) {
  /** Twenty shuffles, their Kemeny centre by insertion search from Borda. */
  public static PermutationConsistency defaults() {
    return new PermutationConsistency(
        ShuffledLists.defaults(), new Fusion(CentralOrder.defaults(), Missing.LEFT_OUT));
  }

  public PermutationConsistency withLists(ShuffledLists other) {
    return new PermutationConsistency(other, fusion);
  }

  public PermutationConsistency withFusion(Fusion other) {
    return new PermutationConsistency(lists, other);
  }

  /** Up to so many items central orders are counted. */
  private static final int COUNTED = 8;

  /**
   * An order with what it was made of.
   *
   * @param central how many orders have the least summed distance, up to 8 items: where there are
   *     several, the answers do not decide between them
   */
  public record Outcome(Fusion.Fused fused, ListOutputs outputs, OptionalLong central) {}

  /** Orders items 0 to n - 1; their numbers decide ties. */
  public Outcome rank(int n, ListJudge judge, RandomGenerator random) {
    var outputs = lists.ask(n, judge, random);
    List<Integer> initial = IntStream.range(0, n).boxed().toList();
    var central =
        n <= COUNTED
            ? OptionalLong.of(SubsetKemeny.optima(outputs.ballots().above()))
            : OptionalLong.empty();
    return new Outcome(fusion.fuse(outputs.ballots(), initial), outputs, central);
  }
}
