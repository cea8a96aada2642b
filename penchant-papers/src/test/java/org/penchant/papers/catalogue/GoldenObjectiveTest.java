package org.penchant.papers.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penchant.align.objective.Batch;
import org.penchant.align.objective.Row;
import org.penchant.testkit.golden.Golden;
import org.penchant.testkit.golden.GoldenCase;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/** The golden losses and gradients of every entry, by the scalar form and by the tensor form. */
class GoldenObjectiveTest {
  private static final Catalogue CATALOGUE = Catalogue.load();

  static Stream<GoldenCase> cases() {
    return CATALOGUE.entries().stream()
        .filter(Entry::trains)
        .flatMap(entry -> entry.golden().stream())
        .distinct()
        .flatMap(name -> Golden.read(GoldenObjectiveTest.class, "/" + name).cases().stream());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void lossAndGradientsAreGolden(GoldenCase golden) {
    var in = golden.inputs();
    var settings = new HashMap<String, JsonNode>();
    in.node().get("settings").properties().forEach(e -> settings.put(e.getKey(), e.getValue()));
    var objective = CATALOGUE.method(in.text("method"), settings).objective();
    var rows = GoldenRows.of(in, objective);
    try (var scope = TensorScope.open()) {
      var batch = Batch.of(rows);
      Tensor losses = objective.of(batch);
      losses.mean().backward();
      double[] gradient = batch.logps().grad().toDoubles();
      var expected = golden.expected();
      boolean asked = false;
      if (expected.has("loss")) {
        golden.check("loss", losses.mean().item());
        golden.check(
            "loss",
            rows.stream().mapToDouble(r -> objective.explain(r).value()).average().orElseThrow());
        asked = true;
      }
      int rejected = rows.getFirst().first().length();
      if (expected.has("dChosen")) golden.check("dChosen", gradient[0]);
      if (expected.has("dRejected")) golden.check("dRejected", gradient[rejected]);
      if (expected.has("gradient")) {
        double[] by = expected.numbers("gradient");
        assertThat(firstTokens(rows, gradient)).containsExactly(by, within(golden.tolerance()));
        asked = true;
      }
      assertThat(asked || expected.has("dChosen")).isTrue();
    }
  }

  /** The derivative by the first token of every response. */
  private static double[] firstTokens(List<Row> rows, double[] gradient) {
    var found = new ArrayList<Double>();
    int at = 0;
    for (var row : rows)
      for (var response : row.responses()) {
        found.add(gradient[at]);
        at += response.length();
      }
    return found.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
