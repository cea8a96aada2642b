package org.penchant.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchRankTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "--parquet"})
  void measuresEveryPartInAProcessOfItsOwn(String format) throws Exception {
    var run =
        CommandRun.of(("bench rank --json --items 5 --votes 2000 " + format).strip().split(" "));
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode found = new ObjectMapper().readTree(run.out()).path(0);
    assertThat(found.path("votes").asLong()).isEqualTo(2000);
    assertThat(found.path("items").asInt()).isEqualTo(5);
    // Up to ten pairs, each seen from two sides with three outcomes.
    assertThat(found.path("distinct_votes").asInt()).isBetween(50, 60);
    assertThat(found.path("fit_gradient_per_vote").asDouble()).isLessThan(1e-8);
    for (String part : new String[] {"read", "fit", "bootstrap", "sandwich"})
      assertThat(found.path(part + "_first").asDouble()).as(part).isPositive();
    assertThat(found.path("peak_heap_mib").asLong()).isBetween(1L, 256L);
  }

  @Test
  void anImpossibleWorldIsAUsageError() {
    var run = CommandRun.of("bench", "rank", "--items", "1");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("items = 1, must be at least 2");
  }
}
