package org.penchant.align.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penchant.align.diagnose.Similarity;
import org.penchant.core.random.Seeds;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

class HiddenSumsTest {
  /** Packed with shared prompts against each sequence alone, whose states are added up plainly. */
  @ParameterizedTest
  @EnumSource(Tiny.class)
  void addsUpTheStatesThatPredictTrainedTokens(Tiny tiny) {
    long before = TensorScope.liveTensors();
    try (var model = tiny.model(1)) {
      var groups = groups(new Seeds(2).stream("rows"));
      var batch = PackedBatch.of(groups);
      var found = HiddenSums.of(model, batch);
      int at = 0;
      for (var group : groups)
        for (var sequence : group) {
          var alone = alone(model, sequence);
          var packed = found.get(at++);
          assertThat(packed.length()).isEqualTo(alone.length());
          assertThat(packed.sum()).containsExactly(alone.sum(), within(2e-4));
          assertThat(packed.last()).containsExactly(alone.last(), within(1e-4));
        }
      try (var scope = TensorScope.open()) {
        var pass = LogProbs.of(model, batch, false, Set.of());
        var again = HiddenSums.of(pass.predictors(), batch);
        for (int s = 0; s < again.size(); s++)
          assertThat(again.get(s).sum()).containsExactly(found.get(s).sum(), within(1e-9));
      }
    }
    assertThat(TensorScope.liveTensors()).isEqualTo(before);
  }

  /**
   * For a step eta along G_w - G_l of the head alone, log pi_w changes by eta (||G_w||^2 - <G_w,
   * G_l>) + O(eta^2), and CHES is minus that with all coefficients equal.
   */
  @Test
  void firstOrderChangeOfTheChosenResponse() {
    try (var single = Tiny.LLAMA.model(3);
        var model = single.copy(DType.F64)) {
      var group = groups(new Seeds(4).stream("rows")).getFirst();
      var head = model.parameters().get("lm_head.weight");
      double[] w = gradient(model, group.get(0), head);
      double[] l = gradient(model, group.get(1), head);
      double expected = 0;
      double[] step = new double[w.length];
      for (int i = 0; i < w.length; i++) {
        step[i] = w[i] - l[i];
        expected += w[i] * step[i];
      }
      double eta = 1e-6;
      double start = logp(model, group.get(0));
      try (var scope = TensorScope.open();
          var _ = GradMode.disabled()) {
        head.addInPlace(Tensor.of(step, head.shape()), eta);
      }
      assertThat((logp(model, group.get(0)) - start) / eta)
          .isCloseTo(expected, within(1e-3 * Math.abs(expected)));
    }
  }

  @Test
  void singleTokenResponsesShareTheirState() {
    try (var model = Tiny.QWEN3.model(5)) {
      var group =
          List.of(
              TokenSequence.trainingFrom(new int[] {3, 4, 5, 6}, 3),
              TokenSequence.trainingFrom(new int[] {3, 4, 5, 9}, 3));
      var found = HiddenSums.of(model, PackedBatch.of(List.of(group)));
      var pair = new Similarity.Pair(found.get(0), found.get(1), new int[] {6}, new int[] {9});
      assertThat(Similarity.CHES.of(pair)).isZero();
      assertThat(Similarity.LN_CHES.of(pair)).isZero();
    }
  }

  private static HiddenSums.Response alone(Transformer model, TokenSequence sequence) {
    try (var scope = TensorScope.open()) {
      var states = model.hidden(Lm.alone(sequence.ids()));
      int width = (int) states.size(1);
      double[] all = states.toDoubles();
      double[][] read =
          sequence.trains().stream()
              .mapToObj(t -> Arrays.copyOfRange(all, (t - 1) * width, t * width))
              .toArray(double[][]::new);
      return HiddenSums.Response.of(read);
    }
  }

  private static double[] gradient(Transformer model, TokenSequence sequence, Tensor head) {
    try (var scope = TensorScope.open()) {
      var pass =
          LogProbs.training(model, PackedBatch.of(List.of(List.of(sequence))), false, Set.of());
      pass.backward(Tensor.full(DType.F64, 1, pass.tokens().elements()));
      return head.grad().toDoubles();
    } finally {
      model.parameters().values().forEach(Tensor::clearGrad);
    }
  }

  private static double logp(Transformer model, TokenSequence sequence) {
    try (var scope = TensorScope.open()) {
      return Lm.logProbability(model, sequence.ids(), sequence.trains().nextSetBit(0)).item();
    }
  }

  private static List<List<TokenSequence>> groups(RandomGenerator random) {
    int[] prompt = random.ints(5, 0, Tiny.VOCABULARY).toArray();
    return List.of(
        List.of(after(prompt, 4, random), after(prompt, 6, random)),
        List.of(after(prompt, 1, random), after(prompt, 3, random)));
  }

  private static TokenSequence after(int[] prompt, int length, RandomGenerator random) {
    int[] all = Arrays.copyOf(prompt, prompt.length + length);
    for (int i = prompt.length; i < all.length; i++) all[i] = random.nextInt(Tiny.VOCABULARY);
    return TokenSequence.trainingFrom(all, prompt.length);
  }
}
