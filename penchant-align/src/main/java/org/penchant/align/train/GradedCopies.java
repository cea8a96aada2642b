package org.penchant.align.train;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penchant.align.curate.RemoveKeywords;
import org.penchant.align.curate.Tally;
import org.penchant.align.lm.SequenceEncoder;
import org.penchant.align.objective.Need;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback;
import org.penchant.core.problems.Problems;
import org.penchant.core.random.Seeds;

/** Copies of chosen and good responses that lack key phrases, encoded and counted. */
final class GradedCopies {
  private final SequenceEncoder encoder;
  private final int maxLength;
  private final Set<Need> needs;
  private final Seeds seeds;
  private final Tally tally = new Tally();

  GradedCopies(SequenceEncoder encoder, int maxLength, Set<Need> needs, Seeds seeds) {
    this.encoder = encoder.withMaxLength(Integer.MAX_VALUE);
    this.maxLength = maxLength;
    this.needs = needs;
    this.seeds = seeds.child("copies");
  }

  /**
   * The copies of a row's best response, if they are wanted.
   *
   * @return two levels at least, or none
   */
  List<Example.Copy> of(Comparison row, List<Content> responses) {
    for (var need : needs)
      if (need instanceof Need.Copies wanted) {
        boolean bad = row.feedback() instanceof Feedback.Unary unary && !unary.good();
        if (bad || (responses.size() > 1 && !row.isDecidedPair())) {
          tally.leaveOut("rows without one chosen response");
          return List.of();
        }
        var step =
            RemoveKeywords.defaults().withLevels(wanted.levels()).withFiller(wanted.filler());
        return encoded(row, responses.getFirst(), step);
      }
    return List.of();
  }

  private List<Example.Copy> encoded(Comparison row, Content chosen, RemoveKeywords step) {
    var copies = new ArrayList<Example.Copy>();
    var own = seeds.child(row.provenance().toString());
    step.copies(chosen, own, tally)
        .forEach((copy, level) -> {
          var found = encoder.encode(row, copy, new Problems());
          if (found.isEmpty()) tally.note("levels that could not be encoded");
          else if (found.get().sequence().length() > maxLength)
            tally.note("levels longer than " + maxLength + " tokens");
          else copies.add(Example.Copy.of(found.get().sequence(), level));
        });
    if (copies.size() > 1) return copies;
    if (copies.size() == 1) tally.leaveOut("responses of which one copy could be encoded");
    return List.of();
  }

  /** What became of copies, by reason. */
  Map<String, Integer> counts() {
    var counts = new HashMap<String, Integer>();
    tally.leftOut().forEach((reason, n) -> counts.put(reason, n.intValue()));
    tally.noted().forEach((what, n) -> counts.put(what, n.intValue()));
    return counts;
  }
}
