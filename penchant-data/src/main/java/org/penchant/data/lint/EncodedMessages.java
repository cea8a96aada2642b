package org.penchant.data.lint;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.penchant.core.preference.Candidate;
import org.penchant.core.preference.Content;

/** Texts that spell messages, in JSON or as Python prints them, and would be trained on as such. */
final class EncodedMessages implements Check {
  private static final Pattern SPELLED =
      Pattern.compile("\\s*\\[\\s*\\{\\s*['\"](role|content)['\"]");

  private final Places places;

  EncodedMessages(int limit) {
    this.places = new Places(limit);
  }

  @Override
  public String name() {
    return "encoded-messages";
  }

  @Override
  public String rule() {
    return "messages must be a list of {role, content}, not text that spells one";
  }

  @Override
  public String remedy() {
    return "write the list itself; in CSV as JSON";
  }

  @Override
  public void see(LintRow row) {
    var comparison = row.comparison();
    boolean spelled =
        Stream.concat(
                Stream.of(comparison.prompt()),
                comparison.candidates().stream().map(Candidate::content))
            .anyMatch(c -> c instanceof Content.Text t && SPELLED.matcher(t.text()).lookingAt());
    if (spelled) places.add(row, "");
  }

  @Override
  public Found found() {
    return places.found();
  }
}
