package org.penchant.data.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;

/** However a file is damaged, it is read or refused in words; nothing else escapes. */
class DamageTest {
  private static final int TRIALS = 60;

  @TempDir private Path folder;

  static Stream<Arguments> everyWay() {
    return Stream.of(Container.values())
        .flatMap(container ->
            Stream.of(Compression.NONE, Compression.GZIP, Compression.ZSTD)
                .map(packing -> Arguments.of(container, packing)));
  }

  @ParameterizedTest
  @MethodSource("everyWay")
  void damagedFilesAreReadOrRefused(Container container, Compression packing) throws Exception {
    Path file = DataFiles.write(folder, container, packing, rows());
    byte[] whole = Files.readAllBytes(file);
    RandomGenerator random = new Seeds(7).stream(container + " " + packing);
    int refused = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      Files.write(file, damaged(whole, random));
      if (!accepted(file)) refused++;
    }
    assertThat(refused).as("damage must not go unnoticed throughout").isGreaterThan(TRIALS / 4);
  }

  @Test
  void packedPartsOneAfterAnotherAreOneFile() throws Exception {
    String row = "{\"prompt\":\"p\",\"chosen\":\"a\",\"rejected\":\"b\"}\n";
    for (Compression packing : List.of(Compression.GZIP, Compression.ZSTD)) {
      var out = new ByteArrayOutputStream();
      for (int i = 0; i < 3; i++) out.write(DataFiles.pack(packing, DataFiles.bytes(row)));
      Path file = Files.write(folder.resolve("parts.bin"), out.toByteArray());
      var data =
          PreferenceReader.defaults().read(List.of(file), ColumnNames.defaults(), new Problems());
      assertThat(data.rows()).as(packing.toString()).hasSize(3);
    }
  }

  private static boolean accepted(Path file) {
    try {
      var data =
          PreferenceReader.defaults().read(List.of(file), ColumnNames.defaults(), new Problems());
      assertThat(data.rows()).isNotEmpty();
      return true;
    } catch (ProblemsException e) {
      assertThat(e.code()).as(e.getMessage()).isEqualTo(ExitCode.BAD_DATA);
      assertThat(e.problems())
          .isNotEmpty()
          .allSatisfy(problem -> assertThat(problem.place()).startsWith(file.toString()));
      return false;
    }
  }

  private static byte[] damaged(byte[] whole, RandomGenerator random) {
    byte[] bytes = whole.clone();
    switch (random.nextInt(3)) {
      case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 1 -> {
        for (int i = 1 + random.nextInt(4); i > 0; i--)
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      default -> {
        int at = random.nextInt(bytes.length);
        int n = 1 + random.nextInt(Math.min(20, bytes.length - at));
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - n);
        System.arraycopy(bytes, at + n, shorter, at, bytes.length - at - n);
        bytes = shorter;
      }
    }
    return bytes;
  }

  private static List<Map<String, Object>> rows() {
    var rows = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < 30; i++) {
      var row = new LinkedHashMap<String, Object>();
      row.put("prompt", "prompt \u00e9 \"" + i + "\"");
      row.put("responses", List.of("one " + i, "two\nlines", "three"));
      row.put("ranks", List.of(1 + i % 3, 1 + (i + 1) % 3, 1 + (i + 2) % 3));
      row.put("weight", i / 3.0);
      rows.add(row);
    }
    return rows;
  }
}
