package org.penchant.papers.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.penchant.core.random.Seeds;

class GammasTest {
  @Test
  void meanAndVarianceAreTheShape() {
    for (double shape : new double[] {0.2, 1, 3.5}) {
      var random = new Seeds(1).stream("gamma " + shape);
      int n = 40_000;
      double mean = 0;
      double square = 0;
      for (int i = 0; i < n; i++) {
        double g = Gammas.of(shape, random);
        mean += g / n;
        square += g * g / n;
      }
      assertThat(mean).isCloseTo(shape, within(5 * Math.sqrt(shape / n)));
      assertThat(square - mean * mean).isCloseTo(shape, within(0.1 * shape + 0.02));
    }
  }

  @Test
  void sharesSumToOne() {
    double[] shares = Gammas.dirichlet(4, 0.2, new Seeds(2).stream("shares"));
    assertThat(Arrays.stream(shares).sum()).isCloseTo(1, within(1e-12));
    assertThat(shares).hasSize(4);
  }
}
