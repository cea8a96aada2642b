package org.penchant.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.align.lm.LoraAdapter;
import org.penchant.align.lm.LoraConfig;
import org.penchant.align.lm.ModelFolder;
import org.penchant.core.random.Seeds;
import org.penchant.torch.tensor.GradMode;

class MergeTest {
  @TempDir Path folder;

  @Test
  void theFolderWrittenScoresAsTheAdaptedModel() throws Exception {
    String stories = Captured.stories();
    try (var model = ModelFolder.load(Path.of(stories), Optional.empty());
        var adapter = LoraAdapter.fresh(model, LoraConfig.of(4), new Seeds(1));
        var _ = GradMode.disabled()) {
      for (var tensor : adapter.parameters().values()) tensor.addInPlace(0.01);
      adapter.save(folder.resolve("a"), model);
    }
    Path out = folder.resolve("merged");
    String[] args = {
      "merge",
      "--model",
      stories,
      "--adapter",
      folder.resolve("a").toString(),
      "--out",
      out.toString(),
      "--json",
      "--tolerance",
      "1e-3"
    };
    var run = Captured.run(args);
    assertThat(run.code()).as(run.err()).isZero();
    var result = new ObjectMapper().readTree(run.out());
    assertThat(result.get("probes").asInt()).isEqualTo(5);
    assertThat(result.get("largest_difference").asDouble()).isLessThan(1e-3);
    assertThat(out.resolve("model.safetensors"))
        .satisfies(f ->
            assertThat(Files.mismatch(f, Path.of(stories, "model.safetensors"))).isNotEqualTo(-1));
    assertThat(out.resolve("tokenizer.json")).exists();
    assertThat(Captured.run("generate", "--model", out.toString(), "--prompt", "x").code())
        .isZero();
    var again = Captured.run(args);
    assertThat(again.code()).isEqualTo(7);
    assertThat(again.err()).contains("exists already");
    args[6] = folder.resolve("other").toString();
    args[9] = "-1";
    assertThat(Captured.run(args).code()).isEqualTo(6);
    args[4] = stories;
    args[6] = folder.resolve("third").toString();
    var wrong = Captured.run(args);
    assertThat(wrong.code()).isEqualTo(4);
    assertThat(wrong.err()).contains("has no adapter_config.json");
  }
}
