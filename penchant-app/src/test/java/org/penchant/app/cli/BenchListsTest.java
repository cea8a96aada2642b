package org.penchant.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchListsTest {
  private static final String SMALL =
      "bench lists --json --rounds 1 --steps 1 --hidden 64 --layers 1 --vocabulary 128 --prompts 2";

  @Test
  void everyMethodIsSetAgainstPairs() throws Exception {
    var run = CommandRun.of(SMALL.split(" "));
    assertThat(run.code()).as(run.err()).isZero();
    var found = new ObjectMapper().readTree(run.out());
    assertThat(found).hasSize(5);
    assertThat(found.path("pairs").path("overPairs").asDouble()).isEqualTo(1);
    for (var cost : found) {
      assertThat(cost.path("microsecondsPerToken").asDouble()).isPositive();
      assertThat(cost.path("overPairs").asDouble()).isPositive();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--methods simpo, takes no lists",
    "--methods 0233, no such method",
    "--responses 3, must be even",
    "--rounds 0, must be at least 1"
  })
  void whatCannotBeMeasuredIsAUsageError(String options, String words) {
    var run = CommandRun.of((SMALL.replace(" --rounds 1", "") + " " + options).split(" "));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(words);
  }
}
