package org.penchant.align.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.penchant.core.random.Seeds;
import org.penchant.torch.tensor.TensorScope;

class TransformerTest {
  @Test
  void freshWeightsHaveTheConfigsSpreadAndFollowTheirSeed() {
    try (var a = Transformer.random(Tiny.LLAMA.config(), new Seeds(1));
        var b = Transformer.random(Tiny.LLAMA.config(), new Seeds(1));
        var c = Transformer.random(Tiny.LLAMA.config(), new Seeds(2))) {
      String name = "model.embed_tokens.weight";
      double[] values = a.parameters().get(name).toDoubles();
      assertThat(b.parameters().get(name).toDoubles()).containsExactly(values);
      assertThat(c.parameters().get(name).toDoubles()).isNotEqualTo(values);
      double square = 0;
      for (double v : values) square += v * v / values.length;
      // The relative error of a spread over n draws is about 1/sqrt(2n).
      assertThat(Math.sqrt(square)).isCloseTo(0.3, within(4 * 0.3 / Math.sqrt(2 * 464)));
      assertThat(a.parameters().get("model.norm.weight").toDoubles()).containsOnly(1);
      assertThat(a.parameters().get("model.layers.0.mlp.up_proj.bias").toDoubles()).containsOnly(0);
    }
  }

  @Test
  void idsAndPositionsThatDoNotExistAreRefused() {
    try (var model = Tiny.GPT2.model(1);
        var scope = TensorScope.open()) {
      assertThatThrownBy(() -> model.hidden(Lm.alone(3, Tiny.VOCABULARY)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("token id 29, must be below 29");
      assertThatThrownBy(() -> model.hidden(Lm.alone(new int[33])))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("learned position 32, must be below 32");
    }
  }
}
