package org.penchant.align.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penchant.core.io.Json;
import org.penchant.core.parts.Codec;

/** The golden numbers that entries with heads name. */
class GoldenHeadTest {
  private static final List<String> FILES =
      List.of("019-gpm", "047-lore", "078-pal", "109-dprm", "reward-model", "reward-labels");

  record Case(String name, JsonNode node) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() throws IOException {
    var cases = new ArrayList<Case>();
    for (String file : FILES)
      try (InputStream in =
          GoldenHeadTest.class.getResourceAsStream("/golden/reward/" + file + ".json")) {
        for (var node : Json.mapper().readTree(Objects.requireNonNull(in)).path("cases"))
          cases.add(new Case(file + ": " + node.path("name").asText(), node));
      }
    return cases.stream();
  }

  private static double[] numbers(JsonNode array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) values[i] = array.get(i).asDouble();
    return values;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void holds(Case golden) {
    var node = golden.node();
    var head = Codec.read(node.path("head"), Head.class);
    double[][] z = new double[node.path("z").size()][];
    for (int i = 0; i < z.length; i++) z[i] = numbers(node.path("z").get(i));
    var tables = Tables.zeros(head.tables(1));
    node.path("tables")
        .properties()
        .forEach(e -> {
          double[] values = numbers(e.getValue());
          System.arraycopy(values, 0, tables.of(e.getKey()), 0, values.length);
        });
    var outputs = new Outputs(z, numbers(node.path("prompt")), head.personal() ? 0 : -1);
    int held = 0;
    if (node.has("margin")) {
      held++;
      assertThat(head.margin(outputs, tables))
          .isCloseTo(node.path("margin").asDouble(), within(1e-8));
    }
    if (node.has("loss")) {
      held++;
      assertThat(head.loss(z[0], numbers(node.path("label")), new double[z[0].length]))
          .isCloseTo(node.path("loss").asDouble(), within(1e-9));
    }
    if (node.has("score")) {
      held++;
      assertThat(head.score(outputs, tables))
          .hasValueCloseTo(node.path("score").asDouble(), within(1e-9));
    }
    assertThat(held).isPositive();
  }
}
