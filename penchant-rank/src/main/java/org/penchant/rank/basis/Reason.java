package org.penchant.rank.basis;

import java.util.Locale;
import java.util.Optional;

/**
 * Why a response was preferred, as somebody inferred it.
 *
 * @param phrase a few words
 * @param description what in the responses decided; may be empty
 * @param topic of the prompt; may be empty
 */
public record Reason(String phrase, String description, String topic) {
  private static final int LONGEST_PHRASE = 80;

  public Reason {
    if (phrase.isBlank()) throw new IllegalArgumentException("a reason needs a phrase");
  }

  /**
   * Of lines "Reason: ...", "Details: ...", "Topic: ...". A text without them is a description
   * whose beginning is the phrase; nothing where it says nothing.
   */
  public static Optional<Reason> parse(String text) {
    String phrase = "";
    String description = "";
    String topic = "";
    for (String line : text.lines().toList()) {
      String said = line.strip().replaceFirst("^[-*]\\s*", "");
      String low = said.toLowerCase(Locale.ROOT);
      if (low.startsWith("reason:")) phrase = after(said);
      else if (low.startsWith("details:")) description = after(said);
      else if (low.startsWith("topic:")) topic = after(said);
    }
    if (!phrase.isBlank()) return Optional.of(new Reason(phrase, description, topic));
    String whole = text.strip();
    if (whole.isEmpty()) return Optional.empty();
    return Optional.of(new Reason(beginning(whole), whole, topic));
  }

  private static String after(String line) {
    return line.substring(line.indexOf(':') + 1).strip();
  }

  private static String beginning(String text) {
    String first = text.split("(?<=[.!?])\\s|\n", 2)[0];
    return first.length() <= LONGEST_PHRASE ? first : first.substring(0, LONGEST_PHRASE).strip();
  }

  /** The lines that {@link #parse} reads. */
  public String lines() {
    return "Reason: " + phrase + "\nDetails: " + description + "\nTopic: " + topic;
  }

  /** Phrase and description, for an encoder. */
  public String text() {
    return description.isEmpty() || description.startsWith(phrase)
        ? phrase + (description.isEmpty() ? "" : description.substring(phrase.length()))
        : phrase + ": " + description;
  }
}
