package org.penchant.align.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.align.lm.Transformer;
import org.penchant.align.objective.Aggregation;
import org.penchant.align.objective.Anchor;
import org.penchant.align.objective.Objective;
import org.penchant.align.objective.Reward;
import org.penchant.align.objective.Structure;
import org.penchant.align.objective.Term;
import org.penchant.align.reference.CachedReference;
import org.penchant.align.reference.MovingReference;
import org.penchant.align.reference.Reference;
import org.penchant.align.reference.ReferenceKind;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.torch.tensor.Nn;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

class TrainerTest {
  private static final TrainOptions OPTIONS =
      TrainOptions.defaults()
          .withBatch(6, 64)
          .withSteps(8)
          .withLearningRate(new LearningRate(1e-2, LearningRate.Shape.COSINE, 0.2));

  private static List<Example> rows() {
    return Tiny.pairs(new SplittableRandom(7), 15);
  }

  private static Optional<Reference> frozen(Transformer model, List<Example> rows) {
    return Optional.of(
        CachedReference.compute(
            model, rows.stream().map(Example::sequences).toList(), 50, _ -> {}));
  }

  @Test
  void dpoRaisesMarginsFromLogTwoAndLeavesNothingBehind() throws IOException {
    long before = TensorScope.liveTensors();
    try (var model = Tiny.model(1)) {
      var rows = rows();
      var trainer = new Trainer(model, Objective.dpo(0.5), frozen(model, rows), OPTIONS);
      var result =
          trainer.train(rows, rows.subList(0, 4), RunStore.none(), new Trainer.Listener() {});
      assertThat(result.history().getFirst().get("loss")).isCloseTo(Math.log(2), within(1e-5));
      assertThat(result.history().getFirst().get("rewards/margins")).isCloseTo(0, within(1e-5));
      assertThat(result.evaluations().get(8L).get("loss"))
          .isLessThan(result.evaluations().get(0L).get("loss"));
      assertThat(result.evaluations().get(8L).get("rewards/accuracies")).isEqualTo(1);
    }
    assertThat(TensorScope.liveTensors()).isEqualTo(before);
  }

  @Test
  void splittingAStepIntoPackingsChangesNothing() throws IOException {
    for (var aggregation : Aggregation.values()) {
      var objective =
          new Objective(
              List.of(Term.Preference.defaults(), new Term.Nll(0.3, Reward.Length.SUM, false)),
              aggregation);
      double rate = aggregation == Aggregation.SUM ? 1e-3 : 1e-2;
      var options =
          OPTIONS.withLearningRate(new LearningRate(rate, LearningRate.Shape.CONSTANT, 0));
      double[] whole = weightsAfter(objective, options.withBatch(6, 100_000));
      double[] split = weightsAfter(objective, options.withBatch(6, 1));
      for (int i = 0; i < whole.length; i++)
        assertThat(split[i]).as("%s, weight %d", aggregation, i).isCloseTo(whole[i], within(2e-4));
    }
  }

  @Test
  void unpairedObjectivesWithAKlBaselineDoNotDependOnTheSplitEither() throws IOException {
    var d = Term.Preference.defaults();
    var kto =
        Objective.of(
            new Term.Preference(
                1,
                d.reward(),
                new Structure.Unpaired(Structure.Unpaired.Baseline.KL),
                d.contrast(),
                d.offset(),
                new org.penchant.align.objective.Link.Sigmoid(),
                d.noise(),
                d.weight()));
    double[] whole = weightsAfter(kto, OPTIONS.withBatch(6, 100_000));
    double[] split = weightsAfter(kto, OPTIONS.withBatch(6, 1));
    for (int i = 0; i < whole.length; i++) assertThat(split[i]).isCloseTo(whole[i], within(2e-4));
  }

