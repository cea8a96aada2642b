package org.penchant.data.lint;

import java.util.ArrayList;
import java.util.List;
import org.penchant.data.read.RowFault;

/** All checks, in the order of reports. */
public final class Checks {
  private Checks() {}

  /**
   * Fresh checks that keep {@code places} places each; overlap only where there is evaluation data.
   */
  public static List<Check> of(int places, boolean evaluation) {
    var checks = new ArrayList<Check>();
    for (RowFault fault : RowFault.values()) checks.add(new FaultCheck(fault, places));
    checks.add(new SuspectCharacters(places));
    checks.add(new EncodedMessages(places));
    checks.add(new EqualReplies(places));
    checks.add(new PromptRepeated(places));
    checks.add(new DialogueOrder(places));
    checks.add(new RatingOrder(places));
    checks.add(new Duplicates(places));
    checks.add(new Contradictions(places));
    checks.add(new Cycles(places));
    checks.add(new LengthConfound(places));
    if (evaluation) {
      checks.add(new Overlap(false, places));
      checks.add(new Overlap(true, places));
    }
    return List.copyOf(checks);
  }
}
