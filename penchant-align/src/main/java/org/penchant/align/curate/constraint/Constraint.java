package org.penchant.align.curate.constraint;

import java.util.Locale;
import java.util.Set;

/**
 * A demand on a response that a program can check. Every one has a crisp opposite, which holds of
 * exactly the responses it does not hold of; a wish without one ("be polite") is a judged {@link
 * Demand}.
 */
public sealed interface Constraint {
  /** The demand in words, as a prompt states it. */
  String text();

  boolean satisfiedBy(String response);

  /** Holds where this does not; the opposite of the opposite is this. */
  Constraint opposite();

  /** What it is about: two constraints on one subject may contradict each other. */
  Set<String> subjects();

  /** At most so many words. */
  record MaxWords(int words) implements Constraint {
    public MaxWords {
      if (words < 0) throw new IllegalArgumentException("words = " + words + ", must be >= 0");
    }

    @Override
    public String text() {
      return "Use at most " + counted(words, "word") + ".";
    }

    @Override
    public boolean satisfiedBy(String response) {
      return Checker.words(response) <= words;
    }

    @Override
    public Constraint opposite() {
      return new MinWords(words + 1);
    }

    @Override
    public Set<String> subjects() {
      return Set.of("length");
    }
  }

  /** At least so many words. */
  record MinWords(int words) implements Constraint {
    public MinWords {
      if (words < 1) throw new IllegalArgumentException("words = " + words + ", must be >= 1");
    }

    @Override
    public String text() {
      return "Use at least " + counted(words, "word") + ".";
    }

    @Override
    public boolean satisfiedBy(String response) {
      return Checker.words(response) >= words;
    }

    @Override
    public Constraint opposite() {
      return new MaxWords(words - 1);
    }

    @Override
    public Set<String> subjects() {
      return Set.of("length");
    }
  }

  /** A word, in capital or small letters, that must or must not occur. */
  record Keyword(String word, boolean wanted) implements Constraint {
    public Keyword {
      if (word.isBlank()) throw new IllegalArgumentException("needs 'word'");
    }

    @Override
    public String text() {
      return (wanted ? "Use" : "Do not use") + " the word \"" + word + "\".";
    }

    @Override
    public boolean satisfiedBy(String response) {
      return Checker.contains(response, word) == wanted;
    }

    @Override
    public Constraint opposite() {
      return new Keyword(word, !wanted);
    }

    @Override
    public Set<String> subjects() {
      return Set.of("word " + word.toLowerCase(Locale.ROOT));
    }
  }

  /** How the response begins, in capital or small letters. */
  record StartsWith(String words, boolean wanted) implements Constraint {
    public StartsWith {
      if (words.isBlank()) throw new IllegalArgumentException("needs 'words'");
    }

    @Override
    public String text() {
      return (wanted ? "Begin" : "Do not begin") + " with \"" + words + "\".";
    }

    @Override
    public boolean satisfiedBy(String response) {
      String text = response.strip();
      return text.regionMatches(true, 0, words, 0, words.length()) == wanted;
    }

    @Override
    public Constraint opposite() {
      return new StartsWith(words, !wanted);
    }

    @Override
    public Set<String> subjects() {
      return Set.of("start");
    }
  }

  /** How the response ends, in capital or small letters. */
  record EndsWith(String words, boolean wanted) implements Constraint {
    public EndsWith {
      if (words.isBlank()) throw new IllegalArgumentException("needs 'words'");
    }

    @Override
    public String text() {
      return (wanted ? "End" : "Do not end") + " with \"" + words + "\".";
    }

    @Override
    public boolean satisfiedBy(String response) {
      String text = response.strip();
      int from = text.length() - words.length();
      return (from >= 0 && text.regionMatches(true, from, words, 0, words.length())) == wanted;
    }

    @Override
    public Constraint opposite() {
      return new EndsWith(words, !wanted);
    }

    @Override
    public Set<String> subjects() {
      return Set.of("end");
    }
  }

  /** A kind of character, or writing with one kind of letter only. */
  record Characters(Kind kind, boolean wanted) implements Constraint {
    /** What is asked for, and in words its opposite. */
    public enum Kind {
      COMMA("Use at least one comma.", "Do not use commas."),
      DIGIT("Use at least one digit.", "Do not use digits."),
      QUESTION_MARK("Ask at least one question.", "Do not ask questions."),
      CAPITALS_ONLY("Write in capital letters only.", "Use at least one small letter."),
      SMALL_ONLY("Write in small letters only.", "Use at least one capital letter.");

      private final String asked;
      private final String forbidden;

      Kind(String asked, String forbidden) {
        this.asked = asked;
        this.forbidden = forbidden;
      }
    }

    @Override
    public String text() {
      return wanted ? kind.asked : kind.forbidden;
    }

    @Override
    public boolean satisfiedBy(String response) {
      return Checker.has(response, kind) == wanted;
    }

    @Override
    public Constraint opposite() {
      return new Characters(kind, !wanted);
    }

    @Override
    public Set<String> subjects() {
      boolean letters = kind == Kind.CAPITALS_ONLY || kind == Kind.SMALL_ONLY;
      return Set.of(letters ? "letters" : kind.name());
    }
  }

  /** So many lines that begin with a bullet: "-", "*" or "•" and a space. */
  record Bullets(int count, boolean wanted) implements Constraint {
    public Bullets {
      if (count < 1) throw new IllegalArgumentException("count = " + count + ", must be >= 1");
    }

    @Override
    public String text() {
      return (wanted ? "Give" : "Do not give") + " exactly " + counted(count, "bullet point") + ".";
    }

    @Override
    public boolean satisfiedBy(String response) {
      return (Checker.bullets(response) == count) == wanted;
    }

    @Override
    public Constraint opposite() {
      return new Bullets(count, !wanted);
    }

    @Override
    public Set<String> subjects() {
      return Set.of("format", "start");
    }
  }

  /** One JSON object or list and nothing else. */
  record JsonOnly(boolean wanted) implements Constraint {
    @Override
    public String text() {
      return wanted
          ? "Answer with one JSON object or list and nothing else."
          : "Do not answer with JSON alone.";
    }

    @Override
    public boolean satisfiedBy(String response) {
      return Checker.isJson(response) == wanted;
    }

    @Override
    public Constraint opposite() {
      return new JsonOnly(!wanted);
    }

    @Override
    public Set<String> subjects() {
      return Set.of("format", "start", "end");
    }
  }

  /** Whether this and {@code other} are about one thing. */
  default boolean mayContradict(Constraint other) {
    return subjects().stream().anyMatch(other.subjects()::contains);
  }

  private static String counted(int n, String what) {
    return n + " " + what + (n == 1 ? "" : "s");
  }
}
