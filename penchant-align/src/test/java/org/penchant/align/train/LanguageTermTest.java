package org.penchant.align.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.align.lm.ModelConfig;
import org.penchant.align.lm.Packing;
import org.penchant.align.lm.TokenSequence;
import org.penchant.align.lm.Transformer;
import org.penchant.align.objective.Coefficient;
import org.penchant.align.objective.Context;
import org.penchant.align.objective.Contrast;
import org.penchant.align.objective.Link;
import org.penchant.align.objective.Noise;
import org.penchant.align.objective.Objective;
import org.penchant.align.objective.Reward;
import org.penchant.align.objective.Structure;
import org.penchant.align.objective.Term;
import org.penchant.align.reward.LanguageTerm;
import org.penchant.align.reward.RewardModel;
import org.penchant.align.reward.RewardPass;
import org.penchant.align.reward.RewardRow;
import org.penchant.align.reward.Scalar;
import org.penchant.align.reward.Scaling;
import org.penchant.align.reward.TextStates;
import org.penchant.align.reward.Trunk;
import org.penchant.align.reward.tool.TraceLoss;
import org.penchant.core.random.Seeds;
import org.penchant.torch.optim.AdamW;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/** A reward model whose body is also taught to write is trained on both losses. */
class LanguageTermTest {
  private static final int VOCABULARY = 20;
  private static final double RANK = 0.5;

  private static Transformer body() {
    return Transformer.random(
        ModelConfig.parse(
            """
            {"architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_size": 16,
             "intermediate_size": 24, "num_hidden_layers": 2, "num_attention_heads": 2,
             "num_key_value_heads": 1, "vocab_size": 20, "max_position_embeddings": 64,
             "rms_norm_eps": 1e-5, "tie_word_embeddings": false, "hidden_act": "silu",
             "initializer_range": 0.2}
            """,
            "tiny"),
        new Seeds(7));
  }

  private static RewardModel head() {
    var seeds = new Seeds(8);
    var trunk = Trunk.drawn(16, List.of(), new Scalar(), false, seeds);
    return RewardModel.drawn(new Scalar(), trunk, Scaling.none(16), List.of(), seeds);
  }

  private static Objective rank(double coefficient) {
    return Objective.of(
        new Term.Preference(
            coefficient,
            new Reward.Score(1),
            new Structure.LabelledPairs(),
            new Contrast.Difference(),
            Coefficient.ZERO,
            new Link.Logistic(),
            new Noise.None(),
            Coefficient.ONE));
  }

  private static TrainOptions options(int batch, long steps, int maxTokens, int saved) {
    return new TrainOptions(
        new TrainOptions.Steps(batch, maxTokens, 1, steps, false, false),
        new LearningRate(1e-3, LearningRate.Shape.CONSTANT, 0),
        AdamW.Options.defaults(),
        0,
        new TrainOptions.Intervals(0, saved, 0, false),
        0);
  }

  /** Items 2 i and 2 i + 1 are a pair that begins alike. */
  private record Drawn(List<int[]> ids, List<BitSet> taught) {
    static Drawn of(int pairs) {
      var random = new Seeds(9).stream("tokens");
      var ids = new ArrayList<int[]>();
      var taught = new ArrayList<BitSet>();
      for (int i = 0; i < pairs; i++) {
        int[] prompt = random.ints(3, 0, VOCABULARY).toArray();
        for (int side = 0; side < 2; side++) {
          int[] all = Arrays.copyOf(prompt, 6 + random.nextInt(6));
          for (int t = 3; t < all.length; t++) all[t] = random.nextInt(VOCABULARY);
          var mask = new BitSet();
          for (int t = 3; t < all.length; t++) mask.set(t, random.nextInt(3) > 0);
          ids.add(all);
          taught.add(mask);
        }
      }
      return new Drawn(ids, taught);
    }

    List<RewardRow> rows() {
      var rows = new ArrayList<RewardRow>();
      for (int i = 0; i < ids.size(); i += 2) rows.add(RewardRow.pair("row " + i, i, i + 1));
      return rows;
    }

    TextStates states(Transformer body, LanguageTerm term, int maxTokens) {
      return new TextStates(
          body, ids.stream().map(TextStates::ending).toList(), true, maxTokens, false, term);
    }

    LanguageTerm term(double weight) {
      return new LanguageTerm(weight, taught);
    }

    LanguageTerm nothing(double weight) {
      return new LanguageTerm(weight, ids.stream().map(_ -> new BitSet()).toList());
    }
  }

