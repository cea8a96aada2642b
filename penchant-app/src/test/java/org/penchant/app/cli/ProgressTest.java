package org.penchant.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {
  @Test
  void speaksAfterTwoSecondsAndThenOncePerSecond() {
    var text = new StringWriter();
    long[] now = {Long.MAX_VALUE - 1_000_000_000L};
    var progress = new Progress(new PrintWriter(text), "generated", 9, () -> now[0]);
    int done = 0;
    for (long step : new long[] {0, 1900, 200, 100, 900, 500, 600}) {
      now[0] += step * 1_000_000;
      progress.accept(done++);
    }
    assertThat(text.toString().lines())
        .containsExactly("generated 2 of 9", "generated 4 of 9", "generated 6 of 9");
  }
}
