package org.penchant.papers.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penchant.align.objective.Batch;
import org.penchant.align.objective.Calibration;
import org.penchant.align.objective.Need;
import org.penchant.align.objective.Objective;
import org.penchant.align.objective.Response;
import org.penchant.align.objective.Row;
import org.penchant.testkit.seed.Edges;
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
          var rows = rows(objective, random, 6);
          double[] whole = losses(objective, rows);
          for (int i = 0; i < rows.size(); i++) {
            double scalar = objective.explain(rows.get(i)).value();
            assertThat(whole[i])
                .as(id)
                .isCloseTo(scalar, within(1e-9 * Math.max(1, Math.abs(scalar))));
            assertThat(losses(objective, List.of(rows.get(i)))[0]).isEqualTo(whole[i]);
          }
          var reversed = new ArrayList<>(rows);
          Collections.reverse(reversed);
          double[] back = losses(objective, reversed);
          for (int i = 0; i < whole.length; i++)
            assertThat(back[whole.length - 1 - i]).isEqualTo(whole[i]);
        });
  }

  @ParameterizedTest
  @MethodSource("methods")
  void gradientsAreThoseOfFiniteDifferencesWithWeightsHeld(String id) {
    var objective = CATALOGUE.method(id, Map.of()).objective();
    boolean weighted = objective.needs().stream().anyMatch(Need.TokenStatistic.class::isInstance);
    RandomCase.run(
        5,
        random -> {
          var row = rows(objective, random, 1).getFirst();
          double[] gradient;
          try (var scope = TensorScope.open()) {
            var batch = Batch.of(List.of(row));
            objective.of(batch).sum().backward();
            gradient = batch.logps().grad().toDoubles();
          }
          int n = row.first().length();
          double h = 1e-5;
          double up = objective.explain(shifted(row, h)).value();
          double down = objective.explain(shifted(row, -h)).value();
          double numeric = (up - down) / (2 * h);
          if (weighted) numeric = heldWeight(objective, row, h);
          assertThat(gradient[random.nextInt(n)])
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
    var first = new Response(logps, row.first().reference(), row.first().calibration());
    return new Row(first, row.second(), row.good(), row.columns(), row.baseline(), row.progress());
  }

  private static double[] losses(Objective objective, List<Row> rows) {
    try (var scope = TensorScope.open()) {
      return objective.of(Batch.of(rows)).toDoubles();
    }
  }

  private static List<Row> rows(Objective objective, RandomGenerator random, int n) {
    boolean pairs = objective.needs().contains(new Need.Pairs());
    double progress = random.nextDouble();
    double baseline = random.nextGaussian();
    var rows = new ArrayList<Row>();
    for (int i = 0; i < n; i++) {
      double rejected = random.nextDouble();
      rows.add(
          new Row(
              response(random),
              pairs ? Optional.of(response(random)) : Optional.empty(),
              pairs || random.nextBoolean(),
              Map.of(
                  "chosen_rating", rejected + 0.1 + random.nextDouble(),
                  "rejected_rating", rejected,
                  "weight", 0.5 + random.nextDouble()),
              baseline,
              progress));
    }
    if (objective.needs().stream().anyMatch(Need.TokenStatistic.class::isInstance))
      rows.replaceAll(r -> r.withColumns(Map.of()));
    return rows;
  }

  private static Response response(RandomGenerator random) {
    int n = Edges.length(random, 6);
    double[] logps = new double[n];
    double[] reference = new double[n];
    double[] sampled = new double[n];
    for (int t = 0; t < n; t++) {
      logps[t] = -0.05 - 2 * random.nextDouble();
      reference[t] = logps[t] + random.nextDouble() - 0.5;
      sampled[t] = -random.nextDouble();
    }
    return new Response(logps, reference, Map.of(Calibration.SAMPLED, sampled));
  }
}
