package org.penchant.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproduceTest {
  private static String[] trial(Path out, String... more) {
    var args = new java.util.ArrayList<>(java.util.List.of("reproduce", "074"));
    args.addAll(java.util.List.of("--seeds", "2", "--max-steps", "3", "--out", out.toString()));
    args.addAll(java.util.List.of(more));
    return args.toArray(String[]::new);
  }

  @Test
  void printsCriteriaAndVerdictAndWritesPages(@TempDir Path folder) throws Exception {
    var run = CommandRun.of(trial(folder));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("074-mappo  MaPPO", "d log pi chosen of mappo against dpo", "2 seeds")
        .contains("control: each pair's own gap beats another pair's");
    var json = new ObjectMapper().readTree(folder.resolve("074-mappo.json").toFile());
    assertThat(json.path("criteria")).hasSize(5);
    assertThat(json.path("figures").path(0).path("metrics").path("value")).hasSize(2);
    assertThat(json.path("date").asText()).matches("\\d{4}-\\d{2}-\\d{2}");
    assertThat(Files.readString(folder.resolve("claims.md")))
        .contains(
            "# Claims, re-run", "at most 3 steps", "## 074-mappo", json.path("date").asText());
  }

  @Test
  void strictFailsTheGateUnlessReproduced(@TempDir Path folder) {
    var run = CommandRun.of(trial(folder, "--strict", "--json"));
    // The better-policy half of this claim fails with any number of steps.
    assertThat(run.code()).isEqualTo(6);
    assertThat(run.out()).startsWith("[").contains("\"074-mappo\"");
  }

  @Test
  void mistakesAreNamed(@TempDir Path folder) {
    refuses("needs either IDs or --all", "reproduce");
    refuses("needs either IDs or --all", "reproduce", "009", "--all");
    refuses("no claim to reproduce", "reproduce", "110", "--out", folder.toString());
    refuses("no such method", "reproduce", "nowhere");
    refuses("must be at least 2", "reproduce", "009", "--seeds", "1");
  }

  private static void refuses(String message, String... args) {
    var run = CommandRun.of(args);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(message).doesNotContain("\tat ");
  }
}
