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
import org.penchant.app.cli.CommandRun;

/** The commands of docs/reward.md are true. */
class RewardGuideTest {
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
  private static final List<String> VOTERS = List.of("ann", "bob", "cat", "dan");

  @TempDir private Path folder;

  @Test
  void everyCommandRunsToItsEnd() throws IOException {
    TinyWorld.write(folder);
    var plain = Files.readAllLines(folder.resolve("plain.jsonl"));
    Files.write(folder.resolve("pairs.jsonl"), plain);
    Files.write(folder.resolve("voters.jsonl"), annotated(plain, VOTERS));
    Files.write(folder.resolve("strangers.jsonl"), annotated(plain, List.of("eve", "ann")));
    String guide = Files.readString(Path.of("../docs/reward.md"));
    var blocks = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL).matcher(guide);
    int ran = 0;
    while (blocks.find())
      for (String line : blocks.group(1).lines().toList()) {
        var run = CommandRun.of(args(line).toArray(String[]::new));
        assertThat(run.code()).as("%s: %s", line, run.err()).isZero();
        var out = Pattern.compile("--out (\\S+)").matcher(line);
        if (out.find()) assertThat(folder.resolve(out.group(1))).exists();
        if (line.contains("runs/") && line.contains(" train "))
          assertThat(folder.resolve(out.group(1))).isDirectoryContaining("glob:**report.html");
        ran++;
      }
    assertThat(ran).isGreaterThan(15);
  }

  private static List<String> annotated(List<String> rows, List<String> names) {
    var lines = new ArrayList<String>();
    for (int i = 0; i < rows.size(); i++)
      lines.add(
          rows.get(i)
              .replaceFirst("\\{", "{\"annotator\": \"" + names.get(i % names.size()) + "\", "));
    return lines;
  }

  /** Two steps a command are enough; names of files are those of the test's folder. */
  private List<String> args(String line) {
    var args = new ArrayList<String>();
    var words = WORD.matcher(line.replaceFirst("^\\./penchant ", ""));
    while (words.find()) args.add(placed(words.group(1) == null ? words.group(2) : words.group(1)));
    if (args.get(1).equals("train")) args.addAll(List.of("--max-steps", "2"));
    return args;
  }

  private String placed(String word) {
    if (word.equals("M")) return folder.resolve("model").toString();
    if (word.startsWith("reward:")) return "reward:" + placed(word.substring(7));
    boolean file = word.matches(".*\\.(jsonl|npy)|runs/.*|adapted|average");
    return file ? folder.resolve(word).toString() : word;
  }
}
