package org.penchant.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.app.Main;
import org.penchant.app.cli.CommandRun;

/** The commands of docs/reward-eval.md are true. */
class RewardEvalGuideTest {
  @TempDir private Path folder;
  private String guide = "";

  @BeforeEach
  void world() throws IOException {
    TinyWorld.write(folder);
    Files.copy(
        folder.resolve("plain.jsonl"),
        folder.resolve("pairs.jsonl"),
        StandardCopyOption.REPLACE_EXISTING);
    guide = Files.readString(Path.of("../docs/reward-eval.md"));
    var files =
        Pattern.compile("`([a-z]+\\.jsonl)`[^`]*:\n\n```jsonl\n(.*?)```", Pattern.DOTALL)
            .matcher(guide.replace("`depth`", "depth"));
    while (files.find()) Files.writeString(folder.resolve(files.group(1)), files.group(2));
    assertThat(folder)
        .isDirectoryContaining("glob:**/votes.jsonl")
        .isDirectoryContaining("glob:**/bench.jsonl")
        .isDirectoryContaining("glob:**/panel.jsonl");
    var labelled = new ArrayList<String>();
    for (int i = 0; i < 80; i++)
      labelled.add(
          "{\"prompt\": \"a student wants %s\", \"response\": \"%s\", \"food\": %d, \"mood\": \"%s\"}"
              .formatted(
                  List.of("tea", "soup", "bread", "water").get(i / 2 % 4) + " .".repeat(i / 8),
                  (i % 2 == 0 ? " tea" : " soup").repeat(6),
                  i % 2,
                  i % 3 == 0 ? "kind" : "curt"));
    Files.write(folder.resolve("labelled.jsonl"), labelled);
  }

  @Test
  void everyCommandRunsToItsEnd() {
    var blocks = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL).matcher(guide);
    int ran = 0;
    while (blocks.find())
      for (String line : blocks.group(1).lines().toList()) {
        var args = new ArrayList<String>();
        for (String word : line.replaceFirst("^\\./penchant ", "").split(" "))
          args.add(placed(word));
        var run = CommandRun.of(args.toArray(String[]::new));
        assertThat(run.code()).as("%s: %s", line, run.err()).isZero();
        ran++;
      }
    assertThat(ran).isGreaterThan(10);
    for (String run : List.of("runs/eval", "runs/probe"))
      assertThat(folder.resolve(run)).isDirectoryContaining("glob:**report.html");
  }

  @Test
  void everyOptionOfItsOwnIsExplained() {
    var verb = Main.commandLine().getSubcommands().get("reward").getSubcommands().get("eval");
    var benchmarks = readable("../docs/reward-benchmarks.md");
    for (var option : verb.getCommandSpec().options())
      if (option
          .longestName()
          .matches("--(data|by|bench|builtin|rag|section|field|equal.*|probe|dim.*|test.*|pen.*)"))
        assertThat(guide + benchmarks).contains(option.longestName());
  }

  private static String readable(String page) {
    try {
      return Files.readString(Path.of(page));
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }

  private String placed(String word) {
    if (word.equals("M")) return folder.resolve("model").toString();
    if (word.matches("[a-z]+\\.jsonl|runs/.*")) return folder.resolve(word).toString();
    return word.replace("reward:runs/", "reward:" + folder.resolve("runs") + "/");
  }
}
