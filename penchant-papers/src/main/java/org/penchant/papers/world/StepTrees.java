package org.penchant.papers.world;

import org.penchant.core.random.Seeds;

/**
 * Trees of trajectories with known quality of every step: five trajectories a tree, the first of
 * them the root. Where every step counts, a trajectory of 5 steps is worth the sum of a . features,
 * and the others share a prefix of 0 to 4 steps with the root, features being N(0, 1) and
 * embeddings equal to them. Else only decisive steps of 6 count, the same places for a tree's
 * trajectories, and the others' steps at other places have features of their own but embeddings
 * that are the root's + N(0, 0.2^2).
 *
 * @param steps T of a trajectory
 * @param features of every step, [trees 5 T d]
 * @param embeddings as many
 * @param truth of every trajectory, [trees 5]
 */
public record StepTrees(int steps, double[] features, double[] embeddings, double[] truth) {
  /** d. */
  public static final int FEATURES = 10;

  /** Of a tree. */
  public static final int TRAJECTORIES = 5;

  /**
   * Draws trees.
   *
   * @param decisive the probability that a step counts; 0 for trees where every step does
   * @param a quality by feature, [d]
   */
  public static StepTrees draw(int trees, double decisive, double[] a, Seeds seeds) {
    int t = decisive > 0 ? 6 : 5;
    double[] features = Normals.of(trees * TRAJECTORIES * t * FEATURES, seeds.stream("steps"));
    double[] embeddings = features.clone();
    double[] truth = new double[trees * TRAJECTORIES];
    var random = seeds.stream("trees");
    for (int tree = 0; tree < trees; tree++) {
      boolean[] counts = new boolean[t];
      for (int s = 0; s < t; s++) counts[s] = decisive == 0 || random.nextDouble() < decisive;
      int root = tree * TRAJECTORIES * t * FEATURES;
      for (int k = 0; k < TRAJECTORIES; k++) {
        int start = root + k * t * FEATURES;
        int prefix = decisive == 0 && k > 0 ? random.nextInt(t) * FEATURES : 0;
        System.arraycopy(features, root, features, start, prefix);
        System.arraycopy(features, root, embeddings, start, prefix);
        for (int i = 0; i < t * FEATURES; i++)
          if (counts[i / FEATURES])
            truth[tree * TRAJECTORIES + k] += a[i % FEATURES] * features[start + i];
          else if (k > 0) embeddings[start + i] = features[root + i] + 0.2 * random.nextGaussian();
      }
    }
    return new StepTrees(t, features, embeddings, truth);
  }
}
