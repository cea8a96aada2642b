package org.penchant.testkit.arch;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.penchant.testkit.arch.probe.fine.Fine;
import org.penchant.testkit.arch.probe.habit.Clocked;
import org.penchant.testkit.arch.probe.habit.Localised;
import org.penchant.testkit.arch.probe.habit.Stopwatch;
import org.penchant.testkit.arch.probe.habit.Talkative;
import org.penchant.testkit.arch.probe.habit.Unseeded;
import org.penchant.testkit.arch.probe.habit.Virtual;

class HabitsTest {
  private static final String HABIT = "org.penchant.testkit.arch.probe.habit..";
  private static final String ALL = "org.penchant.testkit.arch.probe..";

  static Stream<Arguments> wrong() {
    return Stream.of(
        Arguments.of(Unseeded.class, Habits.seededRandomness()),
        Arguments.of(Localised.class, Habits.explicitLocaleAndCharset()),
        Arguments.of(Clocked.class, Habits.noWallClock()),
        Arguments.of(Clocked.class, Habits.noWallClock("org.penchant.app..")),
        Arguments.of(Stopwatch.class, Habits.noStopwatch()),
        Arguments.of(Talkative.class, Habits.noConsole("org.penchant.app.cli..")),
        Arguments.of(Virtual.class, Habits.platformThreads(HABIT)));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void ruleSeesEveryMethodOfTheWrongProbe(Class<?> probe, ArchRule rule) {
    var seen = rule.evaluate(new ClassFileImporter().importClasses(probe)).getFailureReport();
    for (Method method : probe.getDeclaredMethods())
      assertThat(seen.getDetails())
          .as(method.getName())
          .anyMatch(line -> line.contains("." + method.getName() + "("));
  }

  @Test
  void rulesLetTheRightProbePass() {
    var fine = new ClassFileImporter().importClasses(Fine.class);
    for (var rule :
        Arrays.asList(
            Habits.seededRandomness(),
            Habits.explicitLocaleAndCharset(),
            Habits.noWallClock(),
            Habits.noStopwatch(),
            Habits.noConsole(),
            Habits.platformThreads(ALL)))
      assertThat(rule.evaluate(fine).getFailureReport().getDetails()).isEmpty();
  }

  @Test
  void packagesGivenAreLetOff() {
    var classes =
        new ClassFileImporter().importClasses(Clocked.class, Talkative.class, Stopwatch.class);
    for (var rule :
        Arrays.asList(
            Habits.noWallClock(HABIT), Habits.noConsole(HABIT), Habits.noStopwatch(HABIT)))
      assertThat(rule.evaluate(classes).hasViolation()).isFalse();
    var virtual = new ClassFileImporter().importClasses(Virtual.class);
    assertThat(Habits.platformThreads("org.penchant.torch..").evaluate(virtual).hasViolation())
        .isFalse();
  }
}
