package org.penchant.align.lm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penchant.core.random.Seeds;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

class CheckpointingTest {
  private static final double RELATIVE = 1e-6;

  @ParameterizedTest
  @EnumSource(Tiny.class)
  void changesNoGradient(Tiny tiny) {
    long before = TensorScope.liveTensors();
    try (var single = tiny.model(1);
        var model = single.copy(DType.F64)) {
      assertEqualGradients(model);
    }
    assertThat(TensorScope.liveTensors()).isEqualTo(before);
  }

  @Test
  void changesNoGradientOfAnAdapter() {
    try (var single = Tiny.LLAMA.model(1);
        var base = single.copy(DType.F64);
        var model = base.withAdapter(LoraAdapter.fresh(base, LoraConfig.of(2), new Seeds(2)))) {
      try (var _ = GradMode.disabled()) {
        model.adapter().orElseThrow().parameters().values().forEach(t -> t.addInPlace(0.1));
      }
      assertEqualGradients(model);
      assertThat(base.parameters().values()).noneMatch(Tensor::hasGrad);
    }
  }

  private static void assertEqualGradients(Transformer model) {
    var batch = batch(new Seeds(3).stream("batch"));
    var kept = gradients(model, batch, false);
    var recomputed = gradients(model, batch, true);
    assertThat(recomputed.keySet()).isEqualTo(kept.keySet()).isNotEmpty();
    kept.forEach((name, expected) -> {
      double[] found = recomputed.getOrDefault(name, new double[0]);
      assertThat(found).hasSameSizeAs(expected);
      double largest = 0;
      double gap = 0;
      for (int i = 0; i < expected.length; i++) {
        largest = Math.max(largest, Math.abs(expected[i]));
        gap = Math.max(gap, Math.abs(expected[i] - found[i]));
      }
      assertThat(gap).as(name).isLessThanOrEqualTo(RELATIVE * largest);
    });
  }

  private static Map<String, double[]> gradients(
      Transformer model, PackedBatch batch, boolean checkpointing) {
    var gradients = new LinkedHashMap<String, double[]>();
    try (var scope = TensorScope.open()) {
      var logProbs = LogProbs.training(model, batch, checkpointing, java.util.Set.of());
      double[] derivative = new double[batch.trained()];
      for (int i = 0; i < derivative.length; i++) derivative[i] = 1 + 0.25 * i;
      logProbs.backward(Tensor.of(derivative));
    }
    model
        .parameters()
        .forEach((name, parameter) -> {
          if (!parameter.hasGrad()) return;
          try (var scope = TensorScope.open()) {
            gradients.put(name, parameter.grad().toDoubles());
          }
          parameter.clearGrad();
        });
    return gradients;
  }

  private static PackedBatch batch(RandomGenerator random) {
    int[] prompt = random.ints(5, 0, Tiny.VOCABULARY).toArray();
    return PackedBatch.of(
        List.of(
            List.of(after(prompt, 4, random), after(prompt, 6, random)),
            List.of(after(prompt, 1, random))));
  }

  private static TokenSequence after(int[] prompt, int length, RandomGenerator random) {
    int[] all = java.util.Arrays.copyOf(prompt, prompt.length + length);
    for (int i = prompt.length; i < all.length; i++) all[i] = random.nextInt(Tiny.VOCABULARY);
    return TokenSequence.trainingFrom(all, prompt.length);
  }
}
