package org.penchant.align.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penchant.core.random.Seeds;

/** Another JVM program reads what we write and computes the same log-probabilities. */
class JlamaLoadsOurFoldersTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void andScoresAsWeDo(boolean tied) throws Exception {
    // Heads of 32 at least: its vector operations read whole vectors.
    String json =
        "{\"architectures\": [\"LlamaForCausalLM\"], \"model_type\": \"llama\","
            + " \"vocab_size\": 512, \"hidden_size\": 128, \"intermediate_size\": 256,"
            + " \"num_attention_heads\": 4, \"num_key_value_heads\": 2,"
            + " \"num_hidden_layers\": 3, \"max_position_embeddings\": 512,"
            + " \"rms_norm_eps\": 1e-5, \"rope_theta\": 10000.0, \"hidden_act\": \"silu\","
            + " \"initializer_range\": 0.1, \"bos_token_id\": 1, \"eos_token_id\": 2,"
            + " \"tie_word_embeddings\": "
            + tied
            + "}";
    Path written = folder.resolve("model");
    double ours;
    try (var model = Transformer.random(ModelConfig.parse(json, "test"), new Seeds(1))) {
      ModelFolder.save(written, model, Optional.of(Stories.folder()));
      ours = Probe.scores(model, List.of(StoriesTest.LILY))[0];
    }
    assertThat(jlama(written, StoriesTest.LILY)).isCloseTo(ours, within(1e-3));
  }

  private static double jlama(Path model, int[] ids) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                JlamaScore.class.getName(),
                model.toString()));
    Arrays.stream(ids).mapToObj(Integer::toString).forEach(command::add);
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    String line = out.lines().filter(l -> l.startsWith("score ")).findFirst().orElseThrow();
    return Double.parseDouble(line.substring("score ".length()));
  }
}