  private static double[] weightsAfter(Objective objective, TrainOptions options)
      throws IOException {
    try (var model = Tiny.model(1)) {
      var rows = Example.prepare(objective, rows());
      var groups = new ArrayList<>(rows.stream().map(Example::sequences).toList());
      rows.forEach(r -> r.mismatched().ifPresent(m -> groups.add(List.of(m))));
      var reference = Optional.<Reference>of(CachedReference.compute(model, groups, 50, _ -> {}));
      new Trainer(model, objective, reference, options)
          .train(rows, List.of(), RunStore.none(), new Trainer.Listener() {});
      return weights(model);
    }
  }

  private static double[] weights(Transformer model) {
    try (var scope = TensorScope.open()) {
      return model.parameters().values().stream()
          .flatMapToDouble(t -> java.util.Arrays.stream(t.toDoubles()))
          .toArray();
    }
  }

  @Test
  void gradientsEqualThoseOfPaddedFullLogits() {
    var rows = rows().subList(0, 5);
    try (var model = Tiny.model(3);
        var scope = TensorScope.open()) {
      var pass = new Pass(model, Objective.dpo(0.3), frozen(model, rows), 40);
      pass.train(rows, 0, Anchor.START);
      var packed = new java.util.HashMap<String, double[]>();
      model
          .parameters()
          .forEach((name, p) -> {
            packed.put(name, p.grad().toDoubles());
            p.clearGrad();
          });
      Tensor total = Tensor.scalar(0);
      for (var row : rows) {
        Tensor chosen = plain(model, row.sequences().get(0));
        Tensor rejected = plain(model, row.sequences().get(1));
        Tensor margin = chosen.sub(chosen.detach()).sub(rejected.sub(rejected.detach())).mul(0.3);
        total = total.add(margin.logSigmoid().neg());
      }
      total.mul(1.0 / rows.size()).backward();
      model
          .parameters()
          .forEach((name, p) -> {
            double[] expected = p.grad().toDoubles();
            double largest = java.util.Arrays.stream(expected).map(Math::abs).max().orElseThrow();
            for (int i = 0; i < expected.length; i++)
              assertThat(packed.get(name)[i])
                  .as("%s[%d]", name, i)
                  .isCloseTo(expected[i], within(1e-5 * largest + 1e-9));
            p.clearGrad();
          });
    }
  }

  /** log pi(y|x) of one sequence alone, with logits at every position. */
  private static Tensor plain(Transformer model, org.penchant.align.lm.TokenSequence sequence) {
    var layout = new org.penchant.align.lm.Packing.Builder();
    layout.add(sequence.ids(), 0, sequence.length(), org.penchant.align.lm.Packing.ROOT);
    Tensor logp = model.logits(model.hidden(layout.build())).logSoftmax(-1);
    Tensor total = Tensor.scalar(0);
    for (int t = 1; t < sequence.length(); t++)
      if (sequence.trains().get(t))
        total = total.add(logp.narrow(0, t - 1, 1).narrow(1, sequence.ids()[t], 1).sum());
    return total;
  }

  @Test
  void aResumedRunEqualsAnUninterruptedOneBitForBit(@TempDir Path folder) throws IOException {
    for (boolean moving : new boolean[] {false, true}) {
      var whole = run(folder.resolve("whole" + moving), moving, 8, false);
      assertThatThrownBy(() -> run(folder.resolve("cut" + moving), moving, 5, false))
          .hasMessage("cut");
      var resumed = run(folder.resolve("cut" + moving), moving, 99, true);
      assertThat(resumed).containsExactly(whole);
      assertThat(folder.resolve("cut" + moving).resolve("metrics.jsonl"))
          .hasSameTextualContentAs(folder.resolve("whole" + moving).resolve("metrics.jsonl"));
    }
    assertThatThrownBy(() ->
            new Trainer(Tiny.model(1), Objective.dpo(0.5), Optional.empty(), OPTIONS)
                .train(
                    rows(),
                    List.of(),
                    RunStore.in(folder.resolve("wholefalse"), "other", true),
                    new Trainer.Listener() {}))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("belongs to a run with other data, method or options");
  }

