package org.penchant.data.lint;

import org.penchant.core.preference.Candidate;
import org.penchant.core.preference.Content;

/** Replies that repeat their prompt, as data with the prompt inside both often do. */
final class PromptRepeated implements Check {
  private final Places places;

  PromptRepeated(int limit) {
    this.places = new Places(limit);
  }

  @Override
  public String name() {
    return "prompt-repeated";
  }

  @Override
  public String rule() {
    return "a reply must not begin with the prompt it answers";
  }

  @Override
  public String remedy() {
    return "cut the prompt off the replies";
  }

  @Override
  public void see(LintRow row) {
    var comparison = row.comparison();
    if (!(comparison.prompt() instanceof Content.Text prompt) || prompt.text().isBlank()) return;
    for (Candidate candidate : comparison.candidates())
      if (candidate.content() instanceof Content.Text text
          && text.text().startsWith(prompt.text())) {
        places.add(row, "");
        return;
      }
  }

  @Override
  public Found found() {
    return places.found();
  }
}
