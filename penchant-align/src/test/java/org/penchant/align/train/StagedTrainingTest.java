package org.penchant.align.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.align.lm.CausalLm;
import org.penchant.align.lm.Teachers;
import org.penchant.align.objective.Coefficient;
import org.penchant.align.objective.Objective;
import org.penchant.align.objective.Term;
import org.penchant.core.problems.Problems;
import org.penchant.torch.tensor.TensorScope;

/** Stages: references, momentum, earlier rewards, resuming. */
class StagedTrainingTest {
  @TempDir private Path folder;

  private static List<Example> rows() {
    var rows = new ArrayList<Example>();
    var plain = TrainerTest.rows();
    for (int i = 0; i < plain.size(); i++) {
      var columns = new HashMap<>(plain.get(i).columns());
      columns.put(Stages.COLUMN, (double) (i % 2));
      rows.add(plain.get(i).withColumns(columns));
    }
    return rows;
  }

  private static TrainOptions options() {
    return TrainOptions.defaults().withBatch(4, 400).withSteps(3);
  }

  private static List<List<Example>> stages(Stages stages) {
    var problems = new Problems();
    var parts = stages.of(rows(), problems);
    assertThat(problems.hasErrors()).isFalse();
    return parts;
  }

  private static List<List<Example>> none(int stages) {
    var none = new ArrayList<List<Example>>();
    for (int t = 0; t < stages; t++) none.add(List.of());
    return none;
  }

  private static Trainer.Result run(
      CausalLm model, Objective objective, Stages stages, Path folder, boolean resume)
      throws Exception {
    var parts = stages(stages);
    return new StagedTraining(model, objective, Teachers.none(), stages, options())
        .run(
            parts,
            none(parts.size()),
            new StagedTraining.Keeping(folder, "run", resume),
            new StagedTraining.Listener() {});
  }

  @Test
  void everyStageStartsAtItsReferenceWithTheLossAtZeroMargin() throws Exception {
    try (var model = Tiny.model(3);
        var scope = TensorScope.open()) {
      var result = run(model, Objective.dpo(0.5), Stages.defaults(), folder, false);
      assertThat(result.steps()).isEqualTo(6);
      assertThat(result.history().get(0))
          .containsEntry("loss", result.history().get(3).get("loss"));
      assertThat(result.history().get(3).get("loss")).isCloseTo(Math.log(2), within(1e-6));
      assertThat(result.history().get(2).get("loss")).isLessThan(Math.log(2) - 1e-4);
    }
  }

  @Test
  void partsOfTheDataInItsOrderAreStages() {
    var parts = stages(Stages.defaults().withSplit(3));
    assertThat(parts).hasSize(3);
    assertThat(parts.stream().flatMap(List::stream).map(Example::place).toList())
        .isEqualTo(rows().stream().map(Example::place).toList());
    var problems = new Problems();
    Stages.defaults().of(TrainerTest.rows(), problems);
    assertThat(problems.hasErrors()).as("rows without a stage").isTrue();
  }

  @Test
  void momentumGoesOnFromWhereAStageEndedButNotFromTheLast() throws Exception {
    double[] plain = parameters(Stages.defaults(), "plain");
    double[] still = parameters(Stages.defaults().withMomentum(0), "still");
    double[] moved = parameters(Stages.defaults().withMomentum(0.5), "moved");
    assertThat(still).containsExactly(plain);
    assertThat(moved).isNotEqualTo(plain);
    var capped = new Stages(Stages.Source.COLUMN, 0, 0.5, 1e-12, Optional.empty());
    assertThat(parameters(capped, "capped")).containsExactly(plain);
  }

