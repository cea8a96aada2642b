package org.penchant.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;

class JsonTest {
  record Point(double x, String name) {}

  @Test
  void numbersThatAreNotFiniteComeBack() {
    for (double x :
        new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0.1}) {
      var point = new Point(x, "p");
      assertThat(Json.read("test", Json.line(point), Point.class)).isEqualTo(point);
    }
    assertThat(Json.line(new Point(Double.NaN, "p"))).isEqualTo("{\"x\":\"NaN\",\"name\":\"p\"}");
  }

  @Test
  void mapKeysAreSortedAndLinesEndInLineFeeds() {
    var map = new LinkedHashMap<String, Object>();
    map.put("b", 1);
    map.put("a", List.of(2));
    assertThat(Json.pretty(map)).isEqualTo("{\n  \"a\": [\n    2\n  ],\n  \"b\": 1\n}\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"x\": 1, \"x\": 2, \"name\": \"p\"}",
        "{\"x\": 1, \"name\": \"p\", \"z\": 0}",
        "{\"x\": 1}",
        "{\"x\": 1, \"name\": null}",
        "{\"x\": null, \"name\": \"p\"}",
        "{\"x\": 1, \"name\": \"p\"} 3",
        "{\"x\": \"one\", \"name\": \"p\"}",
        "{\"x\": NaN, \"name\": \"p\"}",
        ""
      })
  void strictReading(String text) {
    assertThatThrownBy(() -> Json.read("file.json", text, Point.class))
        .isInstanceOfSatisfying(
            ProblemsException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.BAD_DATA))
        .hasMessageContaining("file.json line 1");
  }
}
