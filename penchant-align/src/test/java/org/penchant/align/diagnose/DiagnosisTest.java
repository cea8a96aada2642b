package org.penchant.align.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penchant.core.problems.Problem;

class DiagnosisTest {
  private static List<String> names(
      Map<String, Double> before,
      Map<String, Double> after,
      double lengthBefore,
      double lengthAfter) {
    return Diagnosis.of(List.of(before, after), List.of(), lengthBefore, lengthAfter).stream()
        .map(Problem::place)
        .toList();
  }

  @Test
  void namesWhatWentWrongAndNothingElse() {
    var start = Map.of("loss", 0.69);
    assertThat(names(start, Map.of("loss", 0.5, "rewards/margins", 2.0), 10, 12)).isEmpty();
    assertThat(
            names(
                start,
                Map.of("loss", 0.5, "logps_change/chosen", -1.0, "logps_change/rejected", -3.0),
                0,
                0))
        .containsExactly("likelihood displacement");
    assertThat(
            names(
                start,
                Map.of("loss", 0.5, "logps_change/chosen", 1.0, "logps_change/rejected", -3.0),
                0,
                0))
        .isEmpty();
    assertThat(names(start, Map.of("loss", 0.9), 0, 0)).containsExactly("over-fitting");
    assertThat(names(start, Map.of("loss", 0.1, "rewards/margins", 40.0), 0, 0))
        .containsExactly("margin explosion");
    assertThat(names(start, Map.of("loss", 0.6), 10, 16)).containsExactly("length drift");
    assertThat(names(start, Map.of("loss", 0.6), 10, 5)).containsExactly("length drift");
  }

  @Test
  void tellsInHowManyPairsTheChosenFell() {
    var moved =
        Displacement.of(
            new double[] {0, 0, 0, 0},
            new double[] {-3, -1, -2, 1},
            new double[] {0, 0, 0, 0},
            new double[] {-9, -9, -9, -9});
    assertThat(Diagnosis.of(List.of(moved.metrics()), List.of(), 0, 0))
        .singleElement()
        .satisfies(p -> assertThat(p.toString()).contains("chosen fell in 75% of pairs"));
  }

  @Test
  void namesParametersThatNeverTrained() {
    assertThat(Diagnosis.of(List.of(), List.of("lm_head.weight"), 0, 0))
        .singleElement()
        .satisfies(p -> assertThat(p.toString()).contains("lm_head.weight", "no gradient"));
  }
}
