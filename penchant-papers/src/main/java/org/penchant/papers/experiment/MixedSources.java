package org.penchant.papers.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.penchant.align.reward.mix.MinNorm;
import org.penchant.align.reward.mix.MultiSource;
import org.penchant.align.reward.mix.SourceWeights;
import org.penchant.align.reward.mix.SourceWeights.LeastNorm;
import org.penchant.align.reward.mix.SourceWeights.Normalisation;
import org.penchant.core.numeric.Logistic;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Calibration;
import org.penchant.papers.world.Descent;
import org.penchant.papers.world.Normals;

/**
 * Five data sets whose users share a direction and differ in others, w_t = 2 s + a_t o_t, the most
 * different having the most data; labels 1 with probability sigmoid(w_t . x). A linear reward model
 * is trained on all and judged by its calibration on the first two (arXiv 2312.07401). The error of
 * both is the mean of theirs.
 *
 * @param steps of Adam
 * @param tests fresh pairs of each set judged on
 */
public record MixedSources(int steps, int tests) implements Experiment {
  private static final int D = 20;
  private static final int SHARE = 32;
  private static final int SHARED = 2;
  private static final double[] APART = {0.3, 0.3, 1.5, 4, 5};
  private static final int[] SIZES = {2000, 2000, 2000, 8000, 10_000};
  private static final double RATE = 0.01;
  private static final double LIMIT = 0.65;

  public static MixedSources defaults() {
    return new MixedSources(1500, 3000);
  }

  @Override
  public MixedSources trial() {
    return new MixedSources(3, 50);
  }

  /** Differences of pairs and their labels. */
  private record Rows(double[][] x, boolean[] y) {
    static Rows draw(double[] w, int n, RandomGenerator random) {
      var x = new double[n][];
      var y = new boolean[n];
      for (int i = 0; i < n; i++) {
        x[i] = Normals.of(D, random);
        y[i] = random.nextDouble() < Logistic.sigmoid(dot(w, x[i]));
      }
      return new Rows(x, y);
    }
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    double[][] users = users(seeds.stream("users"));
    var train = new Rows[users.length];
    for (int t = 0; t < users.length; t++)
      train[t] = Rows.draw(users[t], SIZES[t], seeds.stream("train " + t));
    var test = new Rows[SHARED];
    for (int t = 0; t < SHARED; t++)
      test[t] = Rows.draw(users[t], tests, seeds.stream("test " + t));
    double pooled = put(figures, "pooled", test, pooled(train, seeds));
    figures.put(LIMIT + " of pooled", "ece", LIMIT * pooled);
    var least = LeastNorm.defaults().withFreshness(0.1);
    var none = least.withNormalisation(Normalisation.NONE);
    put(figures, "equal", test, mixed(train, new SourceWeights.Equal(), seeds));
    put(figures, "least norm", test, mixed(train, none, seeds));
    put(figures, "least norm, l2", test, mixed(train, least, seeds));
    put(
        figures,
        "least norm, l2, Frank-Wolfe",
        test,
        mixed(train, least.withSolver(MinNorm.FrankWolfe.defaults()), seeds));
  }

  private static double[][] users(RandomGenerator random) {
    double[] shared = Normals.direction(D, 1, random);
    var users = new double[APART.length][D];
    for (int t = 0; t < users.length; t++) {
      double[] other = Normals.of(D, random);
      double along = dot(other, shared);
      for (int j = 0; j < D; j++) other[j] -= along * shared[j];
      double norm = Math.sqrt(dot(other, other));
      for (int j = 0; j < D; j++) users[t][j] = 2 * shared[j] + APART[t] * other[j] / norm;
    }
    return users;
  }

  /** Batches of as many pairs from all data alike. */
  private double[] pooled(Rows[] train, Seeds seeds) {
    var x = Arrays.stream(train).flatMap(rows -> Arrays.stream(rows.x())).toArray(double[][]::new);
    var y = new boolean[x.length];
    int at = 0;
    for (var rows : train) {
      System.arraycopy(rows.y(), 0, y, at, rows.y().length);
      at += rows.y().length;
    }
    var all = new Rows(x, y);
    var batches =
        new MultiSource(new int[] {x.length}, SHARE * train.length, seeds.stream("batches"));
    return Descent.adam(
        new double[D], RATE, steps, (w, _, gradient) -> add(w, all, batches.next()[0], gradient));
  }

  private double[] mixed(Rows[] train, SourceWeights how, Seeds seeds) {
    var batches = new MultiSource(SIZES, SHARE, seeds.stream("batches"));
    var mixer = how.mixer();
    return Descent.adam(
        new double[D],
        RATE,
        steps,
        (w, _, gradient) -> {
          int[][] rows = batches.next();
          var gradients = new double[train.length][D];
          double[] losses = new double[train.length];
          for (int t = 0; t < train.length; t++)
            losses[t] = add(w, train[t], rows[t], gradients[t]);
          double[] weights = mixer.weights(gradients, losses);
          for (int t = 0; t < train.length; t++)
            for (int j = 0; j < D; j++) gradient[j] += weights[t] * gradients[t][j];
        });
  }

  /** Adds the mean gradient of rows; gives their mean loss. */
  private static double add(double[] w, Rows rows, int[] index, double[] gradient) {
    double loss = 0;
    for (int i : index) {
      double sign = rows.y()[i] ? 1 : -1;
      double d = sign * dot(w, rows.x()[i]);
      loss -= Logistic.logSigmoid(d) / index.length;
      double slope = sign * Logistic.sigmoid(-d) / index.length;
      for (int j = 0; j < D; j++) gradient[j] -= slope * rows.x()[i][j];
    }
    return loss;
  }

  private static double put(Figures figures, String arm, Rows[] test, double[] w) {
    double error = 0;
    double accuracy = 0;
    for (var rows : List.of(test)) {
      double[] p = new double[rows.y().length];
      int right = 0;
      for (int i = 0; i < p.length; i++) {
        p[i] = Logistic.sigmoid(dot(w, rows.x()[i]));
        if (p[i] > 0.5 == rows.y()[i]) right++;
      }
      error += Calibration.expectedCalibrationError(p, rows.y(), 10) / test.length;
      accuracy += (double) right / p.length / test.length;
    }
    figures.put(arm, "ece", error).put(arm, "accuracy", accuracy);
    return error;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) sum += a[j] * b[j];
    return sum;
  }
}
