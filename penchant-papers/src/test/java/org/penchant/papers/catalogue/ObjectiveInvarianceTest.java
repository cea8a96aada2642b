package org.penchant.papers.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penchant.align.objective.Batch;
import org.penchant.align.objective.Need;
import org.penchant.align.objective.Objective;
import org.penchant.align.objective.Row;
import org.penchant.papers.conformance.SampleRows;
import org.penchant.testkit.seed.RandomCase;
import org.penchant.torch.tensor.TensorScope;

/** What holds of every method that runs, whatever its parts. */
class ObjectiveInvarianceTest {
  private static final Catalogue CATALOGUE = Catalogue.load();

  static Stream<String> methods() {
    return CATALOGUE.entries().stream().filter(Entry::trains).map(Entry::id);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void explanationsEqualLossesAndNeitherOrderNorSplitMatters(String id) {
    var objective = CATALOGUE.method(id, Map.of()).objective();
    RandomCase.run(
        5,
        random -> {
          var rows = SampleRows.draw(objective, random, 6);
          double[] whole = losses(objective, rows);
          for (int i = 0; i < rows.size(); i++) {
            double scalar = objective.explain(rows.get(i)).value();
            assertThat(whole[i])
                .as(id)
                .isCloseTo(scalar, within(1e-9 * Math.max(1, Math.abs(scalar))));
            assertThat(losses(objective, List.of(rows.get(i)))[0]).isEqualTo(whole[i]);
          }
          double[] back = losses(objective, reversed(rows));
          for (int i = 0; i < whole.length; i++)
            assertThat(back[whole.length - 1 - i])
                .isCloseTo(whole[i], within(1e-13 * Math.max(1, Math.abs(whole[i]))));
        });
  }

  /** The same step with its rows in the opposite order. */
  private static List<Row> reversed(List<Row> rows) {
    var back = new ArrayList<>(rows.reversed());
    if (rows.getFirst().context().step().isEmpty()) return back;
    var step = rows.getFirst().context().step().reversed();
    for (int i = 0; i < back.size(); i++)
      back.set(i, back.get(i).withContext(back.get(i).context().withStep(step, i)));
    return back;
  }

  @ParameterizedTest
  @MethodSource("methods")
  void gradientsAreThoseOfFiniteDifferencesWithWeightsHeld(String id) {
    var objective = CATALOGUE.method(id, Map.of()).objective();
    boolean weighted = objective.needs().stream().anyMatch(Need.TokenStatistic.class::isInstance);
    RandomCase.run(
        5,
        random -> {
          var row = SampleRows.draw(objective, random, 1).getFirst();
          row = row.withContext(row.context().withStep(List.of(), 0));
          double[] gradient;
          try (var scope = TensorScope.open()) {
            var batch = Batch.of(List.of(row));
            objective.of(batch).sum().backward();
            gradient = batch.logps().grad().toDoubles();
          }
          double h = 1e-5;
          double up = objective.explain(shifted(row, h)).value();
          double down = objective.explain(shifted(row, -h)).value();
          double numeric = (up - down) / (2 * h);
          if (weighted) numeric = heldWeight(objective, row, h);
          assertThat(gradient[0])
              .as(id)
              .isCloseTo(numeric, within(1e-5 * Math.max(1, Math.abs(numeric))));
        });
  }

  /** The difference quotient of the unweighted loss, times the weight at the row. */
  private static double heldWeight(Objective objective, Row row, double h) {
    var at = objective.explain(row).parts().getFirst().parts();
    double weight = at.getFirst().value();
    double up = objective.explain(shifted(row, h)).parts().getFirst().parts().get(1).value();
    double down = objective.explain(shifted(row, -h)).parts().getFirst().parts().get(1).value();
    return weight * (up - down) / (2 * h);
  }

  private static Row shifted(Row row, double by) {
    double[] logps = row.first().logps().clone();
    logps[0] += by;
    var moved = row.first().withLogps(logps);
    var all = new ArrayList<>(row.responses());
    all.set(0, moved);
    return row.withResponses(all);
  }

  private static double[] losses(Objective objective, List<Row> rows) {
    try (var scope = TensorScope.open()) {
      return objective.of(Batch.of(rows)).toDoubles();
    }
  }
}
