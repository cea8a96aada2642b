package org.penchant.align.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.align.reward.Head;
import org.penchant.align.reward.LowRank;
import org.penchant.align.reward.Outputs;
import org.penchant.align.reward.RewardModel;
import org.penchant.align.reward.RewardPass;
import org.penchant.align.reward.RewardRow;
import org.penchant.align.reward.Scalar;
import org.penchant.align.reward.Scaling;
import org.penchant.align.reward.States;
import org.penchant.align.reward.Trunk;
import org.penchant.align.reward.VectorStates;
import org.penchant.align.reward.lowrank.BasisPenalty;
import org.penchant.align.reward.lowrank.Pruning;
import org.penchant.core.random.Seeds;
import org.penchant.torch.optim.AdamW;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/** Shared rewards held to a head, trained in turns, and pruned. */
class SharedRewardsTest {
  private static final int WIDTH = 4;
  private static final int ROWS = 12;
  private final TensorScope scope = TensorScope.open();
  private final States states = vectors();
  private final List<RewardRow> rows =
      IntStream.range(0, ROWS)
          .mapToObj(i -> RewardRow.pair("row " + i, 2 * i, 2 * i + 1).withUser(i % 3))
          .toList();

  @TempDir private Path folder;

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

  private static RewardModel model(Head head, List<Integer> hidden, float deviation) {
    var seeds = new Seeds(3);
    float[] deviations = new float[WIDTH];
    Arrays.fill(deviations, deviation);
    deviations[0] = 2 * deviation;
    return RewardModel.drawn(
        head,
        Trunk.drawn(WIDTH, hidden, head, true, seeds),
        new Scaling(Tensor.of(new float[WIDTH], WIDTH), Tensor.of(deviations, WIDTH)),
        List.of("ann", "bob", "cat"),
        seeds);
  }

  private RewardTrainer trainer(RewardModel model, long steps, StepPart... parts) {
    var options =
        new TrainOptions(
            new TrainOptions.Steps(6, 8192, 1, steps, false, false),
            new LearningRate(0.05, LearningRate.Shape.CONSTANT, 0),
            AdamW.Options.defaults(),
            1,
            new TrainOptions.Intervals(0, 3, 0, false),
            0);
    return RewardTrainer.of(
            model, states, RewardLoss.of(RewardTrainerTest.bradleyTerry(1)), options)
        .with(parts);
  }

  private static double[] weights(RewardModel model) {
    return model.trunk().layers().getLast().weight().toDoubles();
  }

  @Test
  void thePenaltysSlopesJoinThoseOfTheLoss() {
    try (var model = model(new LowRank(2, true), List.of(), 1);
        var other = model(new Scalar(), List.of(), 0.5f)) {
      double[] reference = weights(other);
      for (int f = 0; f < WIDTH; f++) reference[f] *= 2;
      var penalty = new BasisPenalty.Squared(0.7);
      var pull = BasisPull.of(model, other, penalty, 10);
      double[] plain = gradient(trainer(model, 1), model);
      pull.begin(3);
      double[] pulled = gradient(trainer(model, 1, pull), model);
      double[] v = weights(model);
      for (int i = 0; i < v.length; i++)
        assertThat(pulled[i] - plain[i])
            .isCloseTo(2 * 0.7 * (v[i] - reference[i % WIDTH]), within(1e-5));
      var metrics = new java.util.HashMap<String, Double>();
      pull.report(metrics);
      double[][] basis = {Arrays.copyOf(v, WIDTH), Arrays.copyOfRange(v, WIDTH, 2 * WIDTH)};
      assertThat(metrics.get("basis_penalty"))
          .isCloseTo(penalty.of(basis, reference, 0, new double[2][WIDTH]), within(1e-6));
    }
  }

  private double[] gradient(RewardTrainer trainer, RewardModel model) {
    new RewardLearner(trainer, rows, List.of()).train(IntStream.range(0, ROWS).toArray(), 0);
    double[] found = model.trunk().layers().getLast().weight().grad().toDoubles();
    model.parameters().values().forEach(Tensor::clearGrad);
    return found;
  }

