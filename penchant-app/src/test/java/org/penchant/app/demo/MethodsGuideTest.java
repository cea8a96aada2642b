package org.penchant.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.app.cli.CommandRun;

/** The commands of docs/methods.md are true. */
class MethodsGuideTest {
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  @TempDir private Path folder;
  private String guide = "";

  @BeforeEach
  void world() throws IOException {
    TinyWorld.write(folder);
    guide = Files.readString(Path.of("../docs/methods.md"));
    var blocks = Pattern.compile("```jsonl\n(.*?)```", Pattern.DOTALL).matcher(guide);
    assertThat(blocks.find()).isTrue();
    Files.writeString(folder.resolve("ties.jsonl"), blocks.group(1));
    assertThat(blocks.find()).isTrue();
    Files.writeString(folder.resolve("reasons.jsonl"), blocks.group(1));
  }

  @Test
  void everyCommandRunsToItsEnd() {
    var blocks = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL).matcher(guide);
    int ran = 0;
    while (blocks.find())
      for (String line : blocks.group(1).lines().toList()) {
        var run = CommandRun.of(args(line).toArray(String[]::new));
        assertThat(run.code()).as("%s: %s", line, run.err()).isZero();
        if (line.contains("runs/"))
          assertThat(folder.resolve(line.substring(line.indexOf("--out ") + 6)))
              .isDirectoryContaining("glob:**report.html");
        ran++;
      }
    assertThat(ran).isGreaterThan(20);
  }

  /** One step a command is enough. */
  private List<String> args(String line) {
    var args = new ArrayList<String>();
    var words = WORD.matcher(line.replaceFirst("^\\./penchant ", ""));
    while (words.find()) {
      String word = words.group(1) == null ? words.group(2) : words.group(1);
      args.add(placed(word));
    }
    if (args.getFirst().equals("align"))
      args.addAll(List.of("--max-steps", "1", "--samples", "0", "--batch-size", "4"));
    return args;
  }

  private String placed(String word) {
    if (word.equals("M")) return folder.resolve("model").toString();
    if (word.endsWith("=M")) return word.replaceFirst("=M$", "=" + folder.resolve("model"));
    if (word.matches(".*\\.jsonl|runs/.*")) return folder.resolve(word).toString();
    return word.replaceFirst("=runs/", "=" + folder.resolve("runs") + "/");
  }
}
