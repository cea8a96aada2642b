package org.penchant.align.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.TensorScope;

/** Logits that transformers and PEFT compute for folders they wrote; see README.md beside them. */
class ReferenceLogitsTest {
  private static final String SUFFIX = "-lora";

  static Stream<String> models() throws Exception {
    return expected().get("logits").properties().stream().map(Map.Entry::getKey);
  }

  @ParameterizedTest
  @MethodSource("models")
  void areOurs(String name) throws Exception {
    var json = expected();
    int[] ids = doubles(json.get("ids")).mapToInt(d -> (int) d).toArray();
    Path base = folder().resolve(name.replace(SUFFIX, ""));
    try (var model = ModelFolder.load(base, Optional.of(DType.F32))) {
      double[] logits;
      if (name.endsWith(SUFFIX)) {
        var adapter = LoraAdapter.load(folder().resolve(name), model);
        try (var adapted = model.withAdapter(adapter)) {
          logits = logits(adapted, ids);
        }
      } else {
        logits = logits(model, ids);
      }
      assertThat(logits)
          .containsExactly(doubles(json.get("logits").get(name)).toArray(), within(2e-5));
    }
  }

  private static double[] logits(Transformer model, int[] ids) {
    try (var scope = TensorScope.open()) {
      return model.logits(model.hidden(Lm.alone(ids))).toDoubles();
    }
  }

  private static JsonNode expected() throws Exception {
    return new ObjectMapper().readTree(folder().resolve("expected.json").toFile());
  }

  private static java.util.stream.DoubleStream doubles(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).mapToDouble(JsonNode::asDouble);
  }

  private static Path folder() throws Exception {
    var here = ReferenceLogitsTest.class.getResource("reference/expected.json");
    assertThat(here).isNotNull();
    return Path.of(here.toURI()).getParent();
  }
}
