package org.penchant.align.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.penchant.align.lm.HiddenSums.Response;
import org.penchant.core.random.Seeds;

class SimilarityTest {
  private static final double EXACT = 1e-12;

  private static Similarity.Pair pair(double[][] w, double[][] l) {
    return new Similarity.Pair(
        Response.of(w), Response.of(l), new int[w.length], new int[l.length]);
  }

  /** Golden of shared/papers/039-ches.md, computed by hand there. */
  @Test
  void golden() {
    var pair = pair(new double[][] {{1, 0}, {.5, 1}}, new double[][] {{1, 0}, {0, 2}, {1, 1}});
    assertThat(pair.chosen().sum()).containsExactly(1.5, 1);
    assertThat(pair.rejected().sum()).containsExactly(2, 3);
    assertThat(Similarity.CHES.of(pair)).isCloseTo(2.75, within(EXACT));
    assertThat(Similarity.LN_CHES.of(pair)).isCloseTo(0.1875, within(EXACT));
    assertThat(Similarity.LAST_STATE.of(pair)).isCloseTo(1.5, within(EXACT));
    assertThat(Similarity.SHORTNESS.of(pair)).isEqualTo(-2);
  }

  @Test
  void equalResponsesAndSingleTokensScoreZero() {
    double[][] states = {{1, 0.3}, {-2, 1}};
    for (var kind : List.of(Similarity.CHES, Similarity.LN_CHES)) {
      assertThat(kind.of(pair(states, states))).isZero();
      assertThat(kind.of(pair(new double[][] {{3, 4}}, new double[][] {{3, 4}}))).isZero();
    }
  }

  @Test
  void scalesRotatesSwapsAndRepeatsAsDerived() {
    var random = new Seeds(1).stream("states");
    for (int trial = 0; trial < 50; trial++) {
      double[][] w = states(random, 1 + random.nextInt(5));
      double[][] l = states(random, 1 + random.nextInt(5));
      double ches = Similarity.CHES.of(pair(w, l));
      assertThat(Similarity.CHES.of(pair(turned(w, 3, 0), turned(l, 3, 0))))
          .isCloseTo(9 * ches, within(1e-9));
      assertThat(Similarity.CHES.of(pair(turned(w, 1, 0.7), turned(l, 1, 0.7))))
          .isCloseTo(ches, within(1e-9));
      double apart = 0;
      var pair = pair(w, l);
      for (int j = 0; j < 2; j++)
        apart += Math.pow(pair.chosen().sum()[j] - pair.rejected().sum()[j], 2);
      assertThat(ches + Similarity.CHES.of(pair(l, w))).isCloseTo(-apart, within(1e-9));
      assertThat(Similarity.LN_CHES.of(pair(twice(w), twice(l))))
          .isCloseTo(Similarity.LN_CHES.of(pair), within(1e-9));
    }
  }

  @Test
  void editDistanceCountsTheFewestChanges() {
    assertThat(EditDistance.of(new int[] {1, 2, 3, 4}, new int[] {2, 3, 5, 4})).isEqualTo(2);
    assertThat(EditDistance.of(new int[] {}, new int[] {1, 2})).isEqualTo(2);
    assertThat(EditDistance.of("kitten".chars().toArray(), "sitting".chars().toArray()))
        .isEqualTo(3);
    var states = Response.of(new double[] {1});
    var pair = new Similarity.Pair(states, states, new int[] {1, 2, 3, 4}, new int[] {1, 9});
    assertThat(Similarity.EDIT.of(pair)).isEqualTo(-0.75);
  }

  @Test
  void displacementCountsPairs() {
    var moved =
        Displacement.of(
            new double[] {-1, -2, -3, -4},
            new double[] {-2, -1, -4, -4},
            new double[] {-1, -1, -1, -1},
            new double[] {-3, -2, 0, -2});
    assertThat(moved.chosen()).isEqualTo(-0.25);
    assertThat(moved.rejected()).isEqualTo(-0.75);
    assertThat(moved.chosenFell()).isEqualTo(0.5);
    assertThat(moved.bothFell()).isEqualTo(0.25);
    assertThat(moved.metrics()).containsEntry("displacement/both_fell", 0.25);
  }

  private static double[][] states(java.util.random.RandomGenerator random, int n) {
    double[][] states = new double[n][2];
    for (double[] state : states) for (int j = 0; j < 2; j++) state[j] = random.nextGaussian();
    return states;
  }

  private static double[][] turned(double[][] states, double scale, double angle) {
    double[][] out = new double[states.length][];
    for (int i = 0; i < out.length; i++) {
      double x = scale * states[i][0];
      double y = scale * states[i][1];
      out[i] =
          new double[] {
            x * Math.cos(angle) - y * Math.sin(angle), x * Math.sin(angle) + y * Math.cos(angle)
          };
    }
    return out;
  }

  private static double[][] twice(double[][] states) {
    double[][] out = new double[2 * states.length][];
    for (int i = 0; i < out.length; i++) out[i] = states[i % states.length];
    return out;
  }
}
