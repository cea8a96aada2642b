package org.penchant.papers.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Golden numbers of specification 028 (arXiv 2410.04166), Identities. */
class AcceptanceTest {
  private static final Offset<Double> GOLDEN = within(1e-10);
  private static final Acceptance WORLD =
      new Acceptance(new double[] {0.5, 0.3, 0.2}, new double[] {0.9, 0.5, 0.1});

  @Test
  void posteriorsAreGolden() {
    assertThat(WORLD.rate()).isCloseTo(0.62, GOLDEN);
    assertThat(WORLD.positive())
        .containsExactly(new double[] {0.7258064516, 0.2419354839, 0.0322580645}, GOLDEN);
    assertThat(WORLD.negative())
        .containsExactly(new double[] {0.1315789474, 0.3947368421, 0.4736842105}, GOLDEN);
  }

  @Test
  void optimaAreGoldenAndInfeasibleOnesAreTold() {
    assertThat(WORLD.optimum(0.5, 2).orElseThrow())
        .containsExactly(new double[] {0.6485568761, 0.2617996604, 0.0896434635}, GOLDEN);
    assertThat(1 / (1 - WORLD.rate())).isCloseTo(2.6315789474, GOLDEN);
    assertThat(WORLD.optimum(0, 2.6315789474).orElseThrow())
        .as("rejected alone with the exact anchor give q+")
        .containsExactly(WORLD.positive(), within(1e-9));
    assertThat(WORLD.target(0.5, 0.5))
        .containsExactly(new double[] {0.5471137521, 0.0735993209, -0.1207130730}, GOLDEN);
    assertThat(WORLD.optimum(0.5, 0.5)).isEmpty();
    assertThat(WORLD.leastAnchor(0.5)).isCloseTo(1.1035653650, GOLDEN);
    assertThat(WORLD.leastAnchor(0)).isCloseTo(2.3684210526, GOLDEN);
    assertThat(WORLD.optimum(1, 0).orElseThrow()).containsExactly(WORLD.positive(), GOLDEN);
  }

  @Test
  void theNegativeTermAndItsAnchorSayWhatThePositiveTermSays() {
    double z = WORLD.rate();
    for (double[] pi : List.of(new double[] {0.2, 0.3, 0.5}, new double[] {0.7, 0.2, 0.1})) {
      double sum = 0;
      for (int y = 0; y < pi.length; y++)
        sum +=
            (z * WORLD.positive()[y] + (1 - z) * WORLD.negative()[y]) * Math.log(pi[y])
                + WORLD.reference()[y] * Math.log(WORLD.reference()[y] / pi[y]);
      assertThat(sum).isCloseTo(-1.0296530141, GOLDEN);
    }
  }
}
