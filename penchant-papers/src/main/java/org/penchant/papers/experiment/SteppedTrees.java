package org.penchant.papers.experiment;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.penchant.align.objective.Link;
import org.penchant.align.objective.ListLoss;
import org.penchant.align.objective.PairWeight;
import org.penchant.align.objective.PairwiseList;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Vectors;
import org.penchant.papers.world.LogLinearWorld;
import org.penchant.papers.world.Normals;
import org.penchant.papers.world.RankedLists;
import org.penchant.papers.world.Ray;
import org.penchant.papers.world.StepTrees;

/**
 * List losses on five scored trajectories of steps, a trajectory's reward being the mean of its
 * steps' log-ratios weighted by likeness to the best trajectory's steps (arXiv 2410.12854): {@link
 * StepTrees}, scores truth + N(0, noise^2) brought to [0, 1] list by list, r = 0.5 T times the
 * weighted mean of theta . step over T steps, Adam 0.02, 200 steps from zero; value at KL 0.5 from
 * a uniform reference, on 300 new trees whose trajectories' logits are the sum over steps, or in
 * the world of decisive steps on 300 prompts of 8 single steps. Likeness is the cosine of
 * embeddings with the step of the same place of the trajectory of highest score.
 *
 * @param decisive the share of decisive steps; 0 for the world in which all count
 * @param noise of scores
 * @param steps of every arm
 */
public record SteppedTrees(double decisive, double noise, int steps) implements Experiment {
  private static final int D = StepTrees.FEATURES;
  private static final int K = StepTrees.TRAJECTORIES;

  public static SteppedTrees defaults() {
    return new SteppedTrees(0, 0.5, 200);
  }

  @Override
  public SteppedTrees trial() {
    return new SteppedTrees(decisive, noise, 2);
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    double[] a =
        Normals.of(D, (decisive > 0 ? 1.5 : 1) / Math.sqrt(D), seeds.stream("quality of steps"));
    var trees = StepTrees.draw(decisive > 0 ? 25 : 40, decisive, a, seeds.child("train"));
    double[] labels = trees.truth().clone();
    var luck = seeds.stream("noise");
    for (int i = 0; i < labels.length; i++) labels[i] += noise * luck.nextGaussian();
    LogLinearWorld test;
    if (decisive > 0) {
      double[] phi = Normals.of(300 * 8 * D, seeds.stream("test"));
      double[] utility = new double[300 * 8];
      for (int i = 0; i < phi.length; i++) utility[i / D] += phi[i] * a[i % D];
      test = LogLinearWorld.of(300, 8, phi, new double[300 * 8], utility);
    } else {
      var fresh = StepTrees.draw(300, 0, a, seeds.child("test"));
      test = world(fresh, ones(fresh), fresh.truth());
    }
    double[] even = ones(trees);
    double[] alike = likeness(trees, labels);
    double[] like = Arrays.stream(alike).map(v -> 1 + v).toArray();
    double[] unlike = Arrays.stream(alike).map(v -> 1.1 - v).toArray();
    double[] shuffled = shuffled(unlike, trees.steps(), seeds.stream("shuffled weights"));
    var lambda = list(PairwiseList.Which.ALL, PairWeight.Lambda.defaults());
    var pairs = list(PairwiseList.Which.ALL, new PairWeight.Uniform());
    var ends = list(PairwiseList.Which.BEST_WORST, new PairWeight.Uniform());
    var arms = new Arms(trees, unit(labels), test, figures);
    arms.put("best-worst", ends, even);
    arms.put("list", lambda, even);
    arms.put("all pairs", pairs, even);
    arms.put("list, 1 + cos", lambda, like);
    arms.put("list, 1.1 - cos", lambda, unlike);
    arms.put("list, 1.1 - cos shuffled", lambda, shuffled);
    arms.put("all pairs, 1.1 - cos", pairs, unlike);
  }

  private final class Arms {
    private final StepTrees trees;
    private final RankedLists lists;
    private final LogLinearWorld test;
    private final Figures figures;

    Arms(StepTrees trees, double[] labels, LogLinearWorld test, Figures figures) {
      this.trees = trees;
      this.lists = RankedLists.of(labels, K);
      this.test = test;
      this.figures = figures;
    }

    void put(String arm, ListLoss loss, double[] weights) {
      var world = world(trees, weights, trees.truth());
      double[] theta = lists.fit(world, loss, 0.5, true, 0.02, steps);
      figures.put(arm, "value", new Ray(test, theta).valueAtKl(0.5));
    }
  }

  private static ListLoss list(PairwiseList.Which which, PairWeight weight) {
    return new PairwiseList(new Link.Logistic(), which, weight, 0, 0);
  }

  /** Trajectories whose features are T times the weighted mean of their steps'. */
  private static LogLinearWorld world(StepTrees trees, double[] weights, double[] utility) {
    int t = trees.steps();
    int n = utility.length;
    double[] phi = new double[n * D];
    for (int i = 0; i < n; i++) {
      double total = 0;
      for (int s = i * t; s < (i + 1) * t; s++) total += weights[s];
      for (int s = i * t; s < (i + 1) * t; s++)
        for (int j = 0; j < D; j++)
          phi[i * D + j] += t * weights[s] / total * trees.features()[s * D + j];
    }
    return LogLinearWorld.of(n / K, K, phi, new double[n], utility);
  }

  private static double[] likeness(StepTrees trees, double[] labels) {
    int t = trees.steps();
    double[] out = new double[labels.length * t];
    for (int s = 0; s < out.length; s++) {
      int tree = s / t / K;
      int best = tree * K;
      for (int i = best; i < (tree + 1) * K; i++) if (labels[i] > labels[best]) best = i;
      out[s] = Vectors.cosine(embedding(trees, s), embedding(trees, best * t + s % t));
    }
    return out;
  }

  private static double[] embedding(StepTrees trees, int step) {
    return Arrays.copyOfRange(trees.embeddings(), step * D, (step + 1) * D);
  }

  private static double[] ones(StepTrees trees) {
    double[] out = new double[trees.features().length / D];
    Arrays.fill(out, 1);
    return out;
  }

  /** Each trajectory's weights on its steps in another order. */
  private static double[] shuffled(double[] weights, int t, RandomGenerator random) {
    double[] out = new double[weights.length];
    for (int start = 0; start < out.length; start += t) {
      int[] order = Seeds.permutation(t, random);
      for (int s = 0; s < t; s++) out[start + s] = weights[start + order[s]];
    }
    return out;
  }

  /** (v - min) / (max - min) of every list. */
  private static double[] unit(double[] labels) {
    double[] out = labels.clone();
    for (int start = 0; start < out.length; start += K) {
      double least = Arrays.stream(labels, start, start + K).min().orElseThrow();
      double most = Arrays.stream(labels, start, start + K).max().orElseThrow();
      for (int i = start; i < start + K; i++) out[i] = (labels[i] - least) / (most - least);
    }
    return out;
  }
}
