package org.penchant.rank.judge.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.testkit.golden.Golden;
import org.penchant.testkit.golden.GoldenCase;

class DissectionTest {
  private static final Dissection.Settings ONCE =
      new Dissection.Settings(0.1, 1, 4, new HamiltonianSampler(500, 5000, 16));

  private static Golden golden() {
    return Golden.read(DissectionTest.class, "/golden/judge/042-dissecting-preferences.json");
  }

  private static AttributeVotes votes(GoldenCase golden) {
    double[] y = golden.inputs().numbers("y");
    var chosen = new boolean[y.length];
    for (int r = 0; r < y.length; r++) chosen[r] = y[r] == 1;
    return new AttributeVotes(List.of("a", "b"), golden.inputs().rows("x"), chosen);
  }

  @Test
  void thePosteriorOfSixChoicesIsTheGoldenOneByQuadratureAndBySampling() {
    var golden = golden().named("six choices, scale 0.1");
    var model = new SparseLogistic(votes(golden), 0.1);
    // The mean over a fine grid: what the sampler must meet.
    double mass = 0;
    double[] mean = new double[2];
    int n = 1600;
    double reach = 2.4;
    for (int i = 0; i < n; i++)
      for (int j = 0; j < n; j++) {
        double[] w = {(2 * (i + 0.5) / n - 1) * reach, (2 * (j + 0.5) / n - 1) * reach};
        double density = Math.exp(-model.potential(w));
        mass += density;
        mean[0] += density * w[0];
        mean[1] += density * w[1];
      }
    double[] wanted = golden.expected().numbers("mean");
    for (int k = 0; k < 2; k++) assertThat(mean[k] / mass).isCloseTo(wanted[k], within(2e-6));
    var sampled = Dissection.of(votes(golden), ONCE, new Seeds(0));
    // Laplace(0, 0.1) has deviation 0.14: 20,000 draws give the mean to about 0.002.
    for (int k = 0; k < 2; k++) assertThat(sampled.means()[k]).isCloseTo(wanted[k], within(0.006));
    assertThat(sampled.rHat()).isLessThan(1.01);
    assertThat(1 / (1 + Math.exp(-wanted[0])))
        .isCloseTo(golden.expected().number("preference"), within(1e-9));
  }

  @Test
  void theModeIsExactlySparse() {
    for (var golden : golden().cases())
      golden.check("mode", Dissection.mode(votes(golden), golden.inputs().number("scale")));
  }

  private static AttributeVotes drawn(double[] weights, int rows, long seed) {
    var random = new Seeds(seed).stream("choices");
    var x = new double[rows][weights.length];
    var y = new boolean[rows];
    for (int r = 0; r < rows; r++) {
      double z = 0;
      for (int k = 0; k < weights.length; k++) {
        x[r][k] = random.nextInt(3) - 1;
        z += weights[k] * x[r][k];
      }
      y[r] = random.nextDouble() < 1 / (1 + Math.exp(-z));
    }
    var names = IntStream.range(0, weights.length).mapToObj(k -> "w" + k).toList();
    return new AttributeVotes(names, x, y);
  }

  @Test
  void exchangingTheSidesOfAnyChoicesChangesNothing() {
    var votes = drawn(new double[] {1, -0.5, 0.2}, 200, 1);
    var x = new double[200][];
    var y = new boolean[200];
    for (int r = 0; r < 200; r++) {
      boolean swap = r % 3 == 0;
      double[] row = votes.x()[r];
      x[r] = swap ? new double[] {-row[0], -row[1], -row[2]} : row;
      y[r] = swap != votes.y()[r];
    }
    var swapped = new AttributeVotes(votes.attributes(), x, y);
    double[] w = {0.3, -0.7, 0.1};
    assertThat(new SparseLogistic(swapped, 0.1).potential(w))
        .isCloseTo(new SparseLogistic(votes, 0.1).potential(w), within(1e-9));
    assertThat(Dissection.of(swapped, ONCE, new Seeds(2)).means())
        .containsExactly(Dissection.of(votes, ONCE, new Seeds(2)).means(), within(0.02));
  }

