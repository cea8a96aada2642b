package org.penchant.core.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.core.io.AtomicFiles;
import org.penchant.core.problems.ProblemsException;

class RunManifestTest {
  @TempDir Path folder;

  @Test
  void comesBackFromJson() throws IOException {
    Path file = folder.resolve("pairs.jsonl");
    AtomicFiles.write(file, "abc");
    var manifest =
        RunManifest.of(
                "penchant train",
                new CodeVersion("0.1", ""),
                Machine.here(),
                "2026-01-01T00:00:00Z")
            .withMethod(Map.of("link", "logistic", "contrast", "(1, -1)"))
            .withData(List.of(DataFile.of(file, 3)))
            .withSeeds(Map.of("root", Long.MIN_VALUE))
            .withEngine("none")
            .withOptions(Map.of("beta", "0.1"))
            .withFinished("2026-01-01T00:00:01Z");
    String json = manifest.toJson();
    assertThat(RunManifest.fromJson("manifest.json", json)).isEqualTo(manifest);
    assertThat(json).contains("\"rows\": 3").contains("ba7816bf").contains("-9223372036854775808");
    assertThat(json.indexOf("\"contrast\"")).isLessThan(json.indexOf("\"link\""));
  }

  @Test
  void machineIsDescribed() {
    var machine = Machine.here();
    assertThat(machine.cores()).isPositive();
    assertThat(machine.heapMiB()).isPositive();
    assertThat(machine.os()).doesNotContain("unknown");
  }

  @Test
  void refusesWhatIsNoManifest() {
    assertThatThrownBy(() -> RunManifest.fromJson("manifest.json", "{\"command\": \"x\"}"))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("manifest.json");
  }
}
