package org.penchant.rank.judge.listwise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.rank.judge.ListJudge;

/**
 * Asks a judge of lists several times, each time in another order.
 *
 * @param outputs how often, at least 1
 * @param shuffle whether the order is drawn anew, uniformly; else it is the same each time
 * @param complete whether items a reply leaves out are appended in the order shown
 * @param repairable share of the replies that may need repair, in [0, 1]
 */
public record ShuffledLists(int outputs, boolean shuffle, boolean complete, double repairable) {
  public ShuffledLists {
    if (outputs < 1)
      throw new IllegalArgumentException("outputs = " + outputs + ", must be at least 1");
    if (!(repairable >= 0 && repairable <= 1))
      throw new IllegalArgumentException("repairable = " + repairable + ", must be in [0, 1]");
  }

  /** Twenty orders, at most a tenth of the replies repaired. */
  public static ShuffledLists defaults() {
    return new ShuffledLists(20, true, false, 0.1);
  }

  public ShuffledLists withOutputs(int count) {
    return new ShuffledLists(count, shuffle, complete, repairable);
  }

  public ShuffledLists withShuffle(boolean drawn) {
    return new ShuffledLists(outputs, drawn, complete, repairable);
  }

  public ShuffledLists withComplete(boolean appended) {
    return new ShuffledLists(outputs, shuffle, appended, repairable);
  }

  /**
   * Asks about n items, 0 to n - 1.
   *
   * @throws ProblemsException if no reply could be read, or too many needed repair
   */
  public ListOutputs ask(int n, ListJudge judge, RandomGenerator random) {
    var orders = new ArrayList<List<Integer>>();
    int failed = 0;
    int repaired = 0;
    for (int s = 0; s < outputs; s++) {
      int[] shown = new int[n];
      Arrays.setAll(shown, i -> i);
      if (shuffle) shown = Seeds.permutation(n, random);
      Optional<List<Integer>> reply = judge.rank(Arrays.stream(shown).boxed().toList(), s);
      if (reply.isEmpty()) {
        failed++;
        continue;
      }
      var kept = new LinkedHashSet<Integer>();
      for (int place : reply.get()) if (place >= 0 && place < n) kept.add(shown[place]);
      if (kept.size() < reply.get().size()) repaired++;
      if (complete) for (int item : shown) kept.add(item);
      orders.add(List.copyOf(kept));
    }
    if (failed == outputs)
      throw problem(failed + " replies", "none of them could be read as an order");
    if (repaired > repairable * (outputs - failed))
      throw problem(
          repaired + " of " + (outputs - failed) + " replies",
          "at most a share of " + repairable + " may name items twice or unknown ones");
    return new ListOutputs(n, orders, failed, repaired);
  }

  private static ProblemsException problem(String value, String rule) {
    return ProblemsException.of(
        ExitCode.GATE_FAILED,
        "judge",
        value,
        rule,
        "look at the replies; change the prompt, or show fewer items at once");
  }
}
