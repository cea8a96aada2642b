package org.penchant.align.reward.relevance;

import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Set;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;

/** What a text's length and repetitions are counted in. */
public sealed interface Segmentation {
  /** The units of a text, in order. */
  List<String> units(String text);

  /** The text's length in words. */
  double words(String text);

  /**
   * What stands between spaces. A text mostly of a script without spaces is refused: it would count
   * as a few words.
   */
  record Words() implements Segmentation {
    private static final Set<UnicodeScript> UNSPACED =
        Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR,
            UnicodeScript.TIBETAN);
    private static final double MOST_UNSPACED = 0.3;

    @Override
    public List<String> units(String text) {
      long letters = text.codePoints().filter(Character::isLetter).count();
      long unspaced =
          text.codePoints()
              .filter(Character::isLetter)
              .filter(c -> UNSPACED.contains(UnicodeScript.of(c)))
              .count();
      if (unspaced > MOST_UNSPACED * letters)
        throw ProblemsException.of(
            ExitCode.BAD_DATA,
            "text",
            text,
            "its script has no spaces between words, which cannot be counted",
            "count characters, or put spaces between words");
      String stripped = text.strip();
      return stripped.isEmpty() ? List.of() : List.of(stripped.split("\\s+"));
    }

    @Override
    public double words(String text) {
      return units(text).size();
    }
  }

  /**
   * Characters but for spaces.
   *
   * @param perWord how many count as one word
   */
  record Characters(double perWord) implements Segmentation {
    public Characters {
      if (!(perWord > 0))
        throw new IllegalArgumentException("characters per word = " + perWord + ", must be > 0");
    }

    /** Two to a word. */
    public static Characters defaults() {
      return new Characters(2);
    }

    @Override
    public List<String> units(String text) {
      return text.codePoints()
          .filter(c -> !Character.isWhitespace(c))
          .mapToObj(Character::toString)
          .toList();
    }

    @Override
    public double words(String text) {
      return units(text).size() / perWord;
    }
  }
}
