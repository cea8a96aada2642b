package org.penchant.align.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.align.objective.Context;
import org.penchant.align.reward.RewardModel;
import org.penchant.align.reward.RewardRow;
import org.penchant.align.reward.Scalar;
import org.penchant.align.reward.Scaling;
import org.penchant.align.reward.States;
import org.penchant.align.reward.TextStates;
import org.penchant.align.reward.Trunk;
import org.penchant.align.reward.VectorStates;
import org.penchant.align.reward.meta.InfoNce;
import org.penchant.align.reward.meta.MetaStep;
import org.penchant.align.reward.mix.MinNorm;
import org.penchant.align.reward.mix.SourceWeights;
import org.penchant.core.random.Seeds;
import org.penchant.torch.optim.AdamW;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/** What joins the steps of reward training: sources, contrasts, meta steps. */
class RewardStepPartsTest {
  private static final int WIDTH = 4;
  private static final int ROWS = 14;
  private final TensorScope scope = TensorScope.open();
  private final States states = vectors();
  private final List<RewardRow> rows =
      IntStream.range(0, ROWS).mapToObj(i -> RewardRow.pair("row " + i, 2 * i, 2 * i + 1)).toList();

  @AfterEach
  void close() {
    scope.close();
  }

  private static States vectors() {
    var random = new Seeds(1).stream("rows");
    float[] values = new float[2 * ROWS * WIDTH];
    for (int i = 0; i < values.length; i++) values[i] = (float) random.nextGaussian();
    return VectorStates.of(Tensor.of(values, 2 * ROWS, WIDTH));
  }

  private static RewardModel model() {
    return model(WIDTH, List.of(3));
  }

  private static RewardModel model(int width, List<Integer> hidden) {
    var seeds = new Seeds(3);
    var head = new Scalar();
    return RewardModel.drawn(
        head, Trunk.drawn(width, hidden, head, true, seeds), Scaling.none(width), List.of(), seeds);
  }

  private RewardTrainer trainer(RewardModel model, long steps) {
    var options =
        new TrainOptions(
            new TrainOptions.Steps(6, 8192, 1, steps, false, false),
            new LearningRate(0.05, LearningRate.Shape.CONSTANT, 0),
            AdamW.Options.defaults(),
            1,
            new TrainOptions.Intervals(0, 3, 0, false),
            0);
    return RewardTrainer.of(
        model, states, RewardLoss.of(RewardTrainerTest.bradleyTerry(1)), options);
  }

  private static WeighedSources sources(SourceWeights how) {
    int[] source = IntStream.range(0, ROWS).map(i -> i < 2 ? 0 : i % 2 + 1).toArray();
    return new WeighedSources(List.of("a", "b", "c"), source, how, 3);
  }

  private static double[] values(RewardModel model) {
    return model.parameters().values().stream()
        .flatMapToDouble(t -> Arrays.stream(t.toDoubles()))
        .toArray();
  }

  private double[] trained(long steps, RunStore store, List<StepPart> parts) throws Exception {
    try (var model = model()) {
      trainer(model, steps)
          .with(parts.toArray(StepPart[]::new))
          .train(rows, List.of(), store, new Trainer.Listener() {});
      return values(model);
    }
  }

  @Test
  void aStepHasAsManyRowsOfEverySourceAndGoesByTheSumOfWeighedLosses() {
    try (var model = model();
        var part =
            sources(
                SourceWeights.LeastNorm.defaults()
                    .withFreshness(1)
                    .withNormalisation(SourceWeights.Normalisation.NONE))) {
      var trainer = trainer(model, 1).with(part);
      var learner = new RewardLearner(trainer, rows, List.of());
      int[] numbers = learner.batches(trainer.options()).rows(0);
      assertThat(numbers).hasSize(6);
      assertThat(Arrays.copyOf(numbers, 2)).containsExactlyInAnyOrder(0, 1);
      var metrics = learner.train(numbers, 0);
      double[] lambda = {metrics.get("lambda/a"), metrics.get("lambda/b"), metrics.get("lambda/c")};
      assertThat(Arrays.stream(lambda).sum()).isCloseTo(1, within(1e-12));
      var found = gradients(model);
      double[] expected = new double[found.get("hidden.0.weight").length];
      double[][] heads = new double[3][];
      double loss = 0;
      for (int s = 0; s < 3; s++) {
        var some = List.of(rows.get(numbers[2 * s]), rows.get(numbers[2 * s + 1]));
        var outcomes = trainer(model, 1).pass(some, Context.NONE, true);
        double mean = outcomes.stream().mapToDouble(RewardOutcome::loss).average().orElseThrow();
        assertThat(metrics.get("loss/" + "abc".charAt(s))).isCloseTo(mean, within(1e-9));
        loss += lambda[s] * mean;
        var own = gradients(model);
        heads[s] = own.get("score.weight");
        double[] g = own.get("hidden.0.weight");
        for (int j = 0; j < g.length; j++) expected[j] += lambda[s] * g[j];
      }
      assertThat(found.get("hidden.0.weight")).containsExactly(expected, within(1e-6));
      assertThat(metrics.get("loss")).isCloseTo(loss, within(1e-9));
      assertThat(MinNorm.residual(MinNorm.gram(heads), lambda)).isLessThan(1e-6);
    }
  }