  @Test
  void aStrongPenaltyEndsAtTheHead() throws Exception {
    try (var model = model(new LowRank(2, true), List.of(), 1);
        var other = model(new Scalar(), List.of(), 1)) {
      var pull = BasisPull.of(model, other, new BasisPenalty.Cosine(1000, 0, 0.1), 200);
      trainer(model, 200, pull)
          .train(rows, List.of(), RunStore.in(folder, "a", false), new Trainer.Listener() {});
      double[] v = weights(model);
      double[] head = weights(other);
      for (int j = 0; j < 2; j++) {
        double[] row = Arrays.copyOfRange(v, j * WIDTH, (j + 1) * WIDTH);
        assertThat(dot(row, head) / Math.sqrt(dot(row, row) * dot(head, head))).isGreaterThan(0.99);
      }
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
    return sum;
  }

  @Test
  void modelsThatDoNotCompareAreRefused() {
    try (var model = model(new LowRank(2, true), List.of(), 1);
        var deep = model(new Scalar(), List.of(3), 1);
        var zero = model(new Scalar(), List.of(), 1)) {
      var penalty = BasisPenalty.Cosine.defaults();
      assertThatThrownBy(() -> BasisPull.of(model, model, penalty, 1))
          .hasMessageContaining("no reward of one number");
      assertThatThrownBy(() -> BasisPull.of(model, deep, penalty, 1))
          .hasMessageContaining("hidden layers");
      try (var _ = GradMode.disabled()) {
        zero.trunk().layers().getLast().weight().mulInPlace(0);
      }
      assertThatThrownBy(() -> BasisPull.of(model, zero, penalty, 1)).hasMessageContaining("zeros");
    }
  }

  @Test
  void theGroupThatRestsStandsStill() throws Exception {
    try (var model = model(new LowRank(2, true), List.of(), 1)) {
      var turns =
          new AlternatingTurns(model.trunk().parameters().values(), model.tables().values(), 2);
      double[] users = model.tables().get("users").toDoubles();
      double[] basis = weights(model);
      trainer(model, 2, turns)
          .train(rows, List.of(), RunStore.in(folder, "b", false), new Trainer.Listener() {});
      assertThat(model.tables().get("users").toDoubles()).isEqualTo(users);
      assertThat(weights(model)).isNotEqualTo(basis);
      turns.begin(2);
      new RewardLearner(trainer(model, 2, turns), rows, List.of()).train(new int[] {0, 1}, 0);
      assertThat(model.tables().get("users").hasGrad()).isTrue();
      assertThat(model.trunk().layers().getLast().weight().hasGrad()).isFalse();
      assertThatThrownBy(() -> new AlternatingTurns(List.of(), List.of(), 0))
          .hasMessageContaining("steps = 0");
    }
  }

  @Test
  void pruningLeavesOutWhatNobodyTakes() {
    try (var model = model(new LowRank(3, true), List.of(3), 1)) {
      try (var _ = GradMode.disabled()) {
        double[] logits = {1, -9, 0, 2, -8, 1, 0, -9, 3};
        model.tables().get("users").copyInPlace(Tensor.of(logits, 9));
      }
      var before = outputs(model);
      try (var less = Pruning.of(model)) {
        assertThat(less.head()).isEqualTo(new LowRank(2, true));
        assertThat(less.users()).isEqualTo(model.users());
        var after = outputs(less);
        for (int i = 0; i < ROWS; i++) {
          assertThat(after.get(i).z()[0][1]).isEqualTo(before.get(i).z()[0][2]);
          assertThat(less.head().margin(after.get(i), less.values()))
              .isCloseTo(model.head().margin(before.get(i), model.values()), within(0.01));
        }
        assertThat(Pruning.of(less)).isSameAs(less);
      }
    }
  }

  private List<Outputs> outputs(RewardModel model) {
    return new RewardPass(model, states, rows, false).outputs();
  }

  @Test
  void headsThatShareNothingStay() {
    try (var model = model(new Scalar(), List.of(), 1)) {
      assertThat(Pruning.of(model)).isSameAs(model);
    }
  }
}
