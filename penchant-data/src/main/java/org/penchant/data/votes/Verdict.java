package org.penchant.data.votes;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.penchant.core.votes.Vote;

/** Who won a comparison, and what that is called. */
public enum Verdict {
  FIRST(Vote.WON, "model_a", "a", "left", "x", "first", "home"),
  SECOND(Vote.LOST, "model_b", "b", "right", "y", "second", "away"),
  TIE(Vote.TIED, "tie", "draw", "tied"),
  /** A tie because neither would do. */
  BOTH_BAD(Vote.TIED, "tie (bothbad)", "both_bad", "bothbad", "tie (both bad)", "both bad");

  private final double outcome;
  private final List<String> words;

  Verdict(double outcome, String... words) {
    this.outcome = outcome;
    this.words = List.of(words);
  }

  /** How far the first won. */
  public double outcome() {
    return outcome;
  }

  /** The words for it, the common one first; upper and lower case are alike. */
  public List<String> words() {
    return words;
  }

  /** The verdict of that word. */
  public static Optional<Verdict> of(String word) {
    String bare = word.strip().toLowerCase(Locale.ROOT);
    for (Verdict verdict : values()) if (verdict.words.contains(bare)) return Optional.of(verdict);
    return Optional.empty();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
