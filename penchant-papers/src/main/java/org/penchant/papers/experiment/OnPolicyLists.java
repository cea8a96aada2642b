package org.penchant.papers.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Moments;
import org.penchant.papers.world.Differences;
import org.penchant.papers.world.LabelNoise;
import org.penchant.papers.world.LogLinearWorld;
import org.penchant.papers.world.Normals;
import org.penchant.papers.world.Ray;

/**
 * List losses on samples of the policy itself (arXiv 2412.04628): 40 prompts with pools of 200
 * candidates, phi in R^16 of N(0, 1), R = phi . a with |a| = 1.5, a uniform reference; in each of
 * three rounds {@code samples} without replacement from the current policy, their noisy scores
 * divided by the round's standard deviation, and an increment trained from zero against the current
 * policy by a fresh Adam 0.02; the true value on 300 new prompts of 20 candidates, the parameters
 * scaled to KL 0.5.
 *
 * @param samples of a prompt and round
 * @param noise of scores
 * @param arms what is trained
 * @param steps of a round
 */
record OnPolicyLists(int samples, LabelNoise noise, List<ListArm> arms, int steps) {
  private static final int PROMPTS = 40;
  private static final int POOL = 200;
  private static final int FEATURES = 16;
  private static final int ROUNDS = 3;

  /** Of a round. */
  static final int STEPS = 60;

  /** Measures every arm. */
  void run(Seeds seeds, Figures figures) {
    double[] a = Normals.direction(FEATURES, 1.5, seeds.stream("a"));
    double[] pool = Normals.of(PROMPTS * POOL * FEATURES, seeds.stream("pool"));
    double[] fresh = Normals.of(300 * 20 * FEATURES, seeds.stream("test"));
    var test = LogLinearWorld.of(300, 20, fresh, new double[300 * 20], scores(fresh, a));
    for (var arm : arms) {
      double[] theta = new double[FEATURES];
      for (int round = 0; round < ROUNDS; round++) {
        var of = seeds.child("round " + round);
        double[] phi = sampled(pool, scores(pool, theta), of.stream("samples"));
        double[] truth = scores(phi, a);
        double[] labels = noise.added(truth, of.stream("noise"));
        double sd = Moments.sd(labels);
        labels = Arrays.stream(labels).map(v -> v / sd).toArray();
        // Normalisers over the pool cancel within a prompt, so the samples may stand for it.
        var batch = LogLinearWorld.of(PROMPTS, samples, phi, new double[truth.length], truth);
        double[] step = arm.fit(batch, labels, of.stream("pairs"), 0.02, steps);
        for (int j = 0; j < FEATURES; j++) theta[j] += step[j];
      }
      figures.put(arm.name(), "value", new Ray(test, theta).valueAtKl(0.5));
    }
  }

  /**
   * Features of candidates drawn without replacement, those of the largest logits plus Gumbel
   * numbers; they stand in the pool's order, so that places tell nothing of the draw.
   */
  private double[] sampled(double[] pool, double[] logits, RandomGenerator random) {
    double[] keys =
        Arrays.stream(logits).map(v -> v - Math.log(-Math.log1p(-random.nextDouble()))).toArray();
    double[] phi = new double[PROMPTS * samples * FEATURES];
    int to = 0;
    for (int p = 0; p < PROMPTS; p++) {
      double[] sorted = Arrays.copyOfRange(keys, p * POOL, (p + 1) * POOL);
      Arrays.sort(sorted);
      for (int i = p * POOL; i < (p + 1) * POOL; i++)
        if (keys[i] >= sorted[POOL - samples])
          System.arraycopy(pool, i * FEATURES, phi, FEATURES * to++, FEATURES);
    }
    return phi;
  }

  private static double[] scores(double[] x, double[] theta) {
    return new Differences(x, FEATURES).margins(theta);
  }
}
