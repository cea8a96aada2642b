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
import org.penchant.align.curate.Step;
import org.penchant.app.cli.CommandRun;
import org.penchant.core.parts.Codec;

/** The examples of docs/data.md, section curate, and its list of steps are true. */
class CurateGuideTest {
  @TempDir private Path folder;
  private String guide = "";

  @BeforeEach
  void writeItsFiles() throws IOException {
    String whole = Files.readString(Path.of("../docs/data.md"));
    guide = whole.substring(whole.indexOf("## Curate"), whole.indexOf("# Votes, orders"));
    var files = Pattern.compile("`([a-z]+\\.jsonl)`[^\n]*:\n\n```jsonl\n(.*?)```", Pattern.DOTALL);
    var file = files.matcher(guide);
    while (file.find()) Files.writeString(folder.resolve(file.group(1)), file.group(2));
    assertThat(folder).isDirectoryContaining("glob:**/samples.jsonl");
  }

  @Test
  void everyCommandRunsAndPrintsWhatIsShown() {
    var blocks =
        Pattern.compile("```sh\n(.*?)```(?:\n\n```text\n(.*?)```)?", Pattern.DOTALL).matcher(guide);
    int ran = 0;
    while (blocks.find())
      for (String command : blocks.group(1).lines().toList()) {
        var run = run(command.replaceFirst("^\\./penchant ", ""));
        assertThat(run.code()).as(command + run.err()).isZero();
        if (blocks.group(2) != null)
          assertThat(run.out().replace(folder + "/", "")).isEqualTo(blocks.group(2));
        ran++;
      }
    assertThat(ran).isGreaterThan(8);
  }

  @Test
  void everyStepIsListed() {
    for (String step : Codec.names(Step.class)) assertThat(guide).contains("`" + step + "`");
  }

  private CommandRun run(String command) {
    var args = new ArrayList<String>();
    var words = Pattern.compile("'([^']*)'|(\\S+)").matcher(command);
    while (words.find()) {
      String word = words.group(1) == null ? words.group(2) : words.group(1);
      boolean file = word.endsWith(".jsonl") || word.startsWith("runs/");
      args.add(file ? folder.resolve(word).toString() : word);
    }
    return CommandRun.of(List.copyOf(args).toArray(String[]::new));
  }
}
