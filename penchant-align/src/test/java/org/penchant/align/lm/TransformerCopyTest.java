package org.penchant.align.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penchant.core.random.Seeds;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

class TransformerCopyTest {
  @ParameterizedTest
  @EnumSource(names = {"F32", "F64", "BF16"})
  void isAModelOfItsOwn(DType type) {
    long before = TensorScope.liveTensors();
    try (var model = Tiny.LLAMA.model(1)) {
      double[] weights = weight(model).toDoubles();
      try (var copy = model.copy(type)) {
        assertThat(copy.type()).isEqualTo(type);
        assertThat(copy.parameters().values()).allMatch(Tensor::requiresGrad);
        change(copy);
        assertThat(weight(model).toDoubles()).containsExactly(weights);
      }
      assertThat(weight(model).toDoubles()).containsExactly(weights);
      try (var copy = model.copy()) {
        assertThat(copy.parameters().values()).noneMatch(Tensor::requiresGrad);
        assertThat(weight(copy).toDoubles()).containsExactly(weights);
        change(copy);
      }
      assertThat(weight(model).toDoubles()).containsExactly(weights);
    }
    assertThat(TensorScope.liveTensors()).isEqualTo(before);
  }

  @Test
  void wouldLoseAnAdapterAndSaysSo() {
    try (var base = Tiny.LLAMA.model(1);
        var model = base.withAdapter(LoraAdapter.fresh(base, LoraConfig.of(2), new Seeds(2)))) {
      assertThatThrownBy(model::copy)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("adapted");
      assertThatThrownBy(() -> model.copy(DType.BF16)).isInstanceOf(IllegalStateException.class);
    }
  }

  private static Tensor weight(Transformer model) {
    return model.parameters().values().iterator().next();
  }

  private static void change(Transformer model) {
    try (var _ = GradMode.disabled()) {
      weight(model).fillInPlace(0);
    }
  }
}
