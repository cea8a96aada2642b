package org.penchant.align.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.torch.safetensors.SafetensorsWriter;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

class ModelFolderTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Tiny.class)
  void whatIsSavedLoadsToTheSameModel(Tiny tiny) throws Exception {
    long before = TensorScope.liveTensors();
    int[] ids = {3, 1, 4, 1, 5, 9};
    try (var model = tiny.model(1);
        var scope = TensorScope.open()) {
      ModelFolder.save(folder.resolve("m"), model, Optional.empty());
      double[] expected = model.hidden(Lm.alone(ids)).toDoubles();
      try (var read = ModelFolder.load(folder.resolve("m"), Optional.empty())) {
        assertThat(read.hidden(Lm.alone(ids)).toDoubles()).containsExactly(expected);
        assertThat(read.parameters().keySet())
            .containsExactlyElementsOf(model.parameters().keySet());
        assertThat(read.parameters().values()).allMatch(Tensor::requiresGrad);
      }
      try (var read = ModelFolder.load(folder.resolve("m"), Optional.of(DType.F64))) {
        assertThat(read.hidden(Lm.alone(ids)).toDoubles()).containsExactly(expected, within(1e-4));
      }
      try (var read = ModelFolder.load(folder.resolve("m"), Optional.of(DType.BF16))) {
        assertThat(read.hidden(Lm.alone(ids)).type()).isEqualTo(DType.BF16);
        ModelFolder.save(folder.resolve("half"), read, Optional.empty());
      }
      var config = new ObjectMapper().readTree(folder.resolve("half/config.json").toFile());
      assertThat(config.get("torch_dtype").asText()).isEqualTo("bfloat16");
    }
    assertThat(TensorScope.liveTensors()).isEqualTo(before);
  }

  @Test
  void companionsTravelAndOccupiedTargetsAreRefused() throws Exception {
    try (var model = ModelFolder.load(Stories.folder(), Optional.empty())) {
      ModelFolder.save(folder.resolve("m"), model, Optional.of(Stories.folder()));
      try (var files = Files.list(folder.resolve("m"))) {
        assertThat(files.map(f -> f.getFileName().toString()))
            .containsExactlyInAnyOrder(
                "config.json",
                "generation_config.json",
                "model.safetensors",
                "special_tokens_map.json",
                "tokenizer.json",
                "tokenizer_config.json");
      }
      try (var files = Files.list(folder)) {
        assertThat(files).hasSize(1);
      }
      assertThatThrownBy(() -> ModelFolder.save(folder.resolve("m"), model, Optional.empty()))
          .isInstanceOf(ProblemsException.class)
          .hasMessageContaining("exists already");
    }
  }

  @Test
  void everyTensorThatDoesNotFitIsListedAtOnce() throws Exception {
    Files.writeString(folder.resolve("config.json"), Tiny.LLAMA.json());
    try (var model = Tiny.LLAMA.model(1);
        var extra = Tensor.zeros(DType.F32, 2)) {
      Map<String, Tensor> tensors = new LinkedHashMap<>(model.parameters());
      tensors.remove("model.norm.weight");
      tensors.put("model.layers.0.mlp.up_proj.weight", extra);
      tensors.put("model.layers.9.extra", extra);
      tensors.put("model.layers.0.self_attn.rotary_emb.inv_freq", extra);
      SafetensorsWriter.write(folder.resolve("model.safetensors"), tensors, Map.of());
      assertThatThrownBy(() -> ModelFolder.load(folder, Optional.empty()))
          .isInstanceOfSatisfying(
              ProblemsException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ExitCode.BAD_MODEL);
                assertThat(e.lines())
                    .satisfiesExactly(
                        l -> assertThat(l).contains("up_proj.weight: [2]: config.json asks for"),
                        l -> assertThat(l).contains("norm.weight: is missing"),
                        l -> assertThat(l).contains("model.layers.9.extra: [2]: is not part of"));
              });
    }
  }

  @Test
  void namesWithoutPrefixAndRepeatedTiedHeadsAreRead() throws Exception {
    Files.writeString(folder.resolve("config.json"), Tiny.GPT2.json());
    try (var model = Tiny.GPT2.model(1)) {
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      model.parameters().forEach((n, t) -> tensors.put(n.replace("transformer.", ""), t));
      Path weights = folder.resolve("model.safetensors");
      var embedding = model.parameters().get("transformer.wte.weight");
      tensors.put("lm_head.weight", embedding);
      SafetensorsWriter.write(weights, tensors, Map.of());
      try (var read = ModelFolder.load(folder, Optional.empty())) {
        assertThat(read.parameters()).containsKey("h.0.ln_1.weight");
      }
      try (var other = embedding.detach().mul(2)) {
        tensors.put("lm_head.weight", other);
        SafetensorsWriter.write(weights, tensors, Map.of());
      }
      assertThatThrownBy(() -> ModelFolder.load(folder, Optional.empty()))
          .hasMessageContaining("differs from the embedding");
    }
  }

  @Test
  void mistakesOfTheConfigAreListedAtOnce() {
    String json =
        "{\"model_type\": \"llama\", \"hidden_size\": -3, \"num_attention_heads\": 4,"
            + " \"vocab_size\": 5, \"num_hidden_layers\": 1, \"hidden_act\": \"cube\","
            + " \"max_position_embeddings\": 8, \"quantization_config\": {\"bits\": 4},"
            + " \"rope_scaling\": {\"rope_type\": \"yarn\", \"factor\": 4}}";
    assertThatThrownBy(() -> ModelConfig.parse(json, "c"))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("c, hidden_size: -3")
        .hasMessageContaining("c, intermediate_size: is missing")
        .hasMessageContaining("hidden_act")
        .hasMessageContaining("quantised")
        .hasMessageContaining("yarn");
    String odd = Tiny.NEOX.json().replace("\"rotary_pct\": 0.5", "\"rotary_pct\": 0.25");
    assertThatThrownBy(() -> ModelConfig.parse(odd, "c"))
        .hasMessageContaining("rotary_pct: 0.25: must leave a positive even number");
    assertThatThrownBy(() -> ModelConfig.parse("{\"model_type\": \"mamba\"}", "c"))
        .hasMessageContaining("c, model_type: mamba")
        .hasMessageContaining("gpt_neox");
    assertThatThrownBy(() -> ModelConfig.parse("{", "c")).hasMessageContaining("not a JSON object");
  }
}
