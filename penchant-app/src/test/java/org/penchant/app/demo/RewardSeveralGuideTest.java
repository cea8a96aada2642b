package org.penchant.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.app.Main;
import org.penchant.app.cli.CommandRun;

/** The commands of docs/reward-several.md are true. */
class RewardSeveralGuideTest {
  private static final Path GUIDE = Path.of("../docs/reward-several.md");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  @TempDir private Path folder;

  @Test
  void everyCommandRunsToItsEnd() throws IOException {
    TinyWorld.write(folder);
    var rows = Files.readAllLines(folder.resolve("plain.jsonl"));
    Files.write(folder.resolve("helpful.jsonl"), rows.subList(0, 28));
    Files.write(folder.resolve("harmless.jsonl"), rows.subList(28, 40));
    var numbered = new ArrayList<String>();
    for (int i = 0; i < rows.size(); i++)
      numbered.add(rows.get(i).replaceFirst("\\{", "{\"set\": " + i % 2 + ", "));
    Files.write(folder.resolve("numbered.jsonl"), numbered);
    Files.write(folder.resolve("prompts.jsonl"), rows.subList(0, 3));
    var blocks =
        Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(GUIDE));
    int ran = 0;
    while (blocks.find())
      for (String line : blocks.group(1).lines().toList()) {
        var run = CommandRun.of(args(line).toArray(String[]::new));
        assertThat(run.code()).as("%s: %s", line, run.err()).isZero();
        var out = Pattern.compile("--out (\\S+)").matcher(line);
        if (out.find()) assertThat(folder.resolve(out.group(1))).exists();
        ran++;
      }
    assertThat(ran).isGreaterThan(15);
    assertThat(folder.resolve("softened.jsonl")).content().contains("soft_label");
  }

  @Test
  void everyOptionOfTheirOwnIsExplained() throws IOException {
    String guide = Files.readString(GUIDE);
    var verb = Main.commandLine().getSubcommands().get("reward").getSubcommands().get("train");
    for (var option : verb.getCommandSpec().options())
      if (option.longestName().matches("--(source|contrast|meta|member|head-s|folds|corr).*"))
        assertThat(guide).contains(option.longestName());
  }

  /** Two steps a command are enough; names of files are those of the test's folder. */
  private List<String> args(String line) {
    var args = new ArrayList<String>();
    var words = WORD.matcher(line.replaceFirst("^\\./penchant ", ""));
    while (words.find()) args.add(placed(words.group(1) == null ? words.group(2) : words.group(1)));
    if (args.get(1).equals("train")) args.addAll(List.of("--max-steps", "2"));
    if (args.get(0).equals("generate")) args.addAll(List.of("--max-new-tokens", "4"));
    return args;
  }

  private String placed(String word) {
    String model = folder.resolve("model").toString();
    if (word.matches("M(,M)*")) return word.replace("M", model);
    if (word.startsWith("@")) return "@" + folder.resolve(word.substring(1));
    return word.matches("[a-z]+\\.(jsonl|npy)|runs/.*") ? folder.resolve(word).toString() : word;
  }
}
