package org.penchant.data.lint;

import java.util.HashMap;
import java.util.Map;
import org.penchant.core.preference.Feedback;

/** Rows with the same prompt, replies, verdict and annotator as an earlier row. */
final class Duplicates implements Check {
  private final Places places;
  private final Fingerprints prints = new Fingerprints();
  private final Map<Fingerprint, Place> seen = new HashMap<>();

  Duplicates(int limit) {
    this.places = new Places(limit);
  }

  @Override
  public String name() {
    return "duplicates";
  }

  @Override
  public String rule() {
    return "the same comparison must not be counted twice";
  }

  @Override
  public String remedy() {
    return "drop the copies, or name their annotators";
  }

  @Override
  public void see(LintRow row) {
    var comparison = row.comparison();
    var mark = comparison.feedback().mark();
    Fingerprint key =
        prints.of(
            row.part() + " " + verdict(comparison.feedback()) + " " + mark.annotator().orElse(""));
    key = key.then(row.prompt());
    for (Fingerprint candidate : row.candidates()) key = key.then(candidate);
    Place first = seen.putIfAbsent(key, Place.of(comparison.provenance(), ""));
    if (first != null) places.add(row, "same as " + first);
  }

  @Override
  public Found found() {
    return places.found();
  }

  private static String verdict(Feedback feedback) {
    return switch (feedback) {
      case Feedback.Pairwise pair -> pair.outcome().name();
      case Feedback.Ranking ranking -> ranking.groups().toString();
      case Feedback.Rating rating -> rating.scores().toString();
      case Feedback.Unary unary -> String.valueOf(unary.good());
      case Feedback.Stepwise steps -> steps.scores().toString();
    };
  }
}
