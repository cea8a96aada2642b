package org.penchant.align.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.TensorScope;

/** Logits that transformers and PEFT compute for weights of a formula; see reference/README.md. */
class ReferenceLogitsTest {
  private static final String SUFFIX = "-lora";

  @TempDir Path folder;

  static Stream<String> models() throws Exception {
    return expected().get("logits").properties().stream().map(Map.Entry::getKey);
  }

  @ParameterizedTest
  @MethodSource("models")
  void areOurs(String name) throws Exception {
    var json = expected();
    int[] ids = doubles(json.get("ids")).mapToInt(d -> (int) d).toArray();
    Path base = copied(name.replace(SUFFIX, ""), ModelFolder.CONFIG);
    FormulaWeights.writeModel(base);
    try (var model = ModelFolder.load(base, Optional.of(DType.F32))) {
      double[] logits;
      if (name.endsWith(SUFFIX)) {
        Path added = copied(name, LoraConfig.FILE);
        FormulaWeights.writeAdapter(added, model);
        try (var adapted = model.withAdapter(LoraAdapter.load(added, model))) {
          logits = logits(adapted, ids);
        }
      } else {
        logits = logits(model, ids);
      }
      assertThat(logits)
          .containsExactly(doubles(json.get("logits").get(name)).toArray(), within(2e-5));
    }
  }

  @Test
  void theFormulaIsThatOfTheOtherProgram() {
    assertThat(FormulaWeights.unit("a", 0)).isEqualTo(-0.39647382497787476);
    assertThat(FormulaWeights.unit("a", 1)).isEqualTo(-0.015459418296813965);
    assertThat(FormulaWeights.unit("model.norm.weight", 5)).isEqualTo(0.1971023678779602);
  }

  private static double[] logits(Transformer model, int[] ids) {
    try (var scope = TensorScope.open()) {
      return model.logits(model.hidden(Lm.alone(ids))).toDoubles();
    }
  }

  private static JsonNode expected() throws Exception {
    return new ObjectMapper().readTree(reference().resolve("expected.json").toFile());
  }

  private static java.util.stream.DoubleStream doubles(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).mapToDouble(JsonNode::asDouble);
  }

  private Path copied(String name, String file) throws Exception {
    Path target = Files.createDirectories(folder.resolve(name));
    Files.copy(reference().resolve(name).resolve(file), target.resolve(file));
    return target;
  }

  private static Path reference() throws Exception {
    var here = ReferenceLogitsTest.class.getResource("reference/expected.json");
    assertThat(here).isNotNull();
    return Path.of(here.toURI()).getParent();
  }
}
