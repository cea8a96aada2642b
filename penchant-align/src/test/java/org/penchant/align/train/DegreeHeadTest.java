package org.penchant.align.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.align.lm.Teachers;
import org.penchant.align.lm.TokenSequence;
import org.penchant.align.lm.Transformer;
import org.penchant.align.objective.Anchor;
import org.penchant.align.objective.Degree;
import org.penchant.align.objective.Objective;
import org.penchant.align.objective.Term;
import org.penchant.align.reference.CachedReference;
import org.penchant.align.reference.Reference;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/** Copies, the head that tells their level, and what of it reaches the policy. */
class DegreeHeadTest {
  private static final int LEVELS = 3;
  private static final Objective ALONE = Objective.of(new Degree(1, LEVELS, ""));
  private static final Objective JOINT =
      Objective.of(Term.Preference.defaults(), new Degree(0.5, LEVELS, ""));
  private static final TrainOptions OPTIONS =
      TrainOptions.defaults()
          .withBatch(6, 64)
          .withSteps(8)
          .withLearningRate(new LearningRate(1e-2, LearningRate.Shape.CONSTANT, 0));

  /** Pairs whose chosen, cut by 0, 1, 2 tokens, are the copies; the last pair has none. */
  private static List<Example> rows() {
    var pairs = Tiny.pairs(new SplittableRandom(3), 9);
    var rows = new ArrayList<Example>();
    for (var pair : pairs.subList(0, 8)) {
      var chosen = pair.sequences().getFirst();
      var copies = new ArrayList<Example.Copy>();
      for (int level = 0; level < LEVELS; level++) {
        int[] ids = Arrays.copyOf(chosen.ids(), chosen.length() + 1);
        ids[chosen.length() - 1] = 5 + level;
        copies.add(Example.Copy.of(TokenSequence.trainingFrom(ids, chosen.length()), level));
      }
      rows.add(pair.withExtras(pair.extras().withCopies(copies)));
    }
    rows.add(pairs.getLast());
    return rows;
  }

  private static Optional<Reference> frozen(Transformer model, List<Example> rows) {
    return Optional.of(
        CachedReference.compute(model, rows.stream().map(Example::group).toList(), 50, _ -> {}));
  }

  private static Pass pass(Transformer model, Optional<DegreeHead> head, int maxTokens) {
    return new Pass(model, ALONE, Optional.empty(), Teachers.none(), head, maxTokens, false);
  }

  @Test
  void aHeadAtZeroLosesLogOfTheLevelsAndMovesNothingButItself() {
    try (var model = Tiny.model(1)) {
      var head = DegreeHead.of(ALONE, model);
      var outcome = pass(model, head, 64).train(rows(), 0, Anchor.START);
      for (var row : outcome.rows())
        assertThat(row.loss())
            .isCloseTo(row.degree().isPresent() ? Math.log(LEVELS) : 0, within(1e-12));
      assertThat(outcome.rows().getLast().degree()).isEmpty();
      try (var scope = TensorScope.open()) {
        model
            .parameters()
            .forEach((name, p) -> {
              if (p.hasGrad()) assertThat(p.grad().toDoubles()).as(name).containsOnly(0.0);
            });
        assertThat(head.orElseThrow().weight().grad().abs().sum().item()).isPositive();
      }
      close(head.orElseThrow());
    }
  }

  @Test
  void gradientsOfHeadAndTrunkAreThoseOfFiniteDifferences() {
    var rows = rows();
    var random = new SplittableRandom(11);
    try (var model = Tiny.model(2)) {
      var head = DegreeHead.of(ALONE, model).orElseThrow();
      for (var p : head.parameters().values()) fill(p, random);
      pass(model, Optional.of(head), 40).train(rows, 0, Anchor.START);
      var all = new java.util.LinkedHashMap<>(model.parameters());
      all.putAll(head.parameters());
      int asked = 0;
      for (var entry : all.entrySet()) {
        Tensor p = entry.getValue();
        if (!p.hasGrad()) continue;
        double[] gradient = gradient(p);
        int at = random.nextInt(gradient.length);
        double h = 1e-2;
        double numeric =
            (lossWith(model, head, rows, p, at, h) - lossWith(model, head, rows, p, at, -h))
                / (2 * h);
        assertThat(gradient[at])
            .as("%s[%d]", entry.getKey(), at)
            .isCloseTo(numeric, within(2e-3 * Math.max(1, 10 * Math.abs(numeric))));
        if (Math.abs(numeric) > 1e-3) asked++;
      }
      assertThat(asked).isGreaterThan(5);
      close(head);
    }
  }

  private static double lossWith(
      Transformer model, DegreeHead head, List<Example> rows, Tensor p, int at, double h) {
    shift(p, at, h);
    double loss = pass(model, Optional.of(head), 1000).evaluate(rows, 0, Anchor.START).loss();
    shift(p, at, -h);
    return loss;
  }

