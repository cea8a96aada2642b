package org.penchant.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.app.cli.CommandRun;

/** Commands, their output and the program of docs/ranking.md are true. */
class RankingGuideTest {
  private static final Path GUIDE = Path.of("../docs/ranking.md");

  /** What ranking needs beside Penchant's three modules; DuckDB is not among it. */
  private static final String LIBRARIES =
      "(jackson-(annotations|core|databind|dataformat-csv)|zstd-jni|jspecify|ojalgo"
          + "|commons-(numbers|rng|statistics)-[a-z-]+)-[0-9].*\\.jar";

  @TempDir private Path folder;
  private String guide = "";

  @BeforeEach
  void writeItsFiles() throws IOException {
    guide = Files.readString(GUIDE);
    var files =
        Pattern.compile("`([a-z]+\\.[a-z]+)`[^\n]*:\n\n```[a-z]*\n(.*?)```", Pattern.DOTALL);
    Matcher file = files.matcher(guide);
    while (file.find()) Files.writeString(folder.resolve(file.group(1)), file.group(2));
    assertThat(folder).isDirectoryContaining("glob:**/votes.csv");
  }

  @Test
  void everyCommandRuns() {
    int commands = 0;
    for (String block : blocks("sh"))
      for (String line : block.lines().toList()) {
        assertThat(line)
            .matches("\\./penchant (rank|why|ask|judge|rerank|dissect|weights|agree) .*");
        assertThat(run(line).code()).as(line).isZero();
        commands++;
      }
    assertThat(commands).isGreaterThan(15);
  }

  @Test
  void theFirstLeaderboardIsAsShown() {
    String command = blocks("sh").getFirst().strip();
    assertThat(run(command).out()).isEqualToNormalizingNewlines(blocks("text").getFirst());
  }

  @Test
  void everyOptionOfTheVerbIsExplained() {
    var verb = org.penchant.app.Main.commandLine().getSubcommands().get("rank");
    for (var option : verb.getCommandSpec().options())
      if (!option.longestName().matches("--(help|version)"))
        assertThat(guide).contains(option.longestName());
  }

  @Test
  void theProgramNeedsOnlyThreeModulesAndNoDuckDb() throws Exception {
    Path source = folder.resolve("Ranking.java");
    Files.writeString(source, blocks("java").getFirst());
    String path = classPath();
    assertThat(path).contains("penchant-rank", "ojalgo").doesNotContain("duckdb", "penchant-app");
    var errors = new ByteArrayOutputStream();
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                errors,
                "-proc:none",
                "-cp",
                path,
                "-d",
                folder.toString(),
                source.toString());
    assertThat(result).as(errors.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(java(path, "votes.csv").lines()).hasSize(3).first().asString().startsWith("owl 0.");
    Files.writeString(folder.resolve("votes.parquet"), "PAR1 and so on");
    assertThat(java(path, "votes.parquet"))
        .contains("Parquet is read by DuckDB, whose jar is not on the class path");
  }

  /** The program's output and errors. */
  private String java(String path, String file) throws Exception {
    var process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                folder + File.pathSeparator + path,
                "Ranking",
                folder.resolve(file).toString())
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return out;
  }

  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry ->
            entry.matches(".*penchant-(core|data|rank)(/target/classes|-[0-9][^/]*\\.jar)")
                || Path.of(entry).getFileName().toString().matches(LIBRARIES))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private CommandRun run(String command) {
    var args = new ArrayList<String>();
    for (String word : command.split(" ")) {
      boolean file =
          Files.exists(folder.resolve(word)) || word.equals("board") || word.equals("asked.csv");
      args.add(file ? folder.resolve(word).toString() : word);
    }
    return CommandRun.of(args.subList(1, args.size()).toArray(String[]::new));
  }

  private List<String> blocks(String language) {
    return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
        .matcher(guide)
        .results()
        .map(block -> block.group(1))
        .toList();
  }
}
