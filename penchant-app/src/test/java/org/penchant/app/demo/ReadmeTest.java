package org.penchant.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.app.Main;

/** The README's file tree and its program are true. */
class ReadmeTest {
  private static final Path ROOT = Path.of("..");

  @Test
  void theTreeNamesEveryFolderAndNothingElse() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    var tree = Pattern.compile("<!-- tree.*?```\n(.*?)```", Pattern.DOTALL).matcher(readme);
    assertThat(tree.find()).isTrue();
    Set<String> named = new TreeSet<>();
    for (String line : tree.group(1).lines().toList()) {
      assertThat(line).as("a folder and its line").matches("\\S+ +\\S.*");
      named.add(line.split(" ")[0].replace("/", ""));
    }
    Set<String> ignored = Set.of("target", "runs", ".git", ".idea");
    Set<String> there = new TreeSet<>(Set.of("penchant"));
    try (var entries = Files.list(ROOT)) {
      for (Path entry : entries.filter(Files::isDirectory).toList()) {
        String name = entry.getFileName().toString();
        if (!ignored.contains(name)) there.add(name);
      }
    }
    assertThat(named).isEqualTo(there);
  }

  @Test
  void everyCommandInTheDocumentationParses() throws IOException {
    int commands = 0;
    for (String page : List.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md")) {
      var spans =
          Pattern.compile("`\\./penchant ([^`]+)`").matcher(Files.readString(ROOT.resolve(page)));
      while (spans.find()) {
        String command = spans.group(1);
        if (command.startsWith("test")) continue;
        assertThatCode(() -> Main.commandLine().parseArgs(words(command)))
            .as("%s: ./penchant %s", page, command)
            .doesNotThrowAnyException();
        commands++;
      }
    }
    assertThat(commands).isGreaterThan(10);
  }

  /** Words as a shell has them, quotes taken off. */
  private static String[] words(String command) {
    return Pattern.compile("'([^']*)'|(\\S+)")
        .matcher(command)
        .results()
        .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
        .toArray(String[]::new);
  }

  @Test
  void everyHelpTextIsWellFormed() {
    var lines = new ByteArrayOutputStream();
    PrintStream errors = System.err;
    try {
      System.setErr(new PrintStream(lines, true, StandardCharsets.UTF_8));
      for (var verb : Main.commandLine().getSubcommands().values())
        assertThat(verb.getUsageMessage()).contains("Usage: penchant " + verb.getCommandName());
      assertThat(Main.commandLine().getUsageMessage()).contains("align", "reproduce");
    } finally {
      System.setErr(errors);
    }
    assertThat(lines.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void theProgramCompilesAndRuns(@TempDir Path folder) throws Exception {
    String readme = Files.readString(ROOT.resolve("README.md"));
    var block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(readme);
    assertThat(block.find()).isTrue();
    Path source = folder.resolve("Example.java");
    Files.writeString(source, block.group(1));
    var errors = new ByteArrayOutputStream();
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                errors,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                source.toString());
    assertThat(result).as(errors.toString(StandardCharsets.UTF_8)).isZero();

    TinyWorld.write(folder);

    var out = new ByteArrayOutputStream();
    PrintStream console = System.out;
    try (var loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      loader
          .loadClass("Example")
          .getMethod("main", String[].class)
          .invoke(
              null,
              (Object)
                  List.of("model", "pairs.jsonl", "run").stream()
                      .map(name -> folder.resolve(name).toString())
                      .toArray(String[]::new));
    } finally {
      System.setOut(console);
    }
    double accuracy = Double.parseDouble(out.toString(StandardCharsets.UTF_8).strip());
    assertThat(accuracy).isBetween(0.0, 1.0);
    assertThat(folder.resolve("run/report.html")).isNotEmptyFile();
    assertThat(folder.resolve("run/model/model.safetensors")).isNotEmptyFile();
    assertThat(folder.resolve("run/model/README.md")).content().contains("aligned with dpo");
  }
}
