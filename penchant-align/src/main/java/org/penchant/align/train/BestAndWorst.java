package org.penchant.align.train;

import java.util.List;
import org.penchant.align.curate.score.Item;
import org.penchant.align.lm.TokenSequence;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;

/** Examples as what looks at two responses sees them: chosen and rejected, of a list its ends. */
final class BestAndWorst {
  private BestAndWorst() {}

  /** The best and the worst sequence; the only one of a single response. */
  static List<TokenSequence> of(Example example) {
    var all = example.sequences();
    if (!example.compares()) return all;
    int[] order = example.bestWorstOthers();
    return List.of(all.get(order[0]), all.get(order[1]));
  }

  static Item item(Example example) {
    return new Item(of(example), example.columns(), example.place());
  }

  static List<Item> items(List<Example> examples) {
    return examples.stream().map(BestAndWorst::item).toList();
  }

  /**
   * Checks that every row compares responses.
   *
   * @throws org.penchant.core.problems.ProblemsException naming those that do not
   */
  static void requirePairs(List<Example> examples) {
    var problems = new Problems();
    for (var example : examples)
      if (!example.compares())
        problems.error(
            example.place(), "a single response", "comparisons need pairs", "remove the row");
    problems.throwIfErrors(ExitCode.BAD_DATA);
  }
}
