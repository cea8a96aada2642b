package org.penchant.app.reward;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.penchant.align.objective.Objective;
import org.penchant.align.reward.RewardFolder;
import org.penchant.align.reward.RewardModel;
import org.penchant.align.reward.RewardRow;
import org.penchant.align.reward.Scalar;
import org.penchant.align.reward.Scaling;
import org.penchant.align.reward.Trunk;
import org.penchant.align.reward.VectorFile;
import org.penchant.align.reward.VectorStates;
import org.penchant.align.train.LearningRate;
import org.penchant.align.train.RewardLoss;
import org.penchant.align.train.RewardTrainer;
import org.penchant.align.train.RunStore;
import org.penchant.align.train.TrainOptions;
import org.penchant.align.train.Trainer;
import org.penchant.app.job.Progress;
import org.penchant.core.io.AtomicFiles;
import org.penchant.core.io.Json;
import org.penchant.core.random.Seeds;
import org.penchant.papers.catalogue.Catalogue;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/**
 * A world whose true reward is known: responses are vectors x of 16 numbers, worth 2 a'x - 2 max(0,
 * b'x - 2)^2 with random unit vectors a and b whose cosine is 1 / sqrt(2), so that what is good can
 * be overdone, as few responses that were compared do. Reward models learn from pairs of which 30 %
 * have the wrong label, of responses N(0, I); those to choose from are twice as wide.
 *
 * @param seed of everything
 * @param prompts to choose at
 */
public record BestOfNWorld(long seed, int prompts) {
  private static final int WIDTH = 16;
  private static final int PAIRS = 512;
  private static final double FLIPPED = 0.3;
  private static final int PROMPTS = 256;
  private static final int RESPONSES = 256;
  private static final double WIDER = 2;
  private static final int MEMBERS = 4;
  private static final List<Integer> HIDDEN = List.of(64);

  /** A world of 256 prompts. */
  public static BestOfNWorld of(long seed) {
    return new BestOfNWorld(seed, PROMPTS);
  }

  /**
   * A world on disk.
   *
   * @param data prompts, responses and their true scores
   * @param vectors of the responses
   * @param selectors a single model, an ensemble of four, and the average of their weights; all are
   *     trained from one start, with other seeds
   */
  public record Written(Path data, Path vectors, List<BestOfNJob.Selector> selectors) {}

  /** Draws the data and trains the models, all in a folder. */
  public Written write(Path folder, Progress progress) throws IOException {
    var seeds = new Seeds(seed);
    var truth = Truth.drawn(seeds.stream("truth"));
    progress.stage("drawing " + prompts * RESPONSES + " responses");
    Path data = folder.resolve("lists.jsonl");
    Path vectors = folder.resolve("lists.npy");
    lists(truth, seeds.stream("lists"), data, vectors);
    var members = train(truth, seeds, folder, progress);
    Path average = folder.resolve("average");
    MergeJob.run(members.subList(0, MEMBERS), average);
    return new Written(
        data,
        vectors,
        List.of(
            new BestOfNJob.Selector("single", List.of(members.getLast())),
            new BestOfNJob.Selector("ensemble", members.subList(0, MEMBERS)),
            new BestOfNJob.Selector("average", List.of(average))));
  }

  /** The true reward. */
  private record Truth(double[] good, double[] overdone) {
    static Truth drawn(RandomGenerator random) {
      double[] a = unit(normal(random));
      double[] other = normal(random);
      double along = dot(a, other);
      for (int j = 0; j < WIDTH; j++) other[j] -= along * a[j];
      double[] c = unit(other);
      double[] b = new double[WIDTH];
      for (int j = 0; j < WIDTH; j++) b[j] = (a[j] + c[j]) / Math.sqrt(2);
      return new Truth(a, b);
    }

    double of(float[] x) {
      double a = 0;
      double b = 0;
      for (int j = 0; j < WIDTH; j++) {
        a += good[j] * x[j];
        b += overdone[j] * x[j];
      }
      double much = Math.max(0, b - 2);
      return 2 * a - 2 * much * much;
    }

    private static double[] normal(RandomGenerator random) {
      double[] x = new double[WIDTH];
      for (int j = 0; j < WIDTH; j++) x[j] = random.nextGaussian();
      return x;
    }

