package org.penchant.align.curate;

import java.util.Arrays;
import java.util.List;
import org.penchant.core.preference.Comparison;
import org.penchant.core.random.Seeds;

/**
 * Some of the rows, drawn uniformly without repetition, in their order.
 *
 * @param rows how many, at least 0; all where there are fewer
 */
public record Sample(int rows) implements Step {
  public Sample {
    if (rows < 0) throw new IllegalArgumentException("rows = " + rows + ", must be at least 0");
  }

  @Override
  public List<Comparison> apply(List<Comparison> all, Tools tools, Tally tally) {
    if (all.size() <= rows) return all;
    tally.leaveOut("rows not drawn", all.size() - (long) rows);
    int[] order = Seeds.permutation(all.size(), tools.seeds().stream("sample"));
    return Arrays.stream(order, 0, rows).sorted().mapToObj(all::get).toList();
  }
}