  @Test
  void progressWithMomentumIsGolden() {
    double[][] golden = {
      {0.3, 1, 1}, {0.3, 2, 2.3}, {0.3, 3, 3.69}, {0.3, 4, 5.107}, {0.3, 10, 13.673473},
      {0.5, 1, 1}, {0.5, 2, 2.5}, {0.5, 3, 4.25}, {0.5, 4, 6.125}, {0.5, 10, 18.001953}
    };
    for (double[] g : golden)
      assertThat(Stages.progress(g[0], (int) g[1])).isCloseTo(g[2], within(5e-7));
    assertThat(sigmoid(Stages.progress(0.5, 2))).isCloseTo(0.9241418200, within(1e-10));
    assertThat(sigmoid(Stages.progress(0.5, 3))).isCloseTo(0.9859363730, within(1e-10));
    assertThat(sigmoid(Stages.progress(0, 2))).isCloseTo(0.8807970780, within(1e-10));
    assertThat(sigmoid(Stages.progress(0, 3))).isCloseTo(0.9525741268, within(1e-10));
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @Test
  void parametersGoOnByMomentumTimesTheChange() {
    try (var model = Tiny.model(3);
        var scope = TensorScope.open();
        var stages = new StageParameters(model)) {
      var p = model.parameters().values().iterator().next();
      double before = p.toDoubles()[0];
      try (var _ = org.penchant.torch.tensor.GradMode.disabled()) {
        p.copyInPlace(p.add(0.25));
      }
      stages.ended(0.5, false, 0, rows(), 400);
      assertThat(p.toDoubles()[0]).isCloseTo(before + 0.25 * 1.5, within(1e-6));
      stages.ended(0.5, true, 0, rows(), 400);
      assertThat(p.toDoubles()[0])
          .as("the last stage's result stays")
          .isCloseTo(before + 0.375, within(1e-6));
    }
  }

  private double[] parameters(Stages stages, String name) throws Exception {
    try (var model = Tiny.model(3);
        var scope = TensorScope.open()) {
      run(model, Objective.dpo(0.5), stages, folder.resolve(name), false);
      return flat(model);
    }
  }

  private static double[] flat(CausalLm model) {
    return model.parameters().values().stream()
        .flatMapToDouble(p -> java.util.Arrays.stream(p.toDoubles()))
        .toArray();
  }

  /** R_1 = beta (log pi_1 - log pi_0): what the second stage's offset is made of. */
  @Test
  void theOffsetOfALaterStageIsTheMarginOfEarlierImplicitRewards() throws Exception {
    double beta = 0.5;
    double lambda = 0.7;
    var stages =
        new Stages(Stages.Source.COLUMN, 0, 0, 0, Optional.of(new Stages.Earlier(beta, lambda)));
    var d = Term.Preference.defaults();
    var objective =
        Objective.of(
            new Term.Preference(
                1,
                org.penchant.align.objective.Reward.LogRatio.of(beta),
                d.structure(),
                d.contrast(),
                new Coefficient.Times(new Coefficient.Column(Stages.EARLIER_MARGIN), lambda),
                d.link(),
                d.noise(),
                d.weight()));
    try (var model = Tiny.model(3);
        var scope = TensorScope.open()) {
      var parts = stages(stages);
      var second = parts.get(1);
      double[] before = margins(model, second);
      var earlier = new EarlierRewards(model, stages.earlier(), 400);
      earlier.look(parts, none(2));
      assertThat(earlier.annotated(parts.get(0)))
          .allSatisfy(row -> assertThat(row.columns()).containsEntry(Stages.EARLIER_MARGIN, 0.0));
      new Trainer(model, objective, Optional.of(frozen(model, parts.get(0))), options())
          .train(
              earlier.annotated(parts.get(0)),
              List.of(),
              RunStore.none(),
              new Trainer.Listener() {});
      earlier.look(parts.subList(1, 2), none(1));
      double[] after = margins(model, second);
      var annotated = earlier.annotated(second);
      for (int i = 0; i < second.size(); i++)
        assertThat(annotated.get(i).columns().get(Stages.EARLIER_MARGIN))
            .isCloseTo(beta * (after[i] - before[i]), within(1e-9));
    }
  }

  private static org.penchant.align.reference.Reference frozen(CausalLm model, List<Example> rows) {
    return org.penchant.align.reference.CachedReference.compute(
        model, rows.stream().map(Example::group).toList(), 400, _ -> {});
  }

  private static double[] margins(CausalLm model, List<Example> rows) {
    var known =
        org.penchant.align.reference.CachedReference.compute(
            model, rows.stream().map(Example::sequences).toList(), 400, _ -> {});
    return rows.stream()
        .mapToDouble(row ->
            java.util.Arrays.stream(known.of(row.sequences().get(0))).sum()
                - java.util.Arrays.stream(known.of(row.sequences().get(1))).sum())
        .toArray();
  }

  @Test
  void aRunStoppedInItsSecondStageEndsAsIfItHadNotStopped() throws Exception {
    double[] whole = parameters(Stages.defaults().withMomentum(0.3), "whole");
    var stages = Stages.defaults().withMomentum(0.3);
    Path stopped = folder.resolve("stopped");
    try (var model = Tiny.model(3);
        var scope = TensorScope.open()) {
      var parts = stages(stages);
      var staged =
          new StagedTraining(model, Objective.dpo(0.5), Teachers.none(), stages, options());
      try {
        staged.run(
            parts,
            none(2),
            new StagedTraining.Keeping(stopped, "run", false),
            new StagedTraining.Listener() {
              private int steps;

              @Override
              public void step(long step, long total, Map<String, Double> metrics) {
                if (++steps == 5) throw new IllegalStateException("stopped");
              }
            });
      } catch (IllegalStateException expected) {
        assertThat(expected).hasMessage("stopped");
      }
    }
    try (var model = Tiny.model(3);
        var scope = TensorScope.open()) {
      var result = run(model, Objective.dpo(0.5), stages, stopped, true);
      assertThat(result.history()).hasSize(6);
      assertThat(flat(model)).containsExactly(whole);
    }
  }
}