    private static double[] unit(double[] x) {
      double norm = Math.sqrt(dot(x, x));
      for (int j = 0; j < WIDTH; j++) x[j] /= norm;
      return x;
    }

    private static double dot(double[] a, double[] b) {
      double sum = 0;
      for (int j = 0; j < WIDTH; j++) sum += a[j] * b[j];
      return sum;
    }
  }

  private static float[] drawn(RandomGenerator random, double deviation) {
    float[] x = new float[WIDTH];
    for (int j = 0; j < WIDTH; j++) x[j] = (float) (deviation * random.nextGaussian());
    return x;
  }

  private void lists(Truth truth, RandomGenerator random, Path data, Path vectors)
      throws IOException {
    var all = new ArrayList<float[]>();
    var lines = new StringBuilder();
    for (int p = 0; p < prompts; p++) {
      var names = new ArrayList<String>();
      var scores = new ArrayList<Double>();
      for (int i = 0; i < RESPONSES; i++) {
        float[] x = drawn(random, WIDER);
        all.add(x);
        names.add("response " + i);
        scores.add(truth.of(x));
      }
      lines
          .append(Json.line(Map.of("prompt", "prompt " + p, "responses", names, "scores", scores)))
          .append('\n');
    }
    VectorFile.write(vectors, all);
    AtomicFiles.write(data, lines.toString());
  }

  /** Four members, and a fifth model trained in the same way; their folders. */
  private static List<Path> train(Truth truth, Seeds seeds, Path folder, Progress progress)
      throws IOException {
    var random = seeds.stream("pairs");
    float[] flat = new float[2 * PAIRS * WIDTH];
    var rows = new ArrayList<RewardRow>();
    for (int i = 0; i < PAIRS; i++) {
      float[] a = drawn(random, 1);
      float[] b = drawn(random, 1);
      boolean first = truth.of(a) > truth.of(b) ^ random.nextDouble() < FLIPPED;
      System.arraycopy(first ? a : b, 0, flat, 2 * i * WIDTH, WIDTH);
      System.arraycopy(first ? b : a, 0, flat, (2 * i + 1) * WIDTH, WIDTH);
      rows.add(RewardRow.pair("pair " + i, 2 * i, 2 * i + 1));
    }
    var objective =
        Catalogue.load().rewardMethod("reward-model", Map.of()).objective().orElseThrow();
    try (var scope = TensorScope.open()) {
      var states = VectorStates.of(Tensor.of(flat, 2L * PAIRS, WIDTH));
      progress.stage("training a start and " + (MEMBERS + 1) + " models from it");
      Path start = folder.resolve("start");
      var head = new Scalar();
      try (var model =
          RewardModel.drawn(
              head,
              Trunk.drawn(WIDTH, HIDDEN, head, true, seeds),
              Scaling.of(states.matrix()),
              List.of(),
              seeds)) {
        fit(model, states, objective, rows, options(seeds.seed("start"), 1));
        save(start, model);
      }
      var folders = new ArrayList<Path>();
      for (int m = 0; m <= MEMBERS; m++) {
        try (var model = RewardFolder.read(start)) {
          fit(model, states, objective, rows, options(seeds.seed("member-" + m), 20));
          folders.add(folder.resolve("member-" + m));
          save(folders.getLast(), model);
        }
      }
      return folders;
    }
  }

  private static TrainOptions options(long seed, double epochs) {
    return TrainOptions.defaults()
        .withBatch(16, 8192)
        .withEpochs(epochs)
        .withLearningRate(new LearningRate(1e-2, LearningRate.Shape.CONSTANT, 0))
        .withSeed(seed);
  }

  private static void fit(
      RewardModel model,
      VectorStates states,
      Objective objective,
      List<RewardRow> rows,
      TrainOptions options)
      throws IOException {
    RewardTrainer.of(model, states, RewardLoss.of(objective), options)
        .train(rows, List.of(), RunStore.none(), new Trainer.Listener() {});
  }

  private static void save(Path folder, RewardModel model) throws IOException {
    Files.createDirectories(folder);
    RewardFolder.write(folder, model, RewardFolder.describe(model, false, "reward-model"));
  }
}
