package org.penchant.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {
  @Test
  void namesAStageAndSpeaksOfALongOneEveryFiveSeconds() {
    var text = new StringWriter();
    long[] now = {Long.MAX_VALUE - 1_000_000_000L};
    var progress = new ConsoleProgress(new PrintWriter(text), false, () -> now[0]);
    progress.stage("generating 8");
    int done = 0;
    for (long seconds : new long[] {1, 2, 3, 1, 4, 1}) {
      now[0] += seconds * 1_000_000_000L;
      progress.at(++done, 8, Map.of("loss", 0.5, "other", 1.0));
    }
    assertThat(text.toString().lines())
        .containsExactly(
            "- generating 8",
            "  3/8  6 s, 10 s left  loss 0.5000",
            "  5/8  11 s, 7 s left  loss 0.5000");
  }

  @Test
  void writesOverOneLineOfATerminal() {
    var text = new StringWriter();
    long[] now = {0};
    var progress = new ConsoleProgress(new PrintWriter(text), true, () -> now[0]);
    progress.stage("training");
    for (int done = 1; done <= 3; done++) {
      now[0] += 2_000_000_000L;
      progress.at(done, 3, Map.of());
    }
    progress.end();
    assertThat(text.toString().lines().filter(line -> line.equals("- training"))).hasSize(1);
    assertThat(text.toString().split("\n")).hasSize(2);
    assertThat(text.toString()).contains("\r  1/3", "\r  3/3  6 s, 0 s left");
  }
}
