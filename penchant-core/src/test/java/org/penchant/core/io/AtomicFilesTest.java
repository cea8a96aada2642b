package org.penchant.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
  @TempDir Path folder;

  @Test
  void writesIntoFoldersThatDoNotExistYet() throws IOException {
    Path file = folder.resolve("a/b/c.txt");
    AtomicFiles.write(file, "größer\n");
    assertThat(file).hasContent("größer\n");
    assertThat(file.getParent()).isDirectoryContaining(p -> p.equals(file));
    try (var all = Files.list(file.getParent())) {
      assertThat(all).containsExactly(file);
    }
  }

  @Test
  void failureLeavesTheOldContentAndNothingElse() throws IOException {
    Path file = folder.resolve("result.json");
    AtomicFiles.write(file, "old");
    assertThatThrownBy(() ->
            AtomicFiles.write(
                file,
                out -> {
                  out.write(new byte[1 << 20]);
                  throw new IOException("disk full");
                }))
        .hasMessage("disk full");
    assertThat(file).hasContent("old");
    try (var all = Files.list(folder)) {
      assertThat(all).containsExactly(file);
    }
  }

  @Test
  void readersNeverSeeAPart() throws IOException {
    Path file = folder.resolve("x");
    AtomicFiles.write(file, "old");
    AtomicFiles.write(
        file,
        out -> {
          out.write("new".getBytes(java.nio.charset.StandardCharsets.UTF_8));
          out.flush();
          assertThat(file).hasContent("old");
        });
    assertThat(file).hasContent("new");
  }

  @Test
  void knownHash() throws IOException {
    // FIPS 180-4's example message "abc".
    String abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assertThat(Sha256.of("abc")).isEqualTo(abc);
    Path file = folder.resolve("abc");
    AtomicFiles.write(file, "abc");
    assertThat(Sha256.of(file)).isEqualTo(abc);
  }
}
