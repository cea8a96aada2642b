package org.penchant.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PapersTest {
  @Test
  void listsEntriesByStatus() throws Exception {
    var all = CommandRun.of("papers", "ls");
    assertThat(all.code()).isZero();
    assertThat(all.out().lines()).hasSizeGreaterThan(119);
    assertThat(all.out()).contains("009-rdpo", "exact    claim  2403.00409", "planned");
    var exact = CommandRun.of("papers", "ls", "--status", "exact", "--json");
    var listed = new ObjectMapper().readTree(exact.out());
    assertThat(listed).isNotEmpty().allMatch(e -> e.path("status").asText().equals("exact"));
    assertThat(listed).anyMatch(e -> e.path("arxiv").asText().equals("2403.00409"));
  }

  @Test
  void showsEverythingAnEntrySays() throws Exception {
    var run = CommandRun.of("papers", "show", "009");
    assertThat(run.code()).as(run.err()).isZero();
    var shown = new YAMLMapper().readTree(run.out());
    assertThat(shown.path("paper").path("arxiv").asText()).isEqualTo("2403.00409");
    assertThat(shown.path("parameters").path("flip-rate").path("range").asText())
        .isEqualTo("[0, 0.5)");
    assertThat(shown.path("parameters").has("beta")).isTrue();
    assertThat(shown.at("/composition/terms/0/preference/noise/unbiased/flip-rate").asDouble())
        .isEqualTo(0.1);
    assertThat(shown.path("warnings")).isNotEmpty();
    assertThat(shown.path("claim").path("seeds").asInt()).isEqualTo(20);
    var json = CommandRun.of("papers", "show", "110", "--json");
    assertThat(new ObjectMapper().readTree(json.out()).path("status").asText())
        .isEqualTo("planned");
    assertThat(CommandRun.of("papers", "show", "nowhere").code()).isEqualTo(2);
    assertThat(CommandRun.of("papers").code()).isEqualTo(2);
  }

  @Test
  void checksTheCatalogue() {
    var run = CommandRun.of("papers", "check");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).containsPattern("^\\d+ entries: \\d+ run, .* \\d+ claims can be run");
  }

  @Test
  void theIndexInTheDocumentationIsUpToDate(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("papers.md");
    assertThat(CommandRun.of("papers", "index", "--out", file.toString()).code()).isZero();
    assertThat(Files.readString(Path.of("../docs/papers.md")))
        .as("docs/papers.md; './penchant papers index --out docs/papers.md' renews it")
        .isEqualTo(Files.readString(file))
        .isEqualTo(CommandRun.of("papers", "index").out());
  }
}