  @Test
  void anAttributeThatNeverDiffersKeepsItsPriorAndATwinSharesTheEffect() {
    var votes = drawn(new double[] {1.5, 0}, 300, 3);
    var x = new double[300][];
    for (int r = 0; r < 300; r++) x[r] = new double[] {votes.x()[r][0], votes.x()[r][0], 0};
    var dissected =
        Dissection.of(
            new AttributeVotes(List.of("a", "twin", "zero"), x, votes.y()), ONCE, new Seeds(4));
    double[] mean = dissected.means();
    assertThat(mean[0]).isCloseTo(mean[1], within(0.05)).isGreaterThan(0.2);
    assertThat(mean[2]).isCloseTo(0, within(0.01));
    // Laplace(0, 0.1): the central 95 % are +-0.1 ln 20.
    assertThat(dissected.weights().get(2).high()).isCloseTo(0.1 * Math.log(20), within(0.03));
    assertThat(dissected.weights().get(2).low()).isCloseTo(-0.1 * Math.log(20), within(0.03));
  }

  @Test
  void slopesAreDifferencesOfThePotential() {
    var votes = drawn(new double[] {1, -1, 0.5}, 50, 5);
    var model = new SparseLogistic(votes, 1e9);
    double[] w = {0.2, -0.4, 0.9};
    double[] slope = model.slope(w);
    for (int k = 0; k < 3; k++) {
      double[] up = w.clone();
      double[] down = w.clone();
      up[k] += 1e-5;
      down[k] -= 1e-5;
      assertThat((model.potential(up) - model.potential(down)) / 2e-5)
          .isCloseTo(slope[k], within(1e-6));
    }
  }

  @Test
  void foldsAreAveragedAndHeldOutChoicesArePredicted() {
    var votes = drawn(new double[] {2, -2, 0}, 600, 6);
    var settings = new Dissection.Settings(0.1, 5, 2, new HamiltonianSampler(200, 400, 8));
    var dissected = Dissection.of(votes, settings, new Seeds(7));
    assertThat(dissected.accuracy()).isBetween(0.7, 0.95);
    assertThat(dissected.preference(0)).isGreaterThan(0.75);
    assertThat(dissected.preference(1)).isLessThan(0.25);
    assertThat(dissected.similarity(dissected)).isCloseTo(1, within(1e-12));
    assertThat(dissected.distance(dissected)).isZero();
    var why = dissected.explain(new double[] {1, 0, -1});
    assertThat(why.value()).isCloseTo(dissected.means()[0] - dissected.means()[2], within(1e-12));
    assertThat(why.parts()).hasSize(3);
    assertThat(Dissection.of(votes, settings, new Seeds(7))).isEqualTo(dissected);
  }

  @ParameterizedTest
  @CsvSource({
    "19,11,1",
    "100,130,-1",
    "109,100,0",
    "0,0,0",
    "1,0,1",
    "3,1,1",
    "2,1,0",
    "100,70,1",
    "12,11,0"
  })
  void lengthsCountWhereTheyDifferByMuch(int a, int b, int expected) {
    assertThat(Difference.length(a, b)).isEqualTo(expected);
    assertThat(Difference.length(b, a)).isEqualTo(-expected);
  }

  @Test
  void differencesAreNormalised() {
    assertThat(Difference.rating(2)).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(Difference.words(100)).isCloseTo(0.742385868, within(1e-9));
    assertThat(Difference.words(0)).isZero();
    assertThat(Difference.words(-5000)).isEqualTo(-1);
    assertThat(Difference.errors(-9)).isEqualTo(-1);
    assertThat(Difference.sign(1, 3)).isEqualTo(-1);
  }

  @Test
  void aJudgeWhoLooksAtThePositionAloneChoosesNothing() {
    assertThat(AttributeVotes.choice(new double[] {0.8, 0.2}, new double[] {0.2, 0.8})).isEmpty();
    assertThat(AttributeVotes.choice(new double[] {0.8, 0.2}, new double[] {0.3, 0.7}))
        .contains(true);
    assertThat(AttributeVotes.choice(new double[] {0.5, 0.5}, new double[] {0.3, 0.7}))
        .contains(false);
  }

  @Test
  void badRowsAreAllNamed() {
    assertThatThrownBy(() ->
            new AttributeVotes(
                List.of("a", "b"), new double[][] {{1}, {1, Double.NaN}}, new boolean[] {true}))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("must be as many as rows, 2")
        .hasMessageContaining("row 0")
        .hasMessageContaining("row 1");
    assertThatThrownBy(() -> new HamiltonianSampler(1, 10, 2)).hasMessageContaining("warm-up 1");
    assertThatThrownBy(() -> new Dissection.Settings(0, 10, 4, HamiltonianSampler.defaults()))
        .hasMessageContaining("scale = 0.0");
  }
}
