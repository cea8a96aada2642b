package org.penchant.align.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penchant.align.train.ComparisonSearch.Verdict;
import org.penchant.core.random.Seeds;

class ComparisonSearchTest {
  private static final float[][] Z = {{1, 0}, {0, 1}, {-1, 0}, {1, 1}};
  private static final boolean[] BETTER = {true, false, false, true};

  /** Directions and answers of the golden in shared/papers/084-compo.md; the probe is better. */
  private static ComparisonSearch.Step golden(ComparisonSearch search, boolean probed) {
    int[] asked = {0};
    return search.step(
        2,
        (i, into) -> System.arraycopy(Z[i], 0, into, 0, 2),
        _ -> asked[0] < 4 ? BETTER[asked[0]++] : probed);
  }

  private static ComparisonSearch small() {
    return new ComparisonSearch(1e-3, 4, 0.5, 1, 5, 0.1, false);
  }

  @Test
  void golden() {
    var step = golden(small(), true);
    assertThat(step.verdict()).isEqualTo(Verdict.APPLIED);
    assertThat(step.successes()).isEqualTo(2);
    assertThat(step.update()).containsExactly(new float[] {0.05f, 0}, within(1e-8f));
  }

  @Test
  void gatesKeepTheParametersWhereTheyAre() {
    assertThat(golden(small().withDirections(4, 3), true).verdict())
        .isEqualTo(Verdict.TOO_FEW_SUCCESSES);
    assertThat(golden(small(), false).verdict()).isEqualTo(Verdict.PROBE_FAILED);
    assertThat(golden(small(), false).update()).isEmpty();
    int[] asked = {0};
    var step =
        small()
            .withCheckApplied()
            .step(
                2,
                (i, into) -> System.arraycopy(Z[i], 0, into, 0, 2),
                _ -> asked[0] < 4 ? BETTER[asked[0]++] : asked[0]++ == 4);
    assertThat(step.verdict()).isEqualTo(Verdict.STEP_FAILED);
    assertThat(asked[0]).isEqualTo(small().withCheckApplied().evaluations());
  }

  /** No entry of a unit vector exceeds 1: nothing is left to probe. */
  @Test
  void sparsityBeyondOneNeverMovesAndZeroKeepsAllEntries() {
    ComparisonSearch.Oracle rises = delta -> delta[0] + 0.01f * delta[1] > 0;
    var directions = Directions.gaussian(new Seeds(1));
    var search = new ComparisonSearch(1e-3, 200, 0, 1, 5, 0.1, false);
    assertThat(search.withSparsity(1.01).step(2, directions, rises).verdict())
        .isEqualTo(Verdict.PROBE_FAILED);
    float[] update = search.step(2, directions, rises).update();
    assertThat(update[0]).isPositive();
    assertThat(update[1]).isNotZero();
    assertThat(search.withSparsity(0.5).step(2, directions, rises).update()[1]).isZero();
  }

  /** Spec 084: phi / (2 pi) for gradients of the two likelihoods at angle phi, by 1e6 draws. */
  @ParameterizedTest
  @CsvSource({"0, 0", "60, 0.1666667", "90, 0.25", "180, 0.5"})
  void successProbability(double degrees, double expected) {
    double phi = Math.toRadians(degrees);
    double a = Math.cos(phi);
    double b = Math.sin(phi);
    var search = new ComparisonSearch(1, 1_000_000, 0, 1_000_000, 5, 0.1, false);
    // y_w rises along the first axis, y_l along the angle phi, and must fall.
    var step =
        search.step(
            2,
            Directions.gaussian(new Seeds(3)),
            delta -> delta[0] > 0 && a * delta[0] + b * delta[1] < 0);
    assertThat(step.successes() / 1e6).isCloseTo(expected, within(0.002));
  }

  /** With one objective the step points along its gradient, and mean o z to -sqrt(2/pi) of it. */
  @Test
  void oneObjectiveGivesItsGradient() {
    double[] gradient = {3, -4, 0};
    var search = new ComparisonSearch(1, 200_000, 0, 1, 1, 1, false);
    var directions = Directions.gaussian(new Seeds(4));
    var step = search.step(3, directions, d -> gradient[0] * d[0] + gradient[1] * d[1] > 0);
    double rate = step.successes() / 200_000.0;
    assertThat(rate).isCloseTo(0.5, within(0.005));
    for (int j = 0; j < 3; j++)
      assertThat(step.update()[j] / rate).isCloseTo(gradient[j] / 5, within(0.01));
    double[] sum = new double[3];
    float[] z = new float[3];
    for (int i = 0; i < 200_000; i++) {
      directions.fill(i, z);
      int o = gradient[0] * z[0] + gradient[1] * z[1] > 0 ? -1 : 1;
      for (int j = 0; j < 3; j++) sum[j] += o * z[j] / 200_000.0;
    }
    for (int j = 0; j < 3; j++)
      assertThat(sum[j]).isCloseTo(-Math.sqrt(2 / Math.PI) * gradient[j] / 5, within(0.01));
  }

  @Test
  void directionsAreByNumberAndOnTheSphere() {
    var sphere = Directions.sphere(new Seeds(5));
    float[] first = new float[7];
    float[] again = new float[7];
    sphere.fill(12, first);
    sphere.fill(3, again);
    assertThat(again).isNotEqualTo(first);
    sphere.fill(12, again);
    assertThat(again).isEqualTo(first);
    double squares = 0;
    for (float entry : first) squares += entry * entry;
    assertThat(squares).isCloseTo(1, within(1e-6));
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatThrownBy(() -> small().withDirections(4, 5)).hasMessageContaining("5 successes of 4");
    assertThatThrownBy(() -> small().withSteps(0, 1, 1)).hasMessageContaining("radius");
  }
}
