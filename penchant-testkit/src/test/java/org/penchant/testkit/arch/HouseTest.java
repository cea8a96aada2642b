package org.penchant.testkit.arch;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class HouseTest {
  private static final String ROOT = "org.penchant.testkit.arch.probe";
  private static final House HOUSE = new House(ROOT);
  private static final JavaClasses PROBES = new ClassFileImporter().importPackages(ROOT);

  private static List<String> violations(ArchRule rule) {
    return rule.evaluate(PROBES).getFailureReport().getDetails();
  }

  @Test
  void modulesImportDownwardOnly() {
    assertThat(violations(HOUSE.moduleLayers()))
        .anyMatch(line -> line.startsWith("core may not import data"))
        .anyMatch(line -> line.startsWith("eval may not import data"))
        .anyMatch(line -> line.startsWith("module 'newcomer' is not on the map"))
        .noneMatch(line -> line.startsWith("data may not"));
  }

  @Test
  void packagesOfAlignImportDownwardOnly() {
    assertThat(violations(HOUSE.alignLayers()))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("lm may not import train"));
    assertThat(violations(HOUSE.packageOrder("align", List.of(java.util.Set.of("lm")))))
        .anyMatch(line -> line.startsWith("package train of align is not on the map"));
  }

  @Test
  void libraryIsNamedInOnePlaceOnly() {
    String library = ROOT + ".data..";
    assertThat(violations(HOUSE.onlyPlaceOf(library, ROOT + ".core..")))
        .anyMatch(line -> line.contains("ImportsSideways"))
        .noneMatch(line -> line.contains("ImportsUpward"));
  }

  @Test
  void packagesFormNoCycle() {
    assertThat(violations(HOUSE.noPackageCycles()))
        .anyMatch(line -> line.contains("cycle.one") && line.contains("cycle.two"));
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(violations(HOUSE.nullMarked()))
        .containsExactly(ROOT + ".unmarked has no @NullMarked package-info");
  }
}
