package org.penchant.align.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.penchant.align.lm.ModelConfig;
import org.penchant.align.lm.Transformer;
import org.penchant.align.objective.Objective;
import org.penchant.align.reference.CachedReference;
import org.penchant.align.train.ComparisonSearch.Verdict;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.TensorScope;

class ComparisonStageTest {
  private static final ComparisonSearch SEARCH =
      new ComparisonSearch(0.01, 60, 0, 6, 0.1, 0.5, false);

  private static Transformer untied(long seed) {
    return Transformer.random(
        ModelConfig.parse(
            """
            {"architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_size": 16,
             "intermediate_size": 24, "num_hidden_layers": 2, "num_attention_heads": 2,
             "num_key_value_heads": 1, "vocab_size": 32, "max_position_embeddings": 64,
             "rms_norm_eps": 1e-5, "tie_word_embeddings": false, "hidden_act": "silu",
             "initializer_range": 0.2}
            """,
            "untied"),
        new Seeds(seed));
  }

  private static List<Example> pairs() {
    return Tiny.pairs(new SplittableRandom(7), 6);
  }

  private static double[] weights(Transformer model, String name) {
    return model.parameters().get(name).toDoubles();
  }

  @Test
  void raisesChosenAndLowersRejectedOnEveryPairItAccepts() {
    long before = TensorScope.liveTensors();
    try (var model = untied(1)) {
      double[] head = weights(model, "lm_head.weight");
      double[] body = weights(model, "model.layers.0.mlp.down_proj.weight");
      var stage = ComparisonStage.of(SEARCH).withPasses(2);
      var estimate = stage.estimate(model, pairs());
      assertThat(estimate.steps()).isEqualTo(12);
      assertThat(estimate.evaluations()).isEqualTo(12 * 61);
      assertThat(estimate.seconds()).isPositive();
      assertThat(weights(model, "lm_head.weight")).containsExactly(head);
      var result = stage.run(model, pairs(), new ComparisonStage.Listener() {});
      var counts = result.counts();
      assertThat(counts.values().stream().mapToInt(i -> i).sum()).isEqualTo(12);
      assertThat(counts.get(Verdict.APPLIED)).isGreaterThan(6);
      for (var update : result.updates())
        if (update.verdict() == Verdict.APPLIED) {
          assertThat(update.chosen()).isPositive();
          assertThat(update.rejected()).isNegative();
        }
      assertThat(result.displacement().orElseThrow().rejected()).isNegative();
      assertThat(result.evaluations()).isBetween(12L * 60, 12L * 62);
      assertThat(weights(model, "model.layers.0.mlp.down_proj.weight")).containsExactly(body);
      assertThat(weights(model, "lm_head.weight")).isNotEqualTo(head);
    }
    assertThat(TensorScope.liveTensors()).isEqualTo(before);
  }

  @Test
  void aFailedGateLeavesEveryBit() {
    try (var model = untied(1)) {
      double[] head = weights(model, "lm_head.weight");
      for (var search : List.of(SEARCH.withDirections(60, 60), SEARCH.withSparsity(1.5))) {
        var result =
            ComparisonStage.of(search).run(model, pairs(), new ComparisonStage.Listener() {});
        assertThat(result.counts().get(Verdict.APPLIED)).isZero();
        assertThat(result.displacement().orElseThrow().chosen()).isZero();
        assertThat(weights(model, "lm_head.weight")).containsExactly(head);
      }
    }
  }

  /** Where only the head moves its body runs once; that must not change what is found. */
  @Test
  void headAloneEqualsTheWholeModel() {
    try (var model = untied(1);
        var moved = new MovedParameters(model, Set.of());
        var head = new LikelihoodOracle(model, moved, pairs(), true);
        var whole = new LikelihoodOracle(model, moved, pairs(), false)) {
      float[] delta = new float[moved.size()];
      Directions.gaussian(new Seeds(2)).fill(0, delta);
      moved.moveTo(delta);
      double[] fast = head.logps();
      assertThat(fast).containsExactly(whole.logps(), within(1e-9));
      assertThat(fast).isNotEqualTo(head.home());
      moved.moveHome();
      assertThat(head.logps()).containsExactly(head.home());
    }
  }

  @Test
  void movesNamedParametersOfTiedModelsAndRefusesOthers() {
    try (var model = Tiny.model(1)) {
      assertThatThrownBy(() ->
              ComparisonStage.of(SEARCH).run(model, pairs(), new ComparisonStage.Listener() {}))
          .isInstanceOf(ProblemsException.class)
          .hasMessageContaining("output projection is its embedding");
      assertThatThrownBy(
              () -> ComparisonStage.of(SEARCH).withParameters(Set.of("x")).estimate(model, pairs()))
          .hasMessageContaining("has no such tensor");
      var names = Set.of("model.norm.weight", "model.layers.1.mlp.down_proj.weight");
      var result =
          ComparisonStage.of(SEARCH)
              .withParameters(names)
              .withBatchSize(4)
              .run(model, pairs(), new ComparisonStage.Listener() {});
      assertThat(result.updates()).hasSize(2);
      try (var bf16 = model.copy(DType.BF16)) {
        assertThatThrownBy(
                () -> ComparisonStage.of(SEARCH).withParameters(names).estimate(bf16, pairs()))
            .hasMessageContaining("only F32 can hold");
      }
    }
  }

  @Test
  void splitsByTheWorkingPolicyStrictlyAndOneSided() {
    var pairs = pairs();
    var split = NoisyPairs.of(pairs, new double[] {-1, 0, 1, 2.9, 3, 10}, 3);
    assertThat(split.noisy()).containsExactly(pairs.get(2), pairs.get(3));
    assertThat(split.clean()).hasSize(4);
  }

  @Test
  void twoStagesTrainCleanThenNoisyPairs() throws IOException {
    try (var model = untied(1)) {
      var pairs = Tiny.pairs(new SplittableRandom(9), 12);
      var reference =
          CachedReference.compute(
              model, pairs.stream().map(Example::sequences).toList(), 64, _ -> {});
      TwoStages.Result result;
      try (var trainer =
          new Trainer(
              model,
              Objective.dpo(0.1),
              Optional.of(reference),
              TrainOptions.defaults().withBatch(4, 64).withSteps(3))) {
        result =
            new TwoStages(ComparisonStage.of(SEARCH), NoisyPairs.TAU)
                .run(
                    model, trainer, pairs, List.of(), RunStore.none(), new TwoStages.Listener() {});
      }
      assertThat(result.split().clean().size() + result.split().noisy().size()).isEqualTo(12);
      assertThat(result.split().noisy()).isNotEmpty();
      assertThat(result.clean().steps()).isEqualTo(3);
      assertThat(result.noisy().updates()).hasSize(result.split().noisy().size());
      assertThat(
              Arrays.stream(Verdict.values()).mapToInt(v -> result.noisy().counts().get(v)).sum())
          .isEqualTo(result.split().noisy().size());
    }
  }
}