  private static RewardTrainer trainer(
      Transformer body,
      RewardModel head,
      TextStates states,
      Objective objective,
      TrainOptions how) {
    var behind = new LinkedHashMap<>(body.parameters());
    return new RewardTrainer(head, states, behind, RewardLoss.of(objective), how, List.of());
  }

  /** Metrics of a first step, and all weights after it. */
  private record Step(Map<String, Double> metrics, Map<String, double[]> weights) {
    static Step of(Drawn drawn, LanguageTerm term, int maxTokens) throws Exception {
      try (var scope = TensorScope.open();
          var body = body();
          var head = head()) {
        var how = options(drawn.ids().size() / 2, 1, maxTokens, 0);
        var states = drawn.states(body, term, maxTokens);
        var result =
            trainer(body, head, states, rank(RANK), how)
                .train(drawn.rows(), List.of(), RunStore.none(), new Trainer.Listener() {});
        return new Step(result.history().getFirst(), Step.weights(body, head));
      }
    }

    private static Map<String, double[]> weights(Transformer body, RewardModel head) {
      var all = new LinkedHashMap<String, double[]>();
      body.parameters().forEach((name, tensor) -> all.put(name, tensor.toDoubles()));
      head.parameters().forEach((name, tensor) -> all.put(name, tensor.toDoubles()));
      return all;
    }
  }

  @Test
  void isTheLossOfTracesAndItsGradientThatOfAutograd() throws Exception {
    var drawn = Drawn.of(2);
    try (var scope = TensorScope.open();
        var body = body();
        var head = head()) {
      var states = drawn.states(body, drawn.term(1), 4096);
      var items = drawn.rows().stream().map(RewardRow::all).toList();
      long tokens = states.languageTokens(items);
      assertThat(tokens).isEqualTo(drawn.taught().stream().mapToInt(BitSet::cardinality).sum());

      // By hand: every logit, every reward, one graph.
      var logits = new ArrayList<double[]>();
      var targets = new ArrayList<Integer>();
      var trained = new ArrayList<Boolean>();
      Tensor loss = null;
      Tensor[] rewards = new Tensor[4];
      Tensor weight = head.trunk().layers().getLast().weight();
      try (var _ = GradMode.enabled()) {
        for (int item = 0; item < 4; item++) {
          int[] ids = drawn.ids().get(item);
          var builder = new Packing.Builder();
          builder.add(ids, 0, ids.length, Packing.ROOT);
          Tensor hidden = body.hidden(builder.build());
          Tensor z = body.logits(hidden);
          double[] flat = z.toDoubles();
          Tensor logp = z.logSoftmax(-1);
          for (int t = 1; t < ids.length; t++) {
            logits.add(Arrays.copyOfRange(flat, (t - 1) * VOCABULARY, t * VOCABULARY));
            targets.add(ids[t]);
            trained.add(drawn.taught().get(item).get(t));
            if (!drawn.taught().get(item).get(t)) continue;
            Tensor part = logp.narrow(0, t - 1, 1).narrow(1, ids[t], 1).sum().mul(-1.0 / tokens);
            loss = loss == null ? part : loss.add(part);
          }
          rewards[item] = hidden.narrow(0, ids.length - 1, 1).mul(weight).sum();
        }
        for (int i = 0; i < 4; i += 2) {
          Tensor d = rewards[i].sub(rewards[i + 1]);
          Tensor ranked = d.mul(-1).exp().add(1).log().mul(RANK / 2);
          loss = Objects.requireNonNull(loss).add(ranked);
        }
        Objects.requireNonNull(loss).backward();
      }
      var byHand = new LinkedHashMap<String, double[]>();
      body.parameters().forEach((n, t) -> byHand.put(n, t.grad().toDoubles()));
      byHand.put("score", weight.grad().toDoubles());
      body.parameters().values().forEach(t -> t.grad().mulInPlace(0));
      weight.grad().mulInPlace(0);

      boolean[] flags = new boolean[trained.size()];
      for (int i = 0; i < flags.length; i++) flags[i] = trained.get(i);
      var array =
          new TraceLoss(RANK, false, false)
              .of(
                  logits.toArray(double[][]::new),
                  targets.stream().mapToInt(v -> v).toArray(),
                  flags,
                  0,
                  0);
      var pass = new RewardPass(head, states, drawn.rows(), true);
      assertThat(pass.language() / tokens).isCloseTo(array.language(), within(1e-5));
      var found =
          RewardLoss.of(rank(RANK))
              .of(
                  head.head(),
                  1,
                  drawn.rows(),
                  pass.outputs(),
                  pass.tables(),
                  Context.NONE,
                  2,
                  true);
      pass.backward(found.byOutputs(), found.byTables(), 1.0 / tokens, List.of());
      var ours = new LinkedHashMap<String, double[]>();
      body.parameters().forEach((n, t) -> ours.put(n, t.grad().toDoubles()));
      ours.put("score", weight.grad().toDoubles());
      byHand.forEach((name, expected) -> {
        for (int k = 0; k < expected.length; k++)
          assertThat(ours.get(name)[k]).as(name + " " + k).isCloseTo(expected[k], within(2e-5));
      });
      // The array form's slopes by logits, exactly 0 where nothing is taught, are all that the
      // language-model head feels.
      for (int i = 0; i < flags.length; i++)
        if (!flags[i]) assertThat(array.byLogits()[i]).containsOnly(0.0);
    }
  }

