package org.penchant.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penchant.testkit.arch.Habits;
import org.penchant.testkit.arch.House;

/** The rules of the house, applied to every module at once. */
class ArchitectureTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(House.PENCHANT.root());

  static Stream<ArchRule> rules() {
    var house = House.PENCHANT;
    return Stream.of(
        house.moduleLayers(),
        house.alignLayers(),
        house.noPackageCycles(),
        house.nullMarked(),
        house.onlyPlaceOf("org.bytedeco..", "org.penchant.torch.."),
        Habits.seededRandomness(),
        Habits.explicitLocaleAndCharset(),
        Habits.noWallClock("org.penchant.app.."),
        Habits.noStopwatch("org.penchant.app..", "org.penchant.align.train.."),
        Habits.noConsole("org.penchant.app.cli.."),
        Habits.platformThreads(
            "org.penchant.torch..", "org.penchant.align..", "org.penchant.papers.."));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void holds(ArchRule rule) {
    rule.check(HOUSE);
  }

  /** Rules pass vacuously where nothing was imported. */
  @Test
  void classesOfOtherModulesAreSeen() {
    for (String module : new String[] {"core", "testkit", "app"})
      assertThat(HOUSE).anyMatch(c -> c.getPackageName().startsWith("org.penchant." + module));
  }
}