  private static Map<String, double[]> gradients(RewardModel model) {
    var found = new LinkedHashMap<String, double[]>();
    model
        .parameters()
        .forEach((name, p) -> {
          if (p.hasGrad()) found.put(name, p.grad().toDoubles());
          p.clearGrad();
        });
    return found;
  }

  @Test
  void aRunOfSeveralSourcesGoesOnFromItsCheckpoint(@TempDir Path folder) throws Exception {
    var how = SourceWeights.LeastNorm.defaults().withFreshness(0.1);
    try (var one = sources(how);
        var two = sources(how);
        var three = sources(how)) {
      double[] whole = trained(9, RunStore.none(), List.of(one));
      trained(6, RunStore.in(folder, "run", false), List.of(two));
      double[] resumed = trained(9, RunStore.in(folder, "run", true), List.of(three));
      assertThat(resumed).containsExactly(whole);
      assertThat(three.state().get("sources.memory").toDoubles())
          .containsExactly(one.state().get("sources.memory").toDoubles());
    }
  }

  @Test
  void equalSharesWeighAlikeAndKeepNothing() throws Exception {
    try (var part = sources(new SourceWeights.Equal());
        var model = model()) {
      var result =
          trainer(model, 5)
              .with(part)
              .train(rows, List.of(), RunStore.none(), new Trainer.Listener() {});
      assertThat(result.history().getLast()).containsEntry("lambda/b", 1.0 / 3);
      assertThat(part.state()).isEmpty();
    }
    assertThatThrownBy(
            () -> new WeighedSources(List.of("a"), new int[] {0}, new SourceWeights.Equal(), 3))
        .hasMessageContaining("two or more");
    assertThatThrownBy(() ->
            new WeighedSources(List.of("a", "b"), new int[] {0}, new SourceWeights.Equal(), 3))
        .hasMessageContaining("source b has no rows");
  }

  @Test
  void theContrastiveGradientReachesTheTrunk() {
    for (var of : ContrastiveTerm.Of.values())
      try (var model = model()) {
        var part = new ContrastiveTerm(contrast(of, 0.7), new Seeds(5));
        compare(trainer(model, 1), rows.subList(0, 5), part, model.parameters());
      }
  }

  @Test
  void theContrastiveGradientReachesTheBody() {
    var random = new Seeds(2).stream("tokens");
    var sequences = new ArrayList<org.penchant.align.lm.TokenSequence>();
    for (int i = 0; i < 8; i++)
      sequences.add(TextStates.ending(random.ints(4, 0, Tiny.VOCABULARY).toArray()));
    try (var body = Tiny.model(1);
        var model = model(body.width(), List.of())) {
      var text = new TextStates(body, sequences, true, 8192, false);
      var plain = trainer(model, 1);
      var trainer =
          new RewardTrainer(
              model, text, body.parameters(), plain.loss(), plain.options(), List.of());
      var part = new ContrastiveTerm(contrast(ContrastiveTerm.Of.PAIR, 0.7), new Seeds(5));
      var some = new LinkedHashMap<String, Tensor>();
      body.parameters()
          .forEach((name, p) -> {
            if (name.contains("norm") && p.elements() < 20) some.put(name, p);
          });
      assertThat(some).isNotEmpty();
      compare(trainer, rows.subList(0, 4), part, some);
    }
  }

  private static ContrastiveTerm.Settings contrast(ContrastiveTerm.Of of, double weight) {
    return new ContrastiveTerm.Settings(weight, new InfoNce(0.5), 0.1, of);
  }

  /** Loss and contrast move as the gradients say. */
  private static void compare(
      RewardTrainer plain, List<RewardRow> rows, ContrastiveTerm part, Map<String, Tensor> all) {
    total(plain, rows, part);
    plain.behind().values().forEach(Tensor::clearGrad);
    plain.model().parameters().values().forEach(Tensor::clearGrad);
    part.begin(0);
    plain.with(part).pass(rows, Context.NONE, true);
    var gradients = new LinkedHashMap<String, double[]>();
    all.forEach((name, p) -> gradients.put(name, p.grad().toDoubles()));
    double step = 3e-3;
    for (var entry : all.entrySet())
      for (int k = 0; k < entry.getValue().elements(); k++) {
        double up = moved(plain, rows, part, entry.getValue(), k, step);
        double down = moved(plain, rows, part, entry.getValue(), k, -step);
        double g = gradients.get(entry.getKey())[k];
        assertThat(g)
            .as(entry.getKey() + " " + k)
            .isCloseTo((up - down) / (2 * step), within(1e-2 * Math.max(0.5, Math.abs(g))));
      }
  }

