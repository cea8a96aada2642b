package org.penchant.align.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penchant.align.objective.Aggregation;
import org.penchant.align.objective.Coefficient;
import org.penchant.align.objective.Context;
import org.penchant.align.objective.Contrast;
import org.penchant.align.objective.Link;
import org.penchant.align.objective.Listwise;
import org.penchant.align.objective.Noise;
import org.penchant.align.objective.Objective;
import org.penchant.align.objective.Reward;
import org.penchant.align.objective.SoftmaxList;
import org.penchant.align.objective.Structure;
import org.penchant.align.objective.Term;
import org.penchant.align.reward.Categorical;
import org.penchant.align.reward.Gaussian;
import org.penchant.align.reward.Head;
import org.penchant.align.reward.IdealPoint;
import org.penchant.align.reward.LowRank;
import org.penchant.align.reward.OutsideOption;
import org.penchant.align.reward.RewardModel;
import org.penchant.align.reward.RewardPass;
import org.penchant.align.reward.RewardRow;
import org.penchant.align.reward.Scalar;
import org.penchant.align.reward.Scaling;
import org.penchant.align.reward.SkewSymmetric;
import org.penchant.align.reward.Transport;
import org.penchant.align.reward.Trunk;
import org.penchant.align.reward.VectorStates;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.torch.optim.AdamW;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

class RewardTrainerTest {
  private static final int WIDTH = 4;

  static Objective bradleyTerry(double temperature) {
    return Objective.of(
        new Term.Preference(
            1,
            new Reward.Score(1 / temperature),
            new Structure.LabelledPairs(),
            new Contrast.Difference(),
            Coefficient.ZERO,
            new Link.Logistic(),
            new Noise.None(),
            Coefficient.ONE));
  }

  private static TrainOptions options(int batch, long steps, double rate) {
    return new TrainOptions(
        new TrainOptions.Steps(batch, 8192, 1, steps, false, false),
        new LearningRate(rate, LearningRate.Shape.CONSTANT, 0),
        AdamW.Options.defaults(),
        0,
        new TrainOptions.Intervals(0, 0, 0, false),
        0);
  }

  private static RewardModel model(Head head, int width, List<Integer> hidden, List<String> users) {
    var seeds = new Seeds(3);
    return RewardModel.drawn(
        head, Trunk.drawn(width, hidden, head, true, seeds), Scaling.none(width), users, seeds);
  }

  static Stream<Head> heads() {
    return Stream.of(
        new Scalar(),
        new OutsideOption(),
        new Gaussian(),
        new Categorical(3, Transport.OPTIMAL),
        new SkewSymmetric(2, true),
        new LowRank(2, true),
        new IdealPoint(2, 3, IdealPoint.Nearness.ANGLE, true));
  }

  @ParameterizedTest
  @MethodSource("heads")
  void gradientsOfParametersAreFiniteDifferences(Head head) {
    var random = new Seeds(1).stream("rows");
    float[] values = new float[6 * WIDTH];
    for (int i = 0; i < values.length; i++) values[i] = (float) random.nextGaussian();
    boolean prompted = head.promptOutputs() > 0;
    var rows = new ArrayList<RewardRow>();
    for (int i = 0; i < 2; i++) {
      var row = RewardRow.pair("row " + i, 2 * i, 2 * i + 1).withUser(head.personal() ? i : -1);
      if (prompted) row = row.withPrompt(4 + i);
      rows.add(head.outside() ? row.withLabels(i == 0 ? 1 : 0, 0, i) : row);
    }
    var objective =
        head.outside()
            ? new Objective(
                List.of(
                    new Listwise(
                        1,
                        Reward.Score.defaults(),
                        new SoftmaxList(SoftmaxList.Target.SHARE),
                        Listwise.Scale.AS_GIVEN,
                        Coefficient.ONE)),
                Aggregation.MEAN)
            : bradleyTerry(0.5);
    try (var scope = TensorScope.open();
        var model = model(head, WIDTH, List.of(3), List.of("ann", "bob"))) {
      var states = VectorStates.of(Tensor.of(values, 6, WIDTH));
      var trainer = RewardTrainer.of(model, states, RewardLoss.of(objective), options(2, 1, 1e-9));
      gradients(model, states, rows, objective);
      compare(trainer, rows);
    }
  }

