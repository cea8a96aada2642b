package org.penchant.data.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.penchant.core.preference.Candidate;
import org.penchant.core.preference.Content;

/** Traces of a broken conversion: replacement and control characters. */
final class SuspectCharacters implements Check {
  private final Places places;

  SuspectCharacters(int limit) {
    this.places = new Places(limit);
  }

  @Override
  public String name() {
    return "suspect-characters";
  }

  @Override
  public String rule() {
    return "text must not hold U+FFFD or control characters";
  }

  @Override
  public String remedy() {
    return "read the source again in its right encoding";
  }

  @Override
  public void see(LintRow row) {
    var comparison = row.comparison();
    var contents = new ArrayList<>(List.of(comparison.prompt()));
    for (Candidate candidate : comparison.candidates()) contents.add(candidate.content());
    for (Content content : contents)
      for (String text : Texts.of(content).toList())
        for (char c : text.toCharArray())
          if (suspect(c)) {
            places.add(row, String.format(Locale.ROOT, "U+%04X", (int) c));
            return;
          }
  }

  @Override
  public Found found() {
    return places.found();
  }

  private static boolean suspect(int c) {
    if (c >= 0x20 && c < 0x7f) return false;
    boolean space = c == 0x09 || c == 0x0a || c == 0x0d || c == 0x85;
    return c == 0xfffd || (Character.isISOControl(c) && !space);
  }
}
