package org.penchant.papers.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.penchant.core.random.Seeds;

class StepTreesTest {
  private static final int D = StepTrees.FEATURES;

  @Test
  void whereAllStepsCountBranchesShareAPrefixOfTheRoot() {
    double[] a = Normals.of(D, new Seeds(1).stream("a"));
    var trees = StepTrees.draw(20, 0, a, new Seeds(2));
    assertThat(trees.steps()).isEqualTo(5);
    assertThat(trees.embeddings()).containsExactly(trees.features());
    int shared = 0;
    for (int i = 0; i < trees.truth().length; i++) {
      double worth = 0;
      boolean apart = i % 5 == 0;
      for (int s = 0; s < 5; s++) {
        for (int j = 0; j < D; j++) worth += a[j] * trees.features()[(i * 5 + s) * D + j];
        boolean same = trees.features()[(i * 5 + s) * D] == trees.features()[(i / 5 * 25 + s) * D];
        if (i % 5 > 0 && same) {
          assertThat(apart).as("a shared step after one that is not").isFalse();
          shared++;
        }
        apart |= !same;
      }
      assertThat(trees.truth()[i]).isCloseTo(worth, within(1e-12));
    }
    assertThat(shared / 80.0).isBetween(1.5, 2.5);
  }

  @Test
  void whereFewStepsCountTheOthersLookLikeTheRoots() {
    double[] a = Normals.of(D, new Seeds(1).stream("a"));
    var trees = StepTrees.draw(30, 0.3, a, new Seeds(2));
    int own = 0;
    for (int tree = 0; tree < 30; tree++)
      for (int s = 0; s < 6; s++) {
        int root = (tree * 30 + s) * D;
        int other = (tree * 30 + 6 + s) * D;
        double apart = 0;
        for (int j = 0; j < D; j++)
          apart += Math.abs(trees.embeddings()[other + j] - trees.embeddings()[root + j]) / D;
        boolean counts = trees.embeddings()[other] == trees.features()[other];
        assertThat(apart).isBetween(counts ? 0.4 : 0.03, counts ? 3 : 0.4);
        if (counts) own++;
      }
    assertThat(own / 180.0).isBetween(0.2, 0.4);
  }
}
