package org.penchant.papers.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.penchant.align.objective.CellWeight;
import org.penchant.align.objective.Link;
import org.penchant.align.objective.PromptContrast;
import org.penchant.align.objective.StepLoss;
import org.penchant.core.random.Seeds;
import org.penchant.papers.world.Descent;
import org.penchant.papers.world.LogLinearWorld;
import org.penchant.papers.world.Normals;
import org.penchant.papers.world.Ray;
import org.penchant.papers.world.StepSides;

/**
 * Chosen against rejected responses of a batch of prompts, weighted by likeness of prompts (arXiv
 * 2402.10958): 8 clusters of 6 prompts, embeddings in R^8 a unit centre + 0.25 / sqrt 8 N(0, 1),
 * normalised; 6 candidates, 10 features, reference logits N(0, 0.5^2), a linear truth of norm 1,
 * labels truth + N(0, 1) of the cluster + N(0, 1); one random pair of every prompt, or unpaired one
 * random candidate accepted where its label is positive; beta 0.5, Adam 0.03, 300 steps, a random
 * batch each; value on the training prompts at KL 0.5. "identity" has every other prompt at
 * distance 0.8. Chosen here: unpaired batches hold half as many of each side, drawn without
 * replacement, or a whole side where it has fewer.
 *
 * @param paired whether labels are pairs
 * @param batch prompts, or responses of both sides
 * @param steps of every arm
 */
public record PromptMatrix(boolean paired, int batch, int steps) implements Experiment {
  private static final int PROMPTS = 48;
  private static final int K = 6;
  private static final double BETA = 0.5;

  public static PromptMatrix defaults() {
    return new PromptMatrix(true, 16, 300);
  }

  @Override
  public PromptMatrix trial() {
    return new PromptMatrix(paired, batch, 2);
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    double[] phi = Normals.of(PROMPTS * K * 10, seeds.stream("features"));
    double[] a = Normals.direction(10, 1, seeds.stream("a"));
    double[] offset = Normals.of(8, seeds.stream("clusters"));
    double[] truth = new double[PROMPTS * K];
    for (int i = 0; i < phi.length; i++) truth[i / 10] += phi[i] * a[i % 10];
    double[] labels = truth.clone();
    var noise = seeds.stream("noise");
    for (int i = 0; i < labels.length; i++) labels[i] += offset[i / K / 6] + noise.nextGaussian();
    double[] reference = Normals.of(truth.length, 0.5, seeds.stream("reference"));
    var world = LogLinearWorld.of(PROMPTS, K, phi, reference, truth);
    var better = new ArrayList<Integer>();
    var worse = new ArrayList<Integer>();
    var draw = seeds.stream("candidates");
    for (int p = 0; p < PROMPTS; p++) {
      int[] order = Seeds.permutation(K, draw);
      int one = p * K + order[0];
      int two = p * K + order[1];
      if (paired) {
        better.add(labels[one] > labels[two] ? one : two);
        worse.add(labels[one] > labels[two] ? two : one);
      } else (labels[one] > 0 ? better : worse).add(one);
    }
    var similar = embeddings(seeds.stream("embeddings"));
    var data = new Data(world, better, worse, similar, seeds);
    var own = new PromptContrast(new Link.Logistic(), new CellWeight.Diagonal(1), false);
    figures.put("diagonal", "value", value(data, own, BETA));
    var flat = new PromptContrast(new Link.Logistic(), new CellWeight.Uniform(), true);
    int columns = Math.min(paired ? batch : batch / 2, worse.size());
    figures.put("uniform", "value", value(data, flat, BETA / columns));
    for (double t : new double[] {0.5, 0.25, 0.1})
      figures.put("similarity, T " + t, "value", value(data, softmax(t), BETA));
    var alone = new Data(world, better, worse, identity(), seeds);
    figures.put("identity", "value", value(alone, softmax(0.5), BETA));
  }

  private record Data(
      LogLinearWorld world,
      List<Integer> better,
      List<Integer> worse,
      double[][] embeddings,
      Seeds seeds) {}

  private static PromptContrast softmax(double temperature) {
    return new PromptContrast(new Link.Logistic(), new CellWeight.Similarity(temperature), true);
  }

  private double value(Data data, StepLoss loss, double beta) {
    var world = data.world();
    var batches = data.seeds().stream("batches");
    double[] theta =
        Descent.adam(
            new double[world.features()],
            0.03,
            steps,
            (at, _, gradient) -> {
              int[] order = paired ? Seeds.permutation(PROMPTS, batches) : new int[0];
              int[] w = drawn(data.better(), order, batches);
              int[] l = drawn(data.worse(), order, batches);
              // As many of both, so that every arm, diagonal too, sees the same.
              int n = Math.min(w.length, l.length);
              var sides = new StepSides(Arrays.copyOf(w, n), Arrays.copyOf(l, n));
              sides.addGradient(world, at, loss::at, beta, i -> data.embeddings()[i / K], gradient);
            });
    return new Ray(world, theta).valueAtKl(0.5);
  }

  /** Of a side: the batch's prompts, in order; unpaired some of its own. */
  private int[] drawn(List<Integer> side, int[] prompts, RandomGenerator random) {
    int[] order = paired ? prompts : Seeds.permutation(side.size(), random);
    int n = Math.min(paired ? batch : batch / 2, side.size());
    return Arrays.stream(order).limit(n).map(side::get).toArray();
  }

  private static double[][] embeddings(RandomGenerator random) {
    double[][] out = new double[PROMPTS][];
    double[] centre = {};
    for (int p = 0; p < PROMPTS; p++) {
      if (p % 6 == 0) centre = Normals.direction(8, 1, random);
      out[p] = Normals.of(8, 0.25 / Math.sqrt(8), random);
      for (int j = 0; j < 8; j++) out[p][j] += centre[j];
    }
    return out;
  }

  /** Cosine 0.2 between any two. */
  private static double[][] identity() {
    double[][] out = new double[PROMPTS][PROMPTS + 1];
    for (int p = 0; p < PROMPTS; p++) {
      out[p][p] = Math.sqrt(0.8);
      out[p][PROMPTS] = Math.sqrt(0.2);
    }
    return out;
  }
}
