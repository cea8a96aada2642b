package org.penchant.align.curate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.penchant.core.preference.Candidate;
import org.penchant.core.preference.Comparison;

/**
 * Keeps the first of rows that are alike.
 *
 * @param by what makes rows alike
 */
public record Dedupe(By by) implements Step {
  /** What makes rows alike. */
  public enum By {
    /** The same prompt, candidates and feedback. */
    ROW,
    /** The same prompt. */
    PROMPT,
    /** The same prompt and candidates in any order, whatever was said of them. */
    CANDIDATES
  }

  public static Dedupe defaults() {
    return new Dedupe(By.ROW);
  }

  @Override
  public List<Comparison> apply(List<Comparison> rows, Tools tools, Tally tally) {
    var seen = new HashSet<Object>();
    var kept = new ArrayList<Comparison>();
    for (var row : rows)
      if (seen.add(key(row))) kept.add(row);
      else tally.leaveOut("rows alike to one before");
    return kept;
  }

  private Object key(Comparison row) {
    var contents = row.candidates().stream().map(Candidate::content).toList();
    return switch (by) {
      case ROW -> List.of(row.prompt(), contents, row.feedback());
      case PROMPT -> row.prompt();
      case CANDIDATES -> List.of(row.prompt(), new HashSet<>(contents));
    };
  }
}
