package org.penchant.data.lint;

import java.util.Locale;
import java.util.stream.Stream;

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
    Stream.concat(
            Texts.of(comparison.prompt()),
            comparison.candidates().stream().flatMap(c -> Texts.of(c.content())))
        .flatMapToInt(String::chars)
        .filter(SuspectCharacters::suspect)
        .findFirst()
        .ifPresent(c -> places.add(row, String.format(Locale.ROOT, "U+%04X", c)));
  }

  @Override
  public Found found() {
    return places.found();
  }

  private static boolean suspect(int c) {
    boolean space = c == 0x09 || c == 0x0a || c == 0x0d || c == 0x85;
    return c == 0xfffd || (Character.isISOControl(c) && !space);
  }
}