  private static double moved(
      RewardTrainer plain,
      List<RewardRow> rows,
      ContrastiveTerm part,
      Tensor tensor,
      int k,
      double by) {
    float[] before = tensor.toFloats();
    float[] after = before.clone();
    after[k] += (float) by;
    put(tensor, after);
    double loss = total(plain, rows, part);
    put(tensor, before);
    return loss;
  }

  private static void put(Tensor tensor, float[] values) {
    try (var scope = TensorScope.open();
        var _ = GradMode.disabled()) {
      tensor.copyInPlace(Tensor.of(values, tensor.shape()));
    }
  }

  private static double total(RewardTrainer plain, List<RewardRow> rows, ContrastiveTerm part) {
    part.begin(0);
    var outcomes = plain.with(part).pass(rows, Context.NONE, true);
    var metrics = new LinkedHashMap<String, Double>();
    part.report(metrics);
    return outcomes.stream().mapToDouble(RewardOutcome::loss).average().orElseThrow()
        + 0.7 * metrics.get("contrastive");
  }

  @Test
  void aContrastOfNoWeightChangesNothing() throws Exception {
    var part = new ContrastiveTerm(contrast(ContrastiveTerm.Of.PAIR, 0), new Seeds(5));
    assertThat(trained(4, RunStore.none(), List.of(part)))
        .containsExactly(trained(4, RunStore.none(), List.of()));
  }

  private MetaAscent meta(RewardModel model, MetaStep how) {
    return new MetaAscent(model, states, Map.of(), rows.subList(0, 5), how, 3, new Seeds(7));
  }

  @Test
  void withoutAscentTheMetaStepIsThePlainOne() throws Exception {
    double[] plain = trained(5, RunStore.none(), List.of());
    try (var model = model()) {
      trainer(model, 5)
          .with(meta(model, MetaStep.of(0)))
          .train(rows, List.of(), RunStore.none(), new Trainer.Listener() {});
      assertThat(values(model)).containsExactly(plain);
    }
  }

  @Test
  void theGradientIsTakenWhereTheSpreadHasRisenAndParametersComeBack() {
    try (var model = model();
        var other = model()) {
      double[] before = values(model);
      var part = meta(model, new MetaStep(0.5, 0.05));
      var batch = rows.subList(5, 11);
      part.begin(0);
      part.around(() -> {
        put(other, values(model));
        trainer(model, 1).pass(batch, Context.NONE, true);
      });
      assertThat(values(model)).containsExactly(before);
      double[] moved = values(other);
      double squares = 0;
      for (int i = 0; i < moved.length; i++) squares += Math.pow(moved[i] - before[i], 2);
      assertThat(Math.sqrt(squares)).as("bounded").isCloseTo(0.05, within(1e-5));
      trainer(other, 1).pass(batch, Context.NONE, true);
      var there = gradients(other);
      gradients(model).forEach((name, g) -> assertThat(g).containsExactly(there.get(name)));
      var first = new LinkedHashMap<String, Double>();
      part.report(first);
      var after = meta(other, MetaStep.of(1e-9));
      after.begin(0);
      after.around(() -> {});
      var second = new LinkedHashMap<String, Double>();
      after.report(second);
      assertThat(second.get("spread")).isGreaterThan(first.get("spread"));
    }
  }

  private static void put(RewardModel model, double[] values) {
    int at = 0;
    for (var tensor : model.parameters().values()) {
      float[] own = new float[(int) tensor.elements()];
      for (int i = 0; i < own.length; i++) own[i] = (float) values[at++];
      put(tensor, own);
    }
  }

  @Test
  void aMetaRunGoesOnFromItsCheckpoint(@TempDir Path folder) throws Exception {
    double[] whole = metaRun(9, RunStore.none());
    metaRun(6, RunStore.in(folder, "run", false));
    assertThat(metaRun(9, RunStore.in(folder, "run", true))).containsExactly(whole);
  }

  private double[] metaRun(long steps, RunStore store) throws Exception {
    try (var model = model()) {
      trainer(model, steps)
          .with(
              meta(model, MetaStep.of(0.05)),
              new ContrastiveTerm(ContrastiveTerm.Settings.defaults(), new Seeds(1)))
          .train(rows, List.of(), store, new Trainer.Listener() {});
      return values(model);
    }
  }
}
