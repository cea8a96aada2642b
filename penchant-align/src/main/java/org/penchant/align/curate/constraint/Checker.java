package org.penchant.align.curate.constraint;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Pattern;
import org.penchant.core.io.Json;

/** What responses consist of, as constraints count it. */
final class Checker {
  private static final Pattern BULLET = Pattern.compile("(?m)^\\s*[-*\u2022]\\s");

  private Checker() {}

  /** Stretches without white space. */
  static long words(String text) {
    String stripped = text.strip();
    return stripped.isEmpty() ? 0 : stripped.split("\\s+").length;
  }

  /** Whether the word stands in the text with no letter or digit next to it. */
  static boolean contains(String text, String word) {
    String bounded = "(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])";
    return Pattern.compile(bounded, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
        .matcher(text)
        .find();
  }

  static boolean has(String text, Constraint.Characters.Kind kind) {
    return switch (kind) {
      case COMMA -> text.indexOf(',') >= 0;
      case DIGIT -> text.codePoints().anyMatch(Character::isDigit);
      case QUESTION_MARK -> text.indexOf('?') >= 0;
      case CAPITALS_ONLY -> text.codePoints().noneMatch(Character::isLowerCase);
      case SMALL_ONLY -> text.codePoints().noneMatch(Character::isUpperCase);
    };
  }

  static long bullets(String text) {
    return BULLET.matcher(text).results().count();
  }

  static boolean isJson(String text) {
    try {
      return Json.mapper().readTree(text).isContainerNode();
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
