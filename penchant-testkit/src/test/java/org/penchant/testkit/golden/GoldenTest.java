package org.penchant.testkit.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoldenTest {
  @Test
  void readsTypedValues() {
    var golden = Golden.read(getClass(), "good.json");
    var first = golden.cases().getFirst();
    assertThat(first).hasToString("one").extracting(GoldenCase::source).isEqualTo("by hand");
    assertThat(first.inputs().number("x")).isEqualTo(2);
    assertThat(first.inputs().integer("n")).isEqualTo(3);
    assertThat(first.inputs().flag("on")).isTrue();
    assertThat(first.inputs().text("word")).isEqualTo("a");
    assertThat(first.inputs().texts("words")).containsExactly("a", "b");
    assertThat(first.inputs().rows("table")).isDeepEqualTo(new double[][] {{1}, {2, 3}});
    assertThat(first.inputs().number("none")).isNaN();
    assertThat(first.tolerance()).isEqualTo(1e-3);
    first.check("y", 4.0005);
    first.check("all", new double[] {1, Double.NEGATIVE_INFINITY});
    assertThat(golden.named("two").source()).isEqualTo("another place");
    assertThat(golden.named("two").tolerance()).isEqualTo(Golden.TOLERANCE);
  }

  @Test
  void failsOutsideTheTolerance() {
    var first = Golden.read(getClass(), "good.json").named("one");
    assertThatThrownBy(() -> first.check("y", 4.1))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("one: y = 4.1, expected 4.0 (by hand)");
    assertThatThrownBy(() -> first.check("y", Double.NaN)).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> first.check("all", new double[] {1, -1e300}))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> first.inputs().number("word")).hasMessageContaining("not a number");
    assertThatThrownBy(() -> first.inputs().number("absent")).hasMessageContaining("lacks absent");
  }

  @ParameterizedTest
  @CsvSource({
    "no-source.json, says not where its numbers come from",
    "unknown-key.json, unknown key expcted",
    "same-name.json, stands twice",
    "empty.json, has no cases",
    "absent.json, no golden"
  })
  void refusesWhatBreaksTheFormat(String resource, String message) {
    assertThatThrownBy(() -> Golden.read(getClass(), resource))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(message);
  }
}
