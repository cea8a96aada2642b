package org.penchant.app.reward.bench;

import java.util.Locale;
import java.util.Optional;
import org.penchant.core.preference.Feedback.Outcome;

/** The words files have for outcomes. */
final class Labels {
  private Labels() {}

  static Optional<Outcome> read(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "a>b", "a", "a>>b", "first", "model_a", "response_a", "1" -> Optional.of(Outcome.FIRST);
      case "b>a", "b", "b>>a", "second", "model_b", "response_b", "2" ->
          Optional.of(Outcome.SECOND);
      case "a=b", "b=a", "tie", "ties", "same", "tie (bothbad)", "both_bad", "0" ->
          Optional.of(Outcome.TIE);
      default -> Optional.empty();
    };
  }
}
