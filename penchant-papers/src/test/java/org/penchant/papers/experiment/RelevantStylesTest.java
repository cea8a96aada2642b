package org.penchant.papers.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penchant.core.random.Seeds;

class RelevantStylesTest {
  /** Exact optima, open and closed: specification 021, Identities. */
  private static final Map<String, double[]> OPTIMA =
      Map.of(
          "length-biased reward", new double[] {0.298860, -0.086834},
          "relevance", new double[] {-0.499909, -0.499541},
          "relevance x length", new double[] {-0.052884, -0.184902},
          "open for all", new double[] {0.976230, 0.157221},
          "R3", new double[] {0.976230, 0.880000},
          "swapped", new double[] {0.225248, 0.157221});

  @Test
  void exactOptimaAreTheGoldenOnes() {
    var figures = new Figures();
    RelevantStyles.defaults().trial().run(new Seeds(0), figures);
    OPTIMA.forEach((arm, wanted) -> {
      assertThat(figures.all().get(new Figures.Key(arm, "open, exact")))
          .as(arm)
          .isCloseTo(wanted[0], within(6e-7));
      assertThat(figures.all().get(new Figures.Key(arm, "closed, exact")))
          .as(arm)
          .isCloseTo(wanted[1], within(6e-7));
    });
    assertThat(figures.all().get(new Figures.Key("relevance", "copies, exact")))
        .isCloseTo(0.999557, within(6e-7));
  }
}
