package org.penchant.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penchant.testkit.seed.RandomCase;

class StyleTest {
  @ParameterizedTest
  @CsvSource({
    "PLAIN, 0.123456, 0.1235",
    "PLAIN, 12345.6, 12346",
    "PLAIN, 100, 100",
    "PLAIN, -0.5, \u22120.5",
    "PLAIN, -0.0, 0",
    "PLAIN, 1.25e-7, 1.25e\u22127",
    "PLAIN, NaN, n/a",
    "PLAIN, -Infinity, \u2212\u221e",
    "SIGNED, 0.5, +0.5",
    "SIGNED, 0, 0",
    "PERCENT, 0.61349, 61.3%",
    "PERCENT, -0.0001, 0.0%",
    "COUNT, 1234567, 1\u202f234\u202f567",
  })
  void numbersAsReadersSeeThem(Style style, double value, String shown) {
    assertThat(style.show(value)).isEqualTo(shown);
  }

  @Test
  void ticksAreRoundInsideAndApart() {
    RandomCase.run(
        500,
        r -> {
          boolean log = r.nextBoolean();
          double scale = Math.pow(10, r.nextInt(-8, 9));
          double a = log ? scale * (r.nextDouble() + 1e-3) : scale * r.nextGaussian();
          double b = log ? a * (1 + 1e4 * r.nextDouble()) : a + scale * r.nextDouble();
          var axis = log ? Axis.log("x") : Axis.linear("x");
          var s = Scale.around(axis, DoubleStream.of(a, b), 0, 100);
          var ticks = s.ticks();
          assertThat(ticks).hasSizeBetween(2, 12);
          for (double tick : ticks) assertThat(s.position(tick)).isBetween(-1e-6, 100 + 1e-6);
          if (!log) assertThat(ticks.stream().map(s::label).toList()).doesNotHaveDuplicates();
          assertThat(s.position(a)).isBetween(0.0, 100.0);
        });
  }
}