  private static void gradients(
      RewardModel model, VectorStates states, List<RewardRow> rows, Objective objective) {
    try (var scope = TensorScope.open()) {
      var pass = new RewardPass(model, states, rows, true);
      var found =
          RewardLoss.of(objective)
              .of(
                  model.head(),
                  model.users().size(),
                  rows,
                  pass.outputs(),
                  pass.tables(),
                  Context.NONE,
                  rows.size(),
                  true);
      pass.backward(found.byOutputs(), found.byTables(), 0, List.of());
    }
  }

  /** Losses move as the gradients say. */
  private static void compare(RewardTrainer trainer, List<RewardRow> rows) {
    double step = 3e-3;
    for (var entry : trainer.model().parameters().entrySet()) {
      var tensor = entry.getValue();
      assertThat(tensor.hasGrad()).as(entry.getKey()).isTrue();
      double[] gradient = tensor.grad().toDoubles();
      for (int k = 0; k < gradient.length; k++) {
        double up = moved(trainer, rows, tensor, k, step);
        double down = moved(trainer, rows, tensor, k, -step);
        assertThat(gradient[k])
            .as(entry.getKey() + " " + k)
            .isCloseTo((up - down) / (2 * step), within(1e-2 * Math.max(1, Math.abs(gradient[k]))));
      }
    }
  }

  private static double moved(
      RewardTrainer trainer, List<RewardRow> rows, Tensor tensor, int k, double by) {
    try (var scope = TensorScope.open();
        var _ = GradMode.disabled()) {
      float[] before = tensor.toFloats();
      float[] after = before.clone();
      after[k] += (float) by;
      tensor.copyInPlace(Tensor.of(after, tensor.shape()));
      double loss = trainer.outcomes(rows).stream().mapToDouble(RewardOutcome::loss).sum();
      tensor.copyInPlace(Tensor.of(before, tensor.shape()));
      return loss / rows.size();
    }
  }

  /** Three kinds of answer, each beats the next: 019's cycle. */
  private record Cycle(Tensor vectors, List<RewardRow> rows) {
    static Cycle of(int pairs, long seed) {
      var random = new Seeds(seed).stream("cycle");
      double[][] centres = new double[3][8];
      for (double[] centre : centres) for (int j = 0; j < 8; j++) centre[j] = random.nextGaussian();
      float[] values = new float[pairs * 2 * 8];
      var rows = new ArrayList<RewardRow>();
      for (int i = 0; i < pairs; i++) {
        int winner = random.nextInt(3);
        for (int side = 0; side < 2; side++)
          for (int j = 0; j < 8; j++)
            values[(2 * i + side) * 8 + j] =
                (float) (centres[(winner + side) % 3][j] + 0.3 * random.nextGaussian());
        rows.add(RewardRow.pair("pair " + i, 2 * i, 2 * i + 1));
      }
      return new Cycle(Tensor.of(values, 2L * pairs, 8), rows);
    }

    double accuracy(Head head, List<Integer> hidden) throws java.io.IOException {
      try (var model = model(head, 8, hidden, List.of())) {
        var trainer =
            RewardTrainer.of(
                model,
                VectorStates.of(vectors),
                RewardLoss.of(bradleyTerry(0.1)),
                options(256, 400, 0.01));
        int half = rows.size() / 2;
        trainer.train(rows.subList(0, half), List.of(), RunStore.none(), new Trainer.Listener() {});
        var found = trainer.outcomes(rows.subList(half, rows.size()));
        return RewardOutcome.metrics(0, found).get("accuracy");
      }
    }
  }