  private static void shift(Tensor p, int at, double h) {
    try (var scope = TensorScope.open();
        var _ = GradMode.disabled()) {
      p.reshape(-1).narrow(0, at, 1).addInPlace(h);
    }
  }

  private static void fill(Tensor p, SplittableRandom random) {
    try (var scope = TensorScope.open();
        var _ = GradMode.disabled()) {
      double[] values = random.doubles(p.elements(), -1, 1).toArray();
      p.copyInPlace(Tensor.of(values).reshape(p.shape()));
    }
  }

  private static double[] gradient(Tensor p) {
    try (var scope = TensorScope.open()) {
      return p.grad().toDoubles();
    }
  }

  private static void close(DegreeHead head) {
    head.parameters().values().forEach(Tensor::close);
  }

  @Test
  void trainingTeachesTheHeadAndLeavesNothingBehind() throws IOException {
    long before = TensorScope.liveTensors();
    var rows = rows();
    try (var model = Tiny.model(1);
        var trainer = new Trainer(model, JOINT, frozen(model, rows), OPTIONS.withSteps(60))) {
      var result = trainer.train(rows, rows, RunStore.none(), new Trainer.Listener() {});
      assertThat(result.evaluations().get(0L).get("degree/loss"))
          .isCloseTo(Math.log(LEVELS), within(1e-9));
      assertThat(result.evaluations().get(60L).get("degree/loss")).isLessThan(0.2);
      assertThat(result.evaluations().get(60L).get("degree/accuracy")).isEqualTo(1);
      assertThat(trainer.outcomes(rows).getFirst().degree().orElseThrow().loss()).isLessThan(0.4);
      assertThat(model.parameters().keySet()).noneMatch(name -> name.contains("degree"));
    }
    assertThat(TensorScope.liveTensors()).isEqualTo(before);
  }

  @Test
  void weightZeroIsTheHostBitForBit() throws IOException {
    var none = rows().stream().map(r -> r.withExtras(Example.Extras.NONE)).toList();
    var host = Objective.of(Term.Preference.defaults());
    var joint = Objective.of(Term.Preference.defaults(), new Degree(0, LEVELS, ""));
    assertThat(after(joint, none)).containsExactly(after(host, none));
    assertThat(joint.needs()).isEqualTo(host.needs());
    assertThat(after(JOINT, rows())).isNotEqualTo(after(host, none));
  }

  private static double[] after(Objective objective, List<Example> rows) throws IOException {
    try (var model = Tiny.model(1);
        var trainer = new Trainer(model, objective, frozen(model, rows), OPTIONS)) {
      trainer.train(rows, List.of(), RunStore.none(), new Trainer.Listener() {});
      return weights(model);
    }
  }

  private static double[] weights(Transformer model) {
    try (var scope = TensorScope.open()) {
      return model.parameters().values().stream()
          .flatMapToDouble(t -> Arrays.stream(t.toDoubles()))
          .toArray();
    }
  }

  @Test
  void explanationsEqualTheFirstLosses() {
    var rows = rows();
    try (var model = Tiny.model(4)) {
      var explained =
          new RowExplainer(model, JOINT, frozen(model, rows), Teachers.none(), 100)
              .explain(rows, 0);
      for (var row : explained) {
        assertThat(row.explanation().value()).isCloseTo(row.loss(), within(1e-9));
        double host = row.explanation().parts().getFirst().value();
        double share = row.example().extras().copies().isEmpty() ? 0 : 0.5 * Math.log(LEVELS);
        assertThat(row.loss()).isCloseTo(host + share, within(1e-9));
      }
    }
  }

  @Test
  void aResumedRunEqualsAnUninterruptedOneBitForBit(@TempDir Path folder) throws IOException {
    double[] whole = run(folder.resolve("whole"), 8, false);
    assertThatThrownBy(() -> run(folder.resolve("cut"), 5, false)).hasMessage("cut");
    assertThat(run(folder.resolve("cut"), 99, true)).containsExactly(whole);
    assertThat(folder.resolve("cut/metrics.jsonl"))
        .hasSameTextualContentAs(folder.resolve("whole/metrics.jsonl"));
  }

  private static double[] run(Path folder, int cutAfter, boolean resume) throws IOException {
    var rows = rows();
    try (var model = Tiny.model(1);
        var trainer =
            new Trainer(
                model, JOINT, frozen(Tiny.model(1), rows), OPTIONS.withIntervals(3, 2, 0))) {
      trainer.train(
          rows,
          rows,
          RunStore.in(folder, "same", resume),
          new Trainer.Listener() {
            @Override
            public void step(long step, long total, Map<String, Double> metrics) {
              if (step == cutAfter && !resume && cutAfter < 8)
                throw new IllegalStateException("cut");
            }
          });
      return weights(model);
    }
  }
}
