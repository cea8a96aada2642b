package org.penchant.data.lint;

import java.util.HashMap;
import java.util.Map;
import org.penchant.data.lint.LintRow.Part;

/** Evaluation rows that training has seen: the whole question, or its prompt alone. */
final class Overlap implements Check {
  private final boolean promptOnly;
  private final Places places;
  private final Map<Fingerprint, Place> trained = new HashMap<>();

  Overlap(boolean promptOnly, int limit) {
    this.promptOnly = promptOnly;
    this.places = new Places(limit);
  }

  @Override
  public String name() {
    return promptOnly ? "eval-prompt-overlap" : "eval-overlap";
  }

  @Override
  public String rule() {
    return promptOnly
        ? "an evaluation prompt must not occur in the training data"
        : "an evaluation row must not occur in the training data";
  }

  @Override
  public String remedy() {
    return "take it out of one of them";
  }

  @Override
  public void see(LintRow row) {
    var comparison = row.comparison();
    if (promptOnly && comparison.prompt().plain().isBlank()) return;
    Fingerprint key = row.prompt();
    if (!promptOnly)
      for (Fingerprint candidate : row.candidates().stream().sorted().toList())
        key = key.then(candidate);
    if (row.part() == Part.TRAIN) {
      trained.putIfAbsent(key, Place.of(comparison.provenance(), ""));
      return;
    }
    Place first = trained.get(key);
    if (first != null) places.add(row, "also " + first);
  }

  @Override
  public Found found() {
    return places.found();
  }
}
