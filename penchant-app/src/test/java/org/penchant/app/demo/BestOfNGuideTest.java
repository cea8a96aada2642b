package org.penchant.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.app.Main;
import org.penchant.app.cli.CommandRun;
import org.penchant.app.job.Progress;
import org.penchant.app.reward.BestOfNWorld;

/** The commands of docs/reward-best-of-n.md run, and it explains every option. */
class BestOfNGuideTest {
  private static final Path GUIDE = Path.of("../docs/reward-best-of-n.md");

  @TempDir private Path folder;
  private String guide = "";

  @BeforeEach
  void read() throws IOException {
    guide = Files.readString(GUIDE);
  }

  @Test
  void everyCommandRuns() throws IOException {
    var written = new BestOfNWorld(1, 8).write(folder, Progress.silent());
    assertThat(written.selectors()).hasSize(3);
    int ran = 0;
    var blocks = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL).matcher(guide);
    while (blocks.find())
      for (String line : blocks.group(1).lines().toList()) {
        assertThat(line).startsWith("./penchant reward ");
        var run = run(line);
        assertThat(run.code()).as(line + run.err()).isZero();
        if (line.contains("best-of-n")) assertThat(run.out()).contains("single: peak at N = ");
        ran++;
      }
    assertThat(ran).isGreaterThan(2);
    for (String out : new String[] {"curves", "world"})
      assertThat(folder.resolve(out).resolve("report.html")).isNotEmptyFile();
  }

  @Test
  void everyOptionIsExplained() {
    var verb = Main.commandLine().getSubcommands().get("reward").getSubcommands().get("best-of-n");
    for (var option : verb.getCommandSpec().options())
      if (!option.longestName().matches("--(help|version)"))
        assertThat(guide).contains(option.longestName());
  }

  private CommandRun run(String command) {
    var args = new ArrayList<String>();
    var folders =
        Pattern.compile("(?<=^|[=,])(lists[.a-z]*|member-\\d|average|pair|curves|world)(?=$|,)");
    for (String word : command.split(" "))
      args.add(
          folders
              .matcher(word)
              .replaceAll(m -> folder.resolve(m.group()).toString().replace("\\", "/")));
    return CommandRun.of(args.subList(1, args.size()).toArray(String[]::new));
  }
}
