package org.penchant.papers.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.penchant.core.random.Seeds;

class SoftmaxHeadTest {
  /** Specification 008: logits (1, 0.5, -0.2, 0), level 1. */
  @Test
  void theLossIsTheCrossEntropyOfTheAnswer() {
    var head = new SoftmaxHead(0, 4, 1);
    double[] parameters = {0, 0, 0, 0, 1, 0.5, -0.2, 0};
    double logq = head.add(parameters, new double[] {0.7}, 0, 1, 1, new double[1], new double[8]);
    assertThat(-logq).isCloseTo(1.3222456491, within(1e-10));
  }

  @Test
  void aZeroHeadKnowsNothingAndMovesNoHiddenUnit() {
    var head = new SoftmaxHead(2, 4, 3);
    double[] byState = new double[6];
    double logq =
        head.add(
            new double[18], new double[] {0, 0, 0, 1, 2, 3}, 3, 2, 0.5, byState, new double[18]);
    assertThat(logq).isCloseTo(-Math.log(4), within(1e-15));
    assertThat(byState).containsOnly(0);
  }

  @Test
  void derivativesAreThoseOfTheLoss() {
    var random = new Seeds(9).stream("head");
    var head = new SoftmaxHead(1, 3, 2);
    double[] parameters = Normals.of(1 + head.size(), random);
    double[] state = Normals.of(4, random);
    double[] byState = new double[4];
    double[] gradient = new double[parameters.length];
    head.add(parameters, state, 2, 1, 0.5, byState, gradient);
    assertThat(gradient[0]).isZero();
    for (int j = 0; j < parameters.length; j++)
      assertThat(gradient[j])
          .isCloseTo(slope(head, parameters, state, parameters, j), within(1e-9));
    for (int j = 0; j < 4; j++)
      assertThat(byState[j]).isCloseTo(slope(head, parameters, state, state, j), within(1e-9));
  }

  /** d (-0.5 log q) / d at[j], where at is one of the other two. */
  private static double slope(
      SoftmaxHead head, double[] parameters, double[] state, double[] at, int j) {
    double before = at[j];
    double[] loss = new double[2];
    for (int k = 0; k < 2; k++) {
      at[j] = before + (k == 0 ? 1e-6 : -1e-6);
      loss[k] =
          -0.5 * head.add(parameters, state, 2, 1, 0, new double[4], new double[parameters.length]);
    }
    at[j] = before;
    return (loss[0] - loss[1]) / 2e-6;
  }
}
