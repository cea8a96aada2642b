package org.penchant.app.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.penchant.core.preference.Content;

class TextScorersTest {
  private static double score(String scorer, String prompt, String response) {
    return TextScorers.parse(scorer).score(Content.of(prompt), Content.of(response));
  }

  @Test
  void countsWords() {
    assertThat(score("length", "", "one two, three")).isEqualTo(3);
    assertThat(score("distinct", "", "tea and tea and tea")).isEqualTo(0.4);
    assertThat(score("words:tea,soup", "", "Tea and soup, or")).isEqualTo(50);
  }

  @Test
  void relevanceFollowsTheSubjectAndPunishesRepetition() {
    String prompt = "How do I brew green tea at home?";
    String near = "Brew green tea at home with water that has cooled for a few minutes.";
    String far = "Football clubs sold many shirts and scarves in every city last autumn, too.";
    assertThat(score("relevance", prompt, near)).isGreaterThan(score("relevance", prompt, far));
    assertThat(score("relevance", prompt, "brew green tea at home ".repeat(20)))
        .isLessThan(20 * score("relevance", prompt, "brew green tea at home"));
    assertThat(score("relevance", prompt, "")).isZero();
  }

  @Test
  void refusesOtherNames() {
    assertThatThrownBy(() -> TextScorers.parse("charm")).hasMessageContaining("must be distinct");
  }
}
