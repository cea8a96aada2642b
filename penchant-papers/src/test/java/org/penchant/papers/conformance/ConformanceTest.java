package org.penchant.papers.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penchant.papers.catalogue.Catalogue;
import org.penchant.papers.catalogue.Entry;

/** The file is current, whole, and says what formulas written down here say. */
class ConformanceTest {
  private static final Path SHIPPED = Path.of("..", "docs", "conformance.json");

  @Test
  void theShippedFileIsWhatTheCodeComputes() throws Exception {
    var now = new ObjectMapper().readTree(Conformance.json(Catalogue.load()));
    var shipped = new ObjectMapper().readTree(Files.readString(SHIPPED));
    same("", shipped, now);
  }

  /** Equal but for the last digits of numbers, which differ between processors. */
  private static void same(String path, JsonNode a, JsonNode b) {
    if (a.isNumber() && b.isNumber()) {
      assertThat(b.doubleValue())
          .as(path)
          .isCloseTo(a.doubleValue(), within(1e-11 * Math.max(1, Math.abs(a.doubleValue()))));
      return;
    }
    assertThat(b.getNodeType()).as(path).isEqualTo(a.getNodeType());
    assertThat(b.size())
        .as("%s: ./penchant papers conformance writes it anew", path)
        .isEqualTo(a.size());
    if (a.isObject())
      a.properties().forEach(e -> same(path + "/" + e.getKey(), e.getValue(), b.path(e.getKey())));
    else if (a.isArray())
      for (int i = 0; i < a.size(); i++) same(path + "/" + i, a.get(i), b.get(i));
    else assertThat(b.asText()).as(path).isEqualTo(a.asText());
  }

  @Test
  void everyMethodThatTrainsIsThere() throws Exception {
    var methods = byId();
    for (var entry : Catalogue.load().entries())
      if (entry.trains()) assertThat(methods).containsKey(entry.id());
    assertThat(Catalogue.load().entries().stream().filter(Entry::trains).count())
        .isEqualTo(methods.size());
  }

  @Test
  void formulasWrittenWithoutOurPartsAgree() throws Exception {
    var methods = byId();
    for (var example : methods.get("dpo").path("cases"))
      for (int i = 0; i < example.path("rows").size(); i++) {
        var row = example.path("rows").get(i);
        double u = 0.1 * (gain(row.path("responses").get(0)) - gain(row.path("responses").get(1)));
        double weight = row.path("columns").path("weight").asDouble(1);
        assertThat(example.path("losses").get(i).doubleValue())
            .isCloseTo(weight * Math.log1p(Math.exp(-u)), within(1e-12));
        assertThat(example.path("gradients").get(i).get(0).get(0).doubleValue())
            .isCloseTo(
                -weight * 0.1 / (1 + Math.exp(u)) / example.path("rows").size(), within(1e-12));
      }
    for (var example : methods.get("023-lipo").path("cases"))
      for (int i = 0; i < example.path("rows").size(); i++)
        assertThat(example.path("losses").get(i).doubleValue())
            .isCloseTo(lipo(example.path("rows").get(i)), within(1e-12));
  }

  private static double lipo(JsonNode row) {
    int n = row.path("responses").size();
    double[] s = new double[n];
    double[] psi = new double[n];
    for (int i = 0; i < n; i++) {
      s[i] = 0.05 * gain(row.path("responses").get(i));
      psi[i] = row.path("labels").get(i).doubleValue();
    }
    double loss = 0;
    for (int i = 0; i < n; i++)
      for (int j = 0; j < n; j++)
        if (psi[i] > psi[j])
          loss +=
              (Math.pow(2, psi[i]) - Math.pow(2, psi[j]))
                  * Math.abs(1 / Math.log(1 + rank(s, i)) - 1 / Math.log(1 + rank(s, j)))
                  * Math.log1p(Math.exp(s[j] - s[i]));
    return loss * row.path("columns").path("weight").asDouble(1);
  }

  private static int rank(double[] s, int i) {
    int rank = 1;
    for (double other : s) if (other > s[i]) rank++;
    return rank;
  }

  private static double gain(JsonNode response) {
    double sum = 0;
    for (int t = 0; t < response.path("logps").size(); t++)
      sum +=
          response.path("logps").get(t).doubleValue()
              - response.path("reference").get(t).doubleValue();
    return sum;
  }

  private static Map<String, JsonNode> byId() throws Exception {
    var methods = new HashMap<String, JsonNode>();
    for (var method : new ObjectMapper().readTree(Files.readString(SHIPPED)).path("methods"))
      methods.put(method.path("method").asText(), method);
    return methods;
  }
}