  @Test
  void withNothingTaughtItIsTheRankingLossBitForBit() throws Exception {
    var drawn = Drawn.of(3);
    var plain = Step.of(drawn, LanguageTerm.NONE, 4096);
    var masked = Step.of(drawn, drawn.nothing(1), 4096);
    assertThat(masked.metrics()).isEqualTo(plain.metrics()).doesNotContainKey("lm_loss");
    plain
        .weights()
        .forEach((name, values) ->
            assertThat(masked.weights().get(name)).as(name).containsExactly(values));
    var taught = Step.of(drawn, drawn.term(1), 4096);
    assertThat(taught.weights().get("lm_head.weight"))
        .isNotEqualTo(plain.weights().get("lm_head.weight"));
    assertThat(taught.metrics().get("loss"))
        .isCloseTo(plain.metrics().get("loss") + taught.metrics().get("lm_loss"), within(1e-6));
  }

  @Test
  void isOneMeanOverTheBatchHoweverItIsSplit() throws Exception {
    var drawn = Drawn.of(4);
    var whole = Step.of(drawn, drawn.term(0.7), 4096);
    var split = Step.of(drawn, drawn.term(0.7), 12);
    whole
        .metrics()
        .forEach((name, value) ->
            assertThat(split.metrics().get(name)).as(name).isCloseTo(value, within(1e-4)));
  }

  @Test
  void equalSequencesHaveEqualRewards() throws Exception {
    var drawn = Drawn.of(1);
    var twice =
        new Drawn(
            List.of(drawn.ids().getFirst(), drawn.ids().getFirst()),
            List.of(drawn.taught().getFirst(), drawn.taught().getFirst()));
    var step = Step.of(twice, twice.term(1), 4096);
    assertThat(step.metrics().get("margin")).isZero();
    assertThat(step.metrics().get("loss") - step.metrics().get("lm_loss"))
        .isCloseTo(RANK * 0.693147181, within(1e-9));
  }

  @Test
  void goesOnFromACheckpointAsIfItHadNeverStopped(@TempDir Path folder) throws Exception {
    var drawn = Drawn.of(8);
    double[] whole = trained(drawn, 6, RunStore.none());
    trained(drawn, 3, RunStore.in(folder, "run", false));
    assertThat(trained(drawn, 6, RunStore.in(folder, "run", true))).containsExactly(whole);
  }

  private static double[] trained(Drawn drawn, long steps, RunStore store) throws Exception {
    try (var scope = TensorScope.open();
        var body = body();
        var head = head()) {
      var states = drawn.states(body, drawn.term(1), 4096);
      trainer(body, head, states, rank(RANK), options(3, steps, 4096, 3))
          .train(drawn.rows(), List.of(), store, new Trainer.Listener() {});
      var all = new ArrayList<Double>();
      Step.weights(body, head)
          .values()
          .forEach(values -> {
            for (double v : values) all.add(v);
          });
      return all.stream().mapToDouble(v -> v).toArray();
    }
  }

  @Test
  void aSequenceMayBeReadAndTaughtAtTheSamePlace() {
    // Steps are read where the next one begins, which may be taught.
    var sequence = TokenSequence.trainingFrom(new int[] {1, 2, 3, 4}, 3);
    var taught = new BitSet();
    taught.set(2, 4);
    try (var scope = TensorScope.open();
        var body = body()) {
      var states =
          new TextStates(
              body, List.of(sequence), true, 64, false, new LanguageTerm(1, List.of(taught)));
      var plain = new TextStates(body, List.of(sequence), true, 64, false);
      var rows = List.<int[]>of(new int[] {0});
      assertThat(states.forward(rows, false).states().toDoubles())
          .containsExactly(plain.forward(rows, false).states().toDoubles(), within(1e-6));
      assertThat(states.languageTokens(rows)).isEqualTo(2);
    }
  }
}
