package org.penchant.align.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.penchant.torch.tensor.TensorScope;

class RowColumnsTest {
  private static Row row(double first, double second, Map<String, Double> columns) {
    return Row.list(
            List.of(
                new Response(new double[] {first}, new double[0]),
                new Response(new double[] {second}, new double[0])),
            new double[0])
        .withColumns(columns);
  }

  /** A tie's halves carry a weight, decided pairs none: they count whole beside them. */
  @Test
  void rowsWithoutAWeightCountWhole() {
    var d = Term.Preference.defaults();
    var objective =
        Objective.of(
            new Term.Preference(
                d.coefficient(),
                Reward.Score.defaults(),
                d.structure(),
                d.contrast(),
                d.offset(),
                d.link(),
                d.noise(),
                d.weight()));
    var rows =
        List.of(
            row(1, 0.5, Map.of()),
            row(0.2, 0.7, Map.of(Objective.ROW_WEIGHT, 0.25, Coefficient.ByTie.COLUMN, 1.0)),
            row(-1, 0.3, Map.of("gap", 2.0)));
    try (var scope = TensorScope.open()) {
      double[] losses = objective.of(Batch.of(rows)).detach().toDoubles();
      for (int i = 0; i < losses.length; i++) {
        assertThat(losses[i]).isCloseTo(objective.explain(rows.get(i)).value(), within(1e-12));
        assertThat(losses[i]).isPositive();
      }
    }
  }

  @Test
  void columnsThatSomeRowsLackAreNone() {
    var columns = RowColumns.of(List.of(Map.of("gap", 1.0, "x", 2.0), Map.of("x", 3.0)));
    assertThat(columns.keySet()).isEqualTo(Set.of("x"));
    assertThat(columns.get("x")).containsExactly(2, 3);
  }
}
