package org.penchant.papers.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penchant.align.objective.Batch;
import org.penchant.align.objective.Calibration;
import org.penchant.align.objective.Response;
import org.penchant.align.objective.Row;
import org.penchant.testkit.golden.Golden;
import org.penchant.testkit.golden.GoldenCase;
import org.penchant.testkit.golden.Values;
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
    var row = row(in);
    try (var scope = TensorScope.open()) {
      var batch = Batch.of(List.of(row));
      Tensor loss = objective.of(batch).sum();
      loss.backward();
      double[] gradient = batch.logps().grad().toDoubles();
      int chosen = row.first().length();
      var expected = golden.expected();
      if (expected.has("loss")) {
        golden.check("loss", loss.item());
        golden.check("loss", objective.explain(row).value());
      }
      if (expected.has("dChosen")) golden.check("dChosen", gradient[0]);
      if (expected.has("dRejected")) golden.check("dRejected", gradient[chosen]);
      assertThat(expected.has("loss") || expected.has("dChosen")).isTrue();
    }
  }

  private static Row row(Values in) {
    var first = response(in, "chosen", "refChosen", "calibrationChosen");
    var second =
        in.has("rejected")
            ? Optional.of(response(in, "rejected", "refRejected", "calibrationRejected"))
            : Optional.<Response>empty();
    var columns = new LinkedHashMap<String, Double>();
    if (in.has("columns"))
      in.node()
          .get("columns")
          .properties()
          .forEach(e -> columns.put(e.getKey(), e.getValue().doubleValue()));
    return new Row(
        first,
        second,
        !in.has("good") || in.flag("good"),
        columns,
        in.has("baseline") ? in.number("baseline") : 0,
        in.has("progress") ? in.number("progress") : 0);
  }

  private static Response response(Values in, String logps, String reference, String calibration) {
    return new Response(
        in.numbers(logps),
        in.has(reference) ? in.numbers(reference) : new double[0],
        in.has(calibration) ? Map.of(Calibration.SAMPLED, in.numbers(calibration)) : Map.of());
  }
}
