package org.penchant.app.reward;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.penchant.app.job.Split;
import org.penchant.app.reward.bench.ProbeRow;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Provenance;
import org.penchant.core.random.Seeds;

/** Rows of a probe divided; numbers of rows. */
public record ProbeSplit(List<Integer> train, List<Integer> test) {
  /** The first {@code trained} rows, and the others. */
  public static ProbeSplit at(int trained, int rows) {
    return new ProbeSplit(
        IntStream.range(0, trained).boxed().toList(),
        IntStream.range(trained, rows).boxed().toList());
  }

  /** Whole prompts held out at random, {@code share} of the rows. */
  public static ProbeSplit of(List<ProbeRow> rows, double share, Seeds seeds) {
    var all = new ArrayList<Comparison>();
    for (var row : rows)
      all.add(
          Comparison.unary(row.prompt(), row.response(), true, Provenance.made("", all.size())));
    var held = new HashSet<Integer>();
    for (var row : Split.of(all, share, seeds).heldOut()) held.add((int) row.provenance().row());
    return new ProbeSplit(
        IntStream.range(0, rows.size()).filter(i -> !held.contains(i)).boxed().toList(),
        held.stream().sorted().toList());
  }
}
