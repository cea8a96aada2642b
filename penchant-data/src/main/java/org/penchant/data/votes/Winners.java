package org.penchant.data.votes;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells who won from a word for it, from the name of the winner's column, or from its own name. */
final class Winners {
  private final Map<String, Verdict> words = new HashMap<>();

  Winners(VoteLayout layout) {
    if (layout.form() != VoteForm.VERDICT) return;
    words.put(layout.name(VoteColumn.FIRST), Verdict.FIRST);
    words.put(layout.name(VoteColumn.SECOND), Verdict.SECOND);
  }

  /** Takes the rule that is broken and the remedy. */
  interface Fault {
    void report(String rule, String remedy);
  }

  /** The verdict; null after a reported mistake. */
  @Nullable Verdict verdict(String word, String first, String second, Fault fault) {
    Verdict said = words.get(word);
    if (said == null) {
      said = Verdict.of(word).orElse(null);
      if (said != null) words.put(word, said);
    }
    boolean namesFirst = word.equals(first);
    boolean namesSecond = word.equals(second);
    if (!namesFirst && !namesSecond) {
      if (said == null) unknown(word, fault);
      return said;
    }
    Verdict named = namesFirst ? Verdict.FIRST : Verdict.SECOND;
    if (said == null || said == named) return named;
    fault.report(
        "means " + said + " as a word and " + named + " as the name of an item", "rename the item");
    return null;
  }

  private static void unknown(String word, Fault fault) {
    if (word.isBlank()) {
      fault.report("a vote must say who won", "fill it in, or remove the row");
      return;
    }
    String known =
        Stream.of(Verdict.values())
            .map(verdict -> verdict.words().getFirst())
            .collect(Collectors.joining(", "));
    fault.report(
        "an outcome must be one of " + known + " or their synonyms, or the name of an item",
        "correct it; a number belongs into a column outcome");
  }
}
