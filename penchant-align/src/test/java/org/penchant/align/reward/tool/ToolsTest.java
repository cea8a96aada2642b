package org.penchant.align.reward.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolsTest {
  private static final Tool CALCULATOR = new Calculator();

  private static String says(Tool tool, String input) {
    return ToolBox.of(List.of(tool), Limits.defaults()).observe(tool.name(), input).text();
  }

  @ParameterizedTest
  @CsvSource({
    "2*3+4, 10",
    "2+3*4, 14",
    "(2+3)*4, 20",
    "-2^2, -4",
    "2^3^2, 512",
    "2^-1, 0.5",
    "10/4, 2.5",
    "7 % 4, 3",
    "0.1+0.2, 0.3",
    "--3, 3",
    "100*10, 1000",
    "1/3*3, 0.9999999999999999999999999999999999"
  })
  void calculates(String input, String value) {
    assertThat(says(CALCULATOR, input)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "1/0, division by zero",
        "2+, a number expected at 3",
        "(1, ')' expected at 3",
        "2 x, 'x' not understood at 3",
        "2^0.5, exponents are whole",
        "2^1000000, exponents are whole",
        "System.exit(1), a number expected at 1",
        "1.2.3, a number expected at 1"
      })
  void failuresAreObservations(String input, String why) {
    assertThat(says(CALCULATOR, input)).startsWith("tool failed: ").contains(why.strip());
  }

  @Test
  void deepAndLongInputsAreRefusedNotFollowed() {
    assertThat(says(CALCULATOR, "(".repeat(900))).contains("nested deeper than 100");
    assertThat(says(CALCULATOR, "1+".repeat(600) + "1")).contains("longer than 1000");
    assertThat(says(CALCULATOR, "-".repeat(900) + "1")).contains("nested deeper");
    assertThat(says(CALCULATOR, "(9^999)^999")).contains("E+");
    assertThat(says(CALCULATOR, "((9^999)^999)^999")).contains("out of range");
  }

  @ParameterizedTest
  @CsvSource({
    "weekday 2024-02-29, Thursday",
    "shift 2024-01-31 +1 month, 2024-02-29",
    "shift 2024-03-01 -1 days, 2024-02-29",
    "difference 2024-01-01 2024-03-01, 60 days"
  })
  void knowsTheCalendar(String input, String value) {
    assertThat(says(new CalendarTool(), input)).isEqualTo(value);
  }

  @Test
  void refusesDatesThatDoNotExist() {
    assertThat(says(new CalendarTool(), "weekday 2023-02-29")).contains("must exist");
    assertThat(says(new CalendarTool(), "today")).startsWith("tool failed: ask 'weekday");
  }

  @Test
  void searchRanksByRareWordsAndLength() {
    var documents =
        List.of(
            "the cat sat on the mat",
            "the dog sat on the log and the dog sat there for a long while",
            "the dog");
    var search = CorpusSearch.of(documents, 2);
    assertThat(says(search, "dog")).isEqualTo("the dog\n" + documents.get(1));
    assertThat(says(search, "cat the")).startsWith(documents.getFirst());
    assertThat(says(search, "fish")).isEqualTo("tool failed: nothing found");
    // N = 3, n = 2, f = 1, length 2 of a mean of 23/3.
    double expected = Math.log(1 + 1.5 / 2.5) * 2.2 / (1 + 1.2 * (0.25 + 0.75 * 2 / (23 / 3.0)));
    assertThat(search.score("dog", 2)).isCloseTo(expected, within(1e-12));
  }

  @Test
  void callsAreCachedStoredAndReplayed() {
    var calls = new AtomicInteger();
    var counter = tool("count", _ -> String.valueOf(calls.incrementAndGet()));
    var box = ToolBox.of(List.of(counter), Limits.defaults());
    assertThat(box.observe("count", "a").text()).isEqualTo("1");
    assertThat(box.observe("count", "a").text()).as("the same for both answers").isEqualTo("1");
    assertThat(box.observe("count", "b").text()).isEqualTo("2");
    var replay = ToolBox.replay(box.observations());
    assertThat(replay.observe("count", "b").text()).isEqualTo("2");
    assertThat(replay.observe("count", "c").text()).contains("no stored observation");
    var resumed = ToolBox.resume(List.of(counter), Limits.defaults(), box.observations());
    assertThat(resumed.observe("count", "a").text()).isEqualTo("1");
    assertThat(resumed.observe("count", "c").text()).isEqualTo("3");
  }

  private interface Body {
    String run(String input) throws Tool.ToolException;
  }

  private static Tool tool(String name, Body body) {
    return new Tool() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public String takes() {
        return "anything";
      }

      @Override
      public String run(String input) throws ToolException {
        return body.run(input);
      }
    };
  }

  @Test
  void whateverAToolDoesIsAnObservation() {
    var limits = new Limits(5, 0.2, 10);
    var box =
        ToolBox.of(
            List.of(
                tool(
                    "slow",
                    _ -> {
                      try {
                        Thread.sleep(20_000);
                      } catch (InterruptedException stopped) {
                        return "stopped";
                      }
                      return "late";
                    }),
                tool(
                    "broken",
                    _ -> {
                      throw new IllegalStateException("bug");
                    }),
                tool("long", _ -> "x".repeat(50))),
            limits);
    assertThat(box.observe("slow", "").text()).contains("no answer within 0.2 s");
    assertThat(box.observe("broken", "").text()).startsWith("tool failed: IllegalSta");
    assertThat(box.observe("long", "").text()).isEqualTo("xxxxxxxxxx [cut]");
    assertThat(box.observe("none", "").text()).contains("no such tool").contains("slow");
    assertThat(box.observe("none", "").failed()).isTrue();
    assertThatThrownBy(() -> ToolBox.of(List.of(CALCULATOR, CALCULATOR), limits))
        .hasMessageContaining("used once");
    assertThatThrownBy(() -> ToolBox.of(List.of(tool("two words", i -> i)), limits))
        .hasMessageContaining("single words");
  }

  @Test
  void codeRunsWithinItsLimits() {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
    var shell = List.of("/bin/sh");
    assertThat(says(CodeRunner.of(shell), "echo $((6 * 7))")).isEqualTo("42");
    assertThat(says(CodeRunner.of(shell), "echo $HOME$JAVA_HOME")).isEmpty();
    assertThat(says(CodeRunner.of(shell), "echo no; exit 3"))
        .isEqualTo("tool failed: exit code 3: no");
    assertThat(says(new CodeRunner(shell, 0.3, 0, 1000), "while :; do :; done"))
        .contains("longer than 0.3 s");
    assertThat(says(new CodeRunner(shell, 5, 0, 1000), "while :; do echo yes; done"))
        .contains("more than 1000 bytes");
    assertThat(says(new CodeRunner(shell, 5, 16, 1000), "x=x; while :; do x=$x$x$x$x; done"))
        .startsWith("tool failed: exit code");
    assertThat(says(CodeRunner.of(List.of("no-such-program-here")), "1"))
        .startsWith("tool failed: ");
  }
}