  @Test
  void aSkewSymmetricHeadLearnsACycleThatNoScalarCan() throws Exception {
    try (var scope = TensorScope.open()) {
      var cycle = Cycle.of(1000, 5);
      assertThat(cycle.accuracy(new SkewSymmetric(1, false), List.of())).isGreaterThan(0.95);
      assertThat(cycle.accuracy(new Scalar(), List.of(16))).isLessThanOrEqualTo(0.7);
    }
  }

  @Test
  void goesOnFromACheckpointAsIfItHadNeverStopped(@TempDir Path folder) throws Exception {
    try (var scope = TensorScope.open()) {
      var cycle = Cycle.of(40, 6);
      var head = new LowRank(2, true);
      var rows = new ArrayList<RewardRow>();
      for (int i = 0; i < 40; i++) rows.add(cycle.rows().get(i).withUser(i % 3));
      double[] whole = trained(head, cycle, rows, 12, RunStore.none());
      trained(head, cycle, rows, 6, RunStore.in(folder, "run", false));
      double[] resumed = trained(head, cycle, rows, 12, RunStore.in(folder, "run", true));
      assertThat(resumed).containsExactly(whole);
    }
  }

  private static double[] trained(
      Head head, Cycle cycle, List<RewardRow> rows, long steps, RunStore store) throws Exception {
    try (var model = model(head, 8, List.of(4), List.of("a", "b", "c"))) {
      var options =
          new TrainOptions(
              new TrainOptions.Steps(8, 8192, 1, steps, false, false),
              new LearningRate(0.01, LearningRate.Shape.CONSTANT, 0),
              AdamW.Options.defaults(),
              1,
              new TrainOptions.Intervals(0, 3, 0, false),
              0);
      RewardTrainer.of(
              model, VectorStates.of(cycle.vectors()), RewardLoss.of(bradleyTerry(1)), options)
          .train(rows, List.of(), store, new Trainer.Listener() {});
      var all = new ArrayList<Double>();
      for (var tensor : model.parameters().values()) for (double v : tensor.toDoubles()) all.add(v);
      return all.stream().mapToDouble(v -> v).toArray();
    }
  }

  @Test
  void labelsTrainADistribution() throws Exception {
    try (var scope = TensorScope.open();
        var model = model(new Categorical(3, Transport.CROSS_ENTROPY), 2, List.of(), List.of())) {
      var vectors = Tensor.of(new float[] {1, 0, 0, 1}, 2, 2);
      double[] first = {0.7, 0.2, 0.1};
      double[] second = {0.1, 0.1, 0.8};
      var rows = List.of(only("good", 0).withLabels(first), only("bad", 1).withLabels(second));
      var trainer =
          RewardTrainer.of(
              model, VectorStates.of(vectors), RewardLoss.labels(), options(2, 400, 0.05));
      trainer.train(rows, List.of(), RunStore.none(), new Trainer.Listener() {});
      var found = trainer.outcomes(rows);
      assertThat(found.get(0).utilities()[0]).isCloseTo(0.7 + 0.1, within(1e-2));
      assertThat(found.get(1).utilities()[0]).isCloseTo(0.1 + 0.05, within(1e-2));
    }
  }

  private static RewardRow only(String place, int item) {
    return new RewardRow(place, new int[] {item}, -1, -1, new double[0], true, Map.of());
  }

  @Test
  void stopsAtALossThatIsNotFinite() {
    try (var scope = TensorScope.open();
        var model = model(new Scalar(), 2, List.of(), List.of())) {
      var vectors = Tensor.of(new float[] {1, Float.NaN, 0, 1}, 2, 2);
      var trainer =
          RewardTrainer.of(
              model, VectorStates.of(vectors), RewardLoss.of(bradleyTerry(1)), options(1, 2, 0.05));
      assertThatThrownBy(() ->
              trainer.train(
                  List.of(RewardRow.pair("votes.jsonl row 3", 0, 1)),
                  List.of(),
                  RunStore.none(),
                  new Trainer.Listener() {}))
          .isInstanceOf(ProblemsException.class)
          .hasMessageContaining("votes.jsonl row 3");
    }
  }
}
