package org.penchant.app.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.penchant.align.objective.Objective;
import org.penchant.align.reward.Head;
import org.penchant.align.reward.RewardModel;
import org.penchant.align.reward.RewardRow;
import org.penchant.align.reward.Scaling;
import org.penchant.align.reward.Trunk;
import org.penchant.align.reward.VectorFile;
import org.penchant.align.reward.VectorStates;
import org.penchant.align.train.LearningRate;
import org.penchant.align.train.RewardLoss;
import org.penchant.align.train.RewardOutcome;
import org.penchant.align.train.RewardTrainer;
import org.penchant.align.train.RunStore;
import org.penchant.align.train.TrainOptions;
import org.penchant.align.train.Trainer;
import org.penchant.core.random.Seeds;
import org.penchant.torch.optim.AdamW;

/**
 * One epoch of a reward head on pairs of given vectors: rows a second and memory on the way.
 *
 * @param pairs drawn, Bradley-Terry labels of a linear truth
 * @param width of the vectors
 * @param batch pairs of a step
 */
public record HeadBench(int pairs, int width, int batch) {
  private static final int SAMPLES = 10;
  private static final int HELD_OUT = 2000;

  /**
   * What was measured.
   *
   * @param seconds of the epoch, without writing the vectors
   * @param rowsPerSecond pairs a second
   * @param anonymousMib memory at equal distances through the epoch, mapped pages not counted
   * @param accuracy on pairs it did not train on
   */
  public record Result(
      int pairs,
      int width,
      double seconds,
      double rowsPerSecond,
      List<Long> anonymousMib,
      double accuracy) {}

  /** The file's rows: the better response of a pair stands first. */
  private record Vectors(int pairs, int width) implements Iterable<float[]> {
    @Override
    public Iterator<float[]> iterator() {
      RandomGenerator random = new Seeds(7).stream("vectors");
      double[] truth = random.doubles(width, -1, 1).toArray();
      var pending = new ArrayList<float[]>();
      return new Iterator<>() {
        private int left = pairs;

        @Override
        public boolean hasNext() {
          return left > 0 || !pending.isEmpty();
        }

        @Override
        public float[] next() {
          if (pending.isEmpty()) {
            left--;
            float[] a = draw();
            float[] b = draw();
            boolean first = random.nextDouble() < 1 / (1 + Math.exp(value(b) - value(a)));
            pending.add(first ? a : b);
            pending.add(first ? b : a);
          }
          return pending.removeFirst();
        }

        private float[] draw() {
          float[] vector = new float[width];
          for (int j = 0; j < width; j++) vector[j] = random.nextFloat() * 2 - 1;
          return vector;
        }

        private double value(float[] vector) {
          double sum = 0;
          for (int j = 0; j < width; j++) sum += truth[j] * vector[j];
          return sum;
        }
      };
    }
  }

  /** Writes vectors to {@code file}, trains one epoch on them, and measures. */
  public Result measure(Path file, Head head, Objective objective, List<Integer> hidden)
      throws IOException {
    VectorFile.write(file, 2L * (pairs + HELD_OUT), width, new Vectors(pairs + HELD_OUT, width));
    var seeds = new Seeds(0);
    try (var vectors = VectorFile.open(file);
        var model =
            RewardModel.drawn(
                head,
                Trunk.drawn(width, hidden, head, true, seeds),
                Scaling.none(width),
                List.of(),
                seeds)) {
      var trainer =
          RewardTrainer.of(
              model, VectorStates.of(vectors.matrix()), RewardLoss.of(objective), options());
      var memory = new ArrayList<Long>();
      long started = System.nanoTime();
      trainer.train(
          rows(0, pairs),
          List.of(),
          RunStore.none(),
          new Trainer.Listener() {
            @Override
            public void step(long step, long total, Map<String, Double> metrics) {
              if (step % Math.max(1, total / SAMPLES) == 0) memory.add(Memory.anonymousMib());
            }
          });
      double seconds = (System.nanoTime() - started) * 1e-9;
      double accuracy =
          RewardOutcome.metrics(0, trainer.outcomes(rows(pairs, HELD_OUT)))
              .getOrDefault("accuracy", Double.NaN);
      return new Result(pairs, width, seconds, pairs / seconds, memory, accuracy);
    }
  }

  private static List<RewardRow> rows(int from, int count) {
    return new AbstractList<>() {
      @Override
      public RewardRow get(int i) {
        return RewardRow.pair("pair " + (from + i), 2 * (from + i), 2 * (from + i) + 1);
      }

      @Override
      public int size() {
        return count;
      }
    };
  }

  private TrainOptions options() {
    return new TrainOptions(
        new TrainOptions.Steps(batch, 8192, 1, 0, false, false),
        new LearningRate(1e-3, LearningRate.Shape.COSINE, 0.1),
        AdamW.Options.defaults(),
        1,
        new TrainOptions.Intervals(0, 0, 0, false),
        0);
  }
}
