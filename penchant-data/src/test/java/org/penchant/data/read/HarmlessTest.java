package org.penchant.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.penchant.core.preference.Content;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.data.read.DataSummary.Skipped;

/** Real dialogues; the rows named here are those that the README of the shared data names. */
class HarmlessTest {
  private static final Path FILE = Path.of("../../shared/data/pairs/hh-harmless-test.jsonl.gz");
  private static final List<Long> MISMATCHED = List.of(1254L, 1688L, 1950L, 1952L, 2036L);
  private static final List<Long> EMPTY = List.of(86L, 516L, 925L, 1103L);

  @BeforeEach
  void needsSharedData() {
    Assumptions.assumeTrue(Files.exists(FILE), "shared data are not there");
  }

  @Test
  void faultyRowsAreDroppedAndListed() {
    var options = ReadOptions.defaults().withAll(FaultPolicy.DROP);
    Dataset data =
        new PreferenceReader(options).read(List.of(FILE), ColumnNames.defaults(), new Problems());
    assertThat(data.rows()).hasSize(2312 - 9);
    assertThat(data.format()).isEqualTo(Format.IMPLICIT);
    assertThat(rows(data, RowFault.PREFIX_MISMATCH)).isEqualTo(MISMATCHED);
    assertThat(rows(data, RowFault.EMPTY_REPLY)).isEqualTo(EMPTY);
    var file = data.summary().files().getFirst();
    assertThat(file.compression()).isEqualTo(Compression.GZIP);
    assertThat(file.container()).isEqualTo(Container.JSONL);
    assertThat(file.sha256()).hasSize(64);
    assertThat(data.rows())
        .allSatisfy(row -> {
          assertThat(row.prompt().plain()).startsWith("\n\nHuman:").endsWith("\n\nAssistant:");
          assertThat(row.chosen().content()).isInstanceOf(Content.Text.class);
          assertThat(row.chosen().content().plain()).doesNotContain("\n\nAssistant:");
        });
  }

  @Test
  void faultyRowsAreErrorsUnlessAPolicySaysOtherwise() {
    var problems = new Problems();
    var error =
        catchThrowableOfType(
            ProblemsException.class,
            () ->
                PreferenceReader.defaults().read(List.of(FILE), ColumnNames.defaults(), problems));
    assertThat(error.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(problems.errorCount()).isEqualTo(9);
    Stream.concat(MISMATCHED.stream(), EMPTY.stream())
        .forEach(row -> assertThat(error.getMessage()).contains(FILE + " row " + row + " (line "));
  }

  private static List<Long> rows(Dataset data, RowFault reason) {
    return data.summary().skipped().stream()
        .filter(s -> s.reason() == reason)
        .map(Skipped::row)
        .toList();
  }
}
