package org.penchant.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.testkit.bad.BadData;

/** Every bad file of the table ends with its message and its exit code. */
class BadDataTest {
  private static final Path FOLDER = Path.of("src/test/resources/bad");

  static List<BadData> table() {
    return BadData.table(FOLDER);
  }

  @ParameterizedTest
  @MethodSource("table")
  void saysWhatIsWrongAndWhere(BadData bad, @TempDir Path made) throws Exception {
    List<Path> files = bad.files(FOLDER, made);
    var error =
        catchThrowableOfType(
            ProblemsException.class,
            () -> PreferenceReader.defaults().read(files, ColumnNames.defaults(), new Problems()));
    assertThat(error).as("the files must not be accepted").isNotNull();
    assertThat(error.getMessage()).contains(bad.message());
    assertThat(error.code().code()).isEqualTo(bad.exitCode());
    assertThat(error.problems())
        .allSatisfy(problem -> {
          assertThat(files.stream().map(Path::toString)).anyMatch(problem.place()::startsWith);
          assertThat(problem.rule()).isNotBlank().doesNotContain("com.fasterxml", "REDACTED");
          assertThat(problem.remedy()).isNotBlank();
        });
  }

  @Test
  void theTableIsLongAndNamesNothingTwice() {
    assertThat(table()).hasSizeGreaterThan(40).extracting(BadData::name).doesNotHaveDuplicates();
  }
}
