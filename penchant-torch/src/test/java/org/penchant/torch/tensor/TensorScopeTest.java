package org.penchant.torch.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.OptionalDouble;
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

  @Test
  void splitPartsOutliveTheirVectorAndCarryGradients() {
    Tensor kept;
    try (var scope = TensorScope.open()) {
      Tensor x = Tensor.of(new double[] {1, 2, 3, 4, 5, 6}, 3, 2).requiresGrad(true);
      var parts = x.split(0, 1, 2);
      assertThat(parts.get(1).shape()).containsExactly(2, 2);
      kept = scope.keep(parts.get(0));
      parts.get(1).roll(1, 1).addMul(parts.get(1), Tensor.scalar(2)).sum().backward();
      assertThat(x.grad().toDoubles()).containsExactly(0, 0, 3, 3, 3, 3);
      assertThat(parts.get(1).roll(1, 1).toDoubles()).containsExactly(4, 3, 6, 5);
    }
    assertThat(kept.toDoubles()).containsExactly(1, 2);
    kept.close();
  }

  @Test
  void linearInBothLayoutsAndGroupedAttentionAgree() {
    try (var scope = TensorScope.open()) {
      Tensor x = Tensor.of(new double[] {1, 2}, 1, 2);
      Tensor w = Tensor.of(new double[] {1, 2, 3, 4, 5, 6}, 3, 2);
      Tensor b = Tensor.of(new double[] {10, 20, 30});
      assertThat(Nn.linear(x, w, b).toDoubles()).containsExactly(15, 31, 47);
      Tensor wt = w.transpose(0, 1).contiguous();
      assertThat(Nn.linearTransposed(x, wt, b).toDoubles()).containsExactly(15, 31, 47);
      assertThat(Nn.linearTransposed(x, wt, null).toDoubles()).containsExactly(5, 11, 17);
      Tensor q = Tensor.arange(24).to(DType.F64).mul(0.1).reshape(1, 4, 3, 2);
      Tensor k = Tensor.arange(12).to(DType.F64).mul(-0.1).reshape(1, 2, 3, 2);
      var repeated = k.unsqueeze(2).expand(1, 2, 2, 3, 2).reshape(1, 4, 3, 2);
      assertThat(Nn.attention(q, k, k, null, true, OptionalDouble.empty()).toDoubles())
          .containsExactly(
              Nn.attention(q, repeated, repeated, null, true, OptionalDouble.empty()).toDoubles(),
              within(1e-12));
      Tensor target = Tensor.zeros(DType.F64, 3, 2);
      target.indexCopyInPlace(0, Tensor.of(new long[] {2}), x);
      assertThat(target.toDoubles()).containsExactly(0, 0, 0, 0, 1, 2);
    }
  }

  @Test
  void blasThreadsComeBackWhenTheHoldEnds() {
    int before = BlasThreads.count();
    try (var small = BlasThreads.suited(1000)) {
      assertThat(BlasThreads.count()).isEqualTo(1);
      try (var large = BlasThreads.suited(1L << 40)) {
        assertThat(BlasThreads.count()).isEqualTo(1);
      }
    }
    assertThat(BlasThreads.count()).isEqualTo(before);
    try (var large = BlasThreads.suited(1L << 40)) {
      assertThat(BlasThreads.count()).isEqualTo(before);
    }
  }
}