  @Test
  void aRunWithoutResumeStartsAnewWhateverLiesThere(@TempDir Path folder) throws IOException {
    double[] whole = run(folder.resolve("whole"), false, 8, false);
    assertThatThrownBy(() -> run(folder.resolve("cut"), false, 5, false)).hasMessage("cut");
    assertThat(run(folder.resolve("cut"), false, 8, false)).containsExactly(whole);
    assertThat(folder.resolve("cut/metrics.jsonl"))
        .hasSameTextualContentAs(folder.resolve("whole/metrics.jsonl"));
  }

  private static double[] run(Path folder, boolean moving, int cutAfter, boolean resume)
      throws IOException {
    try (var model = Tiny.model(1)) {
      var rows = rows();
      var reference =
          moving
              ? Optional.<Reference>of(
                  new MovingReference(model.copy(), new ReferenceKind.Ema(0.8)))
              : frozen(Tiny.model(1), rows);
      var options = OPTIONS.withIntervals(3, 2, 0);
      new Trainer(model, Objective.dpo(0.5), reference, options)
          .train(
              rows,
              rows.subList(0, 3),
              RunStore.in(folder, "same", resume),
              new Trainer.Listener() {
                @Override
                public void step(long step, long total, Map<String, Double> metrics) {
                  if (step == cutAfter && !resume && cutAfter < 8)
                    throw new IllegalStateException("cut");
                }
              });
      reference.ifPresent(Reference::close);
      return weights(model);
    }
  }

  @Test
  void stopsAtTheFirstNonFiniteLossAndNamesTheRows() {
    var rows =
        new ArrayList<>(rows().stream().map(r -> r.withColumns(Map.of("weight", 1.0))).toList());
    rows.set(4, rows.get(4).withColumns(Map.of("weight", Double.POSITIVE_INFINITY)));
    try (var model = Tiny.model(1)) {
      double[] before = weights(model);
      assertThatThrownBy(() ->
              new Trainer(model, Objective.dpo(1), frozen(model, rows), OPTIONS.withBatch(15, 64))
                  .train(rows, List.of(), RunStore.none(), new Trainer.Listener() {}))
          .isInstanceOfSatisfying(
              ProblemsException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.NON_FINITE))
          .hasMessageContaining("row 4")
          .hasMessageContaining("the policy is that of step 0");
      assertThat(weights(model)).containsExactly(before);
    }
  }

  @Test
  void refusesAReferenceThatIsNotTheStartingPolicy() {
    var rows = rows();
    try (var model = Tiny.model(1);
        var other = Tiny.model(2)) {
      assertThatThrownBy(() ->
              new Trainer(model, Objective.dpo(1), frozen(other, rows), OPTIONS)
                  .train(rows, List.of(), RunStore.none(), new Trainer.Listener() {}))
          .hasMessageContaining("policy and reference must agree before the first step");
    }
  }

  @Test
  void bfloatWeightsFollowTheirMasters() {
    try (var scope = TensorScope.open()) {
      Tensor w =
          Tensor.of(new float[] {1, 2})
              .to(org.penchant.torch.tensor.DType.BF16)
              .detach()
              .requiresGrad(true);
      try (var adam =
          new org.penchant.torch.optim.AdamW(
              org.penchant.torch.optim.AdamW.Options.defaults(), Map.of("w", w), _ -> true)) {
        for (int i = 0; i < 100; i++) {
          Nn.linear(w, Tensor.full(org.penchant.torch.tensor.DType.BF16, 1, 1, 2), null)
              .sum()
              .backward();
          adam.step(1e-4, 1);
        }
        // A step of 1e-4 is far below half a unit in the last place of a bfloat at 1 or 2.
        assertThat(adam.state().get("master.w").toDoubles()[0]).isCloseTo(0.99, within(1e-5));
        assertThat(w.toDoubles()[0]).isCloseTo(0.99, within(4e-3));
      }
    }
  }
}
