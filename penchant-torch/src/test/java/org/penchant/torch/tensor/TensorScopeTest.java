package org.penchant.torch.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

class TensorScopeTest {
  @Test
  void closingFreesAllButWhatWasKept() {
    long before = TensorScope.liveTensors();
    Tensor kept;
    try (var outer = TensorScope.open()) {
      try (var inner = TensorScope.open()) {
        Tensor a = Tensor.of(new double[] {1, 2, 3});
        kept = inner.keep(a.mul(2));
        assertThat(TensorScope.liveTensors()).isEqualTo(before + 2);
      }
      assertThat(TensorScope.liveTensors()).isEqualTo(before + 1);
      assertThat(kept.toDoubles()).containsExactly(2, 4, 6);
      outer.keep(kept);
    }
    assertThat(kept.toDoubles()).containsExactly(2, 4, 6);
    kept.close();
    assertThat(TensorScope.liveTensors()).isEqualTo(before);
  }

  @Test
  void scopesCloseInReverseOrder() {
    var outer = TensorScope.open();
    var inner = TensorScope.open();
    assertThatThrownBy(outer::close).isInstanceOf(IllegalStateException.class);
    inner.close();
    outer.close();
  }

  @Test
  void gradientsReachLeavesAndAreCleared() {
    try (var scope = TensorScope.open()) {
      Tensor x = Tensor.of(new double[] {1, -2}).requiresGrad(true);
      x.square().sum().backward();
      assertThat(x.grad().toDoubles()).containsExactly(2, -4);
      x.clearGrad();
      assertThat(x.hasGrad()).isFalse();
      try (var _ = GradMode.disabled()) {
        assertThat(x.mul(2).requiresGrad()).isFalse();
      }
      x.mul(3).backward(Tensor.of(new double[] {10, 100}));
      assertThat(x.grad().toDoubles()).containsExactly(30, 300);
    }
  }

  @Test
  void foreignMemoryIsNotCopied() {
    try (var arena = Arena.ofConfined();
        var scope = TensorScope.open()) {
      var memory = arena.allocateFrom(ValueLayout.JAVA_FLOAT, 1f, 2f, 3f, 4f);
      Tensor x = Tensor.over(memory, DType.F32, 2, 2);
      assertThat(x.address()).isEqualTo(memory.address());
      assertThat(x.toFloats()).containsExactly(1, 2, 3, 4);
      assertThatThrownBy(() -> Tensor.over(memory, DType.F32, 3, 2))
          .hasMessageContaining("too small");
      var target = arena.allocate(16);
      x.transpose(0, 1).copyTo(target);
      assertThat(target.toArray(ValueLayout.JAVA_FLOAT)).containsExactly(1, 3, 2, 4);
    }
  }
}
