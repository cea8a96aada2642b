package org.penchant.align.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penchant.align.lm.LoraConfig.Ends;
import org.penchant.align.lm.LoraConfig.Regex;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.torch.safetensors.Safetensors;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

class LoraTest {
  private static final int[] IDS = {3, 1, 4, 1, 5, 9, 2, 6};

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Tiny.class)
  void freshChangesNothingTrainedMergesAndOffIsTheBase(Tiny tiny) throws Exception {
    long before = TensorScope.liveTensors();
    try (var base = tiny.model(1)) {
      double[] plain = hidden(base);
      var config = LoraConfig.of(3).withRankStabilised(tiny == Tiny.QWEN3);
      try (var model = base.withAdapter(LoraAdapter.fresh(base, config, new Seeds(2)))) {
        assertThat(hidden(model)).containsExactly(plain);
        var trains = model.parameters().values().stream().filter(Tensor::requiresGrad).count();
        assertThat(trains).isEqualTo(2L * base.linearMaps().size());
        try (var scope = TensorScope.open()) {
          model.hidden(Lm.alone(IDS)).square().sum().backward();
        }
        step(model);
        double[] adapted = hidden(model);
        assertThat(adapted).isNotEqualTo(plain);
        try (var _ = model.adapterOff()) {
          try (var _ = model.adapterOff()) {
            assertThat(hidden(model)).containsExactly(plain);
          }
          assertThat(hidden(model)).containsExactly(plain);
        }
        assertThat(hidden(model)).containsExactly(adapted);
      }
      assertThat(hidden(base)).containsExactly(plain);
      try (var adapter = trained(base, config)) {
        adapter.save(folder.resolve("a"), base);
        double[] adapted;
        try (var model = base.withAdapter(LoraAdapter.load(folder.resolve("a"), base))) {
          adapted = hidden(model);
        }
        adapter.mergeInto(base);
        assertThat(hidden(base)).containsExactly(adapted, within(1e-4));
        assertThat(hidden(base)).isNotEqualTo(plain);
      }
    }
    assertThat(TensorScope.liveTensors()).isEqualTo(before);
  }

  @Test
  void theFolderHasPeftsLayout() throws Exception {
    try (var base = Tiny.LLAMA.model(1);
        var adapter =
            trained(
                base,
                LoraConfig.of(4)
                    .withAlpha(6)
                    .withBase("some/base")
                    .withTargets(new Ends(List.of("q_proj", "v_proj"))))) {
      adapter.save(folder.resolve("a"), base);
      var json = new ObjectMapper().readTree(folder.resolve("a/adapter_config.json").toFile());
      assertThat(json.get("peft_type").asText()).isEqualTo("LORA");
      assertThat(json.get("r").asInt()).isEqualTo(4);
      assertThat(json.get("lora_alpha").asDouble()).isEqualTo(6);
      assertThat(json.get("target_modules")).hasSize(2);
      assertThat(json.get("fan_in_fan_out").asBoolean()).isFalse();
      try (var file = Safetensors.open(folder.resolve("a/adapter_model.safetensors"))) {
        assertThat(file.names())
            .hasSize(12)
            .contains("base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight");
        assertThat(file.shape("base_model.model.model.layers.2.self_attn.v_proj.lora_B.weight"))
            .containsExactly(8, 4);
      }
      assertThat(LoraConfig.read(folder.resolve("a"))).isEqualTo(adapter.config());
    }
  }

  @Test
  void targetsAndScalesFollowPeft() {
    assertThat(LoraConfig.of(16).withAlpha(32).scale()).isEqualTo(2);
    assertThat(LoraConfig.of(16).withAlpha(32).withRankStabilised(true).scale()).isEqualTo(8);
    assertThat(new Ends(List.of("q_proj")).match("model.layers.0.self_attn.q_proj")).isTrue();
    assertThat(new Ends(List.of("proj")).match("model.layers.0.self_attn.q_proj")).isFalse();
    assertThat(new Regex(".*\\.[qk]_proj").match("model.layers.0.self_attn.k_proj")).isTrue();
    assertThat(new Regex("q_proj").match("model.layers.0.self_attn.q_proj")).isFalse();
  }

  @Test
  void mistakesAreNamedAtOnce() throws Exception {
    try (var base = Tiny.LLAMA.model(1);
        var other = Tiny.QWEN3.model(1);
        var adapter = trained(other, LoraConfig.of(2))) {
      var nothing = LoraConfig.of(2).withTargets(new Ends(List.of("lm_head")));
      assertThatThrownBy(() -> LoraAdapter.fresh(base, nothing, new Seeds(0)))
          .isInstanceOf(ProblemsException.class)
          .hasMessageContaining("match no linear map")
          .hasMessageContaining("model.layers.0.self_attn.q_proj");
      adapter.save(folder.resolve("a"), other);
      assertThatThrownBy(() -> LoraAdapter.load(folder.resolve("a"), base))
          .isInstanceOf(ProblemsException.class)
          .hasMessageContaining("q_proj.lora_B.weight: [24, 2]: the model asks for [16, 2]");
      Files.writeString(
          folder.resolve("a/adapter_config.json"),
          "{\"peft_type\": \"LORA\", \"r\": 2, \"lora_alpha\": 4, \"use_dora\": true,"
              + " \"bias\": \"all\", \"modules_to_save\": [\"lm_head\"], \"lora_dropout\": 0.1,"
              + " \"target_modules\": []}");
      assertThatThrownBy(() -> LoraConfig.read(folder.resolve("a")))
          .hasMessageContaining("use_dora")
          .hasMessageContaining("bias")
          .hasMessageContaining("modules_to_save")
          .hasMessageContaining("names no module");
      assertThatThrownBy(() -> LoraConfig.read(folder)).hasMessageContaining("adapter_config.json");
      Files.writeString(
          folder.resolve("a/adapter_config.json"),
          "{\"peft_type\": \"LORA\", \"r\": 2, \"lora_alpha\": 4, \"lora_dropout\": 0.1,"
              + " \"target_modules\": \"all-linear\"}");
      try (var loaded = LoraAdapter.load(folder.resolve("a"), other)) {
        assertThatThrownBy(loaded::trainable).hasMessageContaining("without dropout");
      }
    }
  }

  private static LoraAdapter trained(Transformer base, LoraConfig config) {
    var adapter = LoraAdapter.fresh(base, config, new Seeds(2));
    var random = new Seeds(4).stream("b");
    try (var _ = GradMode.disabled();
        var scope = TensorScope.open()) {
      for (var tensor : adapter.parameters().values()) {
        float[] noise = new float[(int) tensor.elements()];
        for (int i = 0; i < noise.length; i++) noise[i] = (float) (0.1 * random.nextGaussian());
        tensor.addInPlace(Tensor.of(noise, tensor.shape()));
      }
    }
    return adapter;
  }

  /** A step of gradient descent; what does not require gradients must have got none. */
  private static void step(Transformer model) {
    try (var _ = GradMode.disabled();
        var scope = TensorScope.open()) {
      for (var tensor : model.parameters().values()) {
        assertThat(tensor.hasGrad()).isEqualTo(tensor.requiresGrad());
        if (tensor.hasGrad()) tensor.addInPlace(tensor.grad(), -0.01);
      }
    }
  }

  private static double[] hidden(Transformer model) {
    try (var _ = GradMode.disabled();
        var scope = TensorScope.open()) {
      return model.hidden(Lm.alone(IDS)).toDoubles();
    }
  }
}
