package org.penchant.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.app.cli.CommandRun;

/** The example of docs/compare.md runs, and what the page lists is there. */
class CompareGuideTest {
  @TempDir private Path folder;

  @Test
  void theExampleRunsAndWritesWhatIsListed() throws IOException {
    TinyWorld.write(folder);
    String guide = Files.readString(Path.of("../docs/compare.md"));
    var command = Pattern.compile("```sh\n\\./penchant ([^\n]*)\n```").matcher(guide);
    assertThat(command.find()).isTrue();
    var run =
        CommandRun.of(
            Arrays.stream(command.group(1).split(" "))
                .map(word ->
                    word.matches("model|ranked\\.jsonl|comparison")
                        ? folder.resolve(word).toString()
                        : word)
                .toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).doesNotContain("skipped");
    for (String column : new String[] {"accuracy", "ranking", "Δ chosen", "KL/token", "own loss"})
      assertThat(run.out()).contains(column);
    var files =
        Pattern.compile("`([a-zA-Z/]+\\.(?:html|md|json|jsonl))`")
            .matcher(guide.substring(guide.indexOf("## What it writes")));
    int found = 0;
    while (files.find()) {
      assertThat(folder.resolve("comparison").resolve(files.group(1).replace("ID", "kto")))
          .isNotEmptyFile();
      found++;
    }
    assertThat(found).isEqualTo(7);
  }
}
