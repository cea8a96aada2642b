package org.penchant.align.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.core.problems.ProblemsException;

class TokenizerTest {
  private static final String MIXED = "caf\u00e9 \ud83d\ude00 \u4f60\u597d, e\u0301 end";

  @Test
  void idsAreThePublishedOnesAndDecodeBack() throws Exception {
    try (var tokenizer = Tokenizer.load(Stories.folder())) {
      String text = "Lily was happy because her mom gave her a big red ball.";
      assertThat(tokenizer.bos()).hasValue(1);
      assertThat(tokenizer.eos()).hasValue(2);
      int[] ids = tokenizer.encode(text).ids();
      assertThat(ids).containsExactly(Arrays.copyOfRange(StoriesTest.BALL, 1, 22));
      assertThat(tokenizer.decode(StoriesTest.BALL, false)).isEqualTo(text);
      assertThat(tokenizer.encode("<s>Hi").ids()[0]).isEqualTo(1);
    }
  }

  @Test
  void specialTokensAreFoundWithoutATokenizerConfig(@TempDir Path folder) throws Exception {
    for (String name : new String[] {"tokenizer.json", "config.json"})
      Files.copy(Stories.folder().resolve(name), folder.resolve(name));
    try (var tokenizer = Tokenizer.load(folder)) {
      assertThat(tokenizer.bos()).hasValue(1);
      assertThat(tokenizer.eos()).hasValue(2);
    }
    Files.writeString(
        folder.resolve("tokenizer_config.json"),
        "{\"add_bos_token\": false, \"bos_token\": \"<s>\", \"eos_token\": {\"content\": \"<unk>\"}}");
    try (var tokenizer = Tokenizer.load(folder)) {
      assertThat(tokenizer.bos()).isEmpty();
      assertThat(tokenizer.eos()).hasValue(0);
    }
    Files.writeString(folder.resolve("tokenizer.json"), "{}");
    assertThatThrownBy(() -> Tokenizer.load(folder))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("tokenizer.json");
    Files.writeString(folder.resolve("tokenizer.json"), "{");
    assertThatThrownBy(() -> Tokenizer.load(folder))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("is not a JSON object");
    Files.delete(folder.resolve("tokenizer.json"));
    assertThatThrownBy(() -> Tokenizer.load(folder))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("has no tokenizer.json");
  }

  @Test
  void offsetsAreIndicesOfTheJavaStringUnderByteFallback() throws Exception {
    try (var tokenizer = Tokenizer.load(Stories.folder())) {
      checkOffsets(tokenizer);
      assertThat(tokenizer.decode(tokenizer.encode(MIXED).ids(), false)).isEqualTo(MIXED);
    }
  }

  @Test
  void offsetsAreIndicesOfTheJavaStringUnderByteLevelBpe(@TempDir Path folder) throws Exception {
    var file = Path.of("../../shared/data/tokenizers/torchtune-bpe-tokenizer.json");
    Assumptions.assumeTrue(Files.exists(file), "no shared/data");
    Files.copy(file, folder.resolve("tokenizer.json"));
    try (var tokenizer = Tokenizer.load(folder)) {
      assertThat(tokenizer.bos()).isEmpty();
      checkOffsets(tokenizer);
    }
  }

  /** Offsets never go back, stay between surrogates' edges and cover all but white space. */
  private static void checkOffsets(Tokenizer tokenizer) {
    var encoded = tokenizer.encode(MIXED);
    boolean[] covered = new boolean[MIXED.length()];
    for (int i = 0; i < encoded.ids().length; i++) {
      int start = encoded.starts()[i];
      int end = encoded.ends()[i];
      assertThat(start).isBetween(i == 0 ? 0 : encoded.starts()[i - 1], end);
      for (int c = start; c < end; c++) covered[c] = true;
      assertThat(start < MIXED.length() && Character.isLowSurrogate(MIXED.charAt(start))).isFalse();
      assertThat(end < MIXED.length() && Character.isLowSurrogate(MIXED.charAt(end))).isFalse();
    }
    for (int c = 0; c < covered.length; c++)
      assertThat(covered[c] || MIXED.charAt(c) == ' ').as("character %d", c).isTrue();
    assertThat(encoded.ends()[encoded.ids().length - 1]).isEqualTo(MIXED.length());
    int smile = MIXED.indexOf("\ud83d\ude00");
    assertThat(Arrays.stream(encoded.ends()).anyMatch(e -> e == smile + 2)).isTrue();
  }
}
