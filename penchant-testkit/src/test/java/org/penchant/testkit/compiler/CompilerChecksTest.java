package org.penchant.testkit.compiler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.NodeList;

/**
 * Compiles deliberately wrong sources with the very arguments the parent POM gives the compiler, so
 * that NullAway and Error Prone cannot fall silent unseen.
 */
class CompilerChecksTest {
  private static final Path REPOSITORY = Path.of("..");
  private static final String ARGUMENTS =
      "/project/build/plugins/plugin[artifactId='maven-compiler-plugin']/configuration/compilerArgs/arg";

  @TempDir Path folder;

  @Test
  void rejectsDereferenceOfWhatMayBeNull() throws Exception {
    var result =
        compile(
            """
            @org.jspecify.annotations.NullMarked
            final class Probe {
              static int length(@org.jspecify.annotations.Nullable String text) {
                return text.length();
              }
            }
            """);
    assertThat(result.output()).contains("[NullAway]").contains("text");
    assertThat(result.code()).isNotZero();
  }

  @Test
  void rejectsNullHandedToWhatIsNotNullable() throws Exception {
    var result =
        compile(
            """
            @org.jspecify.annotations.NullMarked
            final class Probe {
              static String same(String text) {
                return text;
              }

              static String none() {
                return same(null);
              }
            }
            """);
    assertThat(result.output()).contains("[NullAway]");
    assertThat(result.code()).isNotZero();
  }

  @Test
  void rejectsErrorsErrorProneKnows() throws Exception {
    var result =
        compile(
            """
            final class Probe {
              static void check(int n) {
                if (n < 0) new IllegalArgumentException("n = " + n);
              }
            }
            """);
    assertThat(result.output()).contains("[DeadException]");
    assertThat(result.code()).isNotZero();
  }

  @Test
  void acceptsRightSource() throws Exception {
    var result =
        compile(
            """
            @org.jspecify.annotations.NullMarked
            final class Probe {
              static int length(@org.jspecify.annotations.Nullable String text) {
                return text == null ? 0 : text.length();
              }
            }
            """);
    assertThat(result.output()).doesNotContain("error:");
    assertThat(result.code()).isZero();
  }

  private record Result(int code, String output) {}

  private Result compile(String source) throws Exception {
    Path pom = REPOSITORY.resolve("pom.xml");
    String classpath = System.getProperty("java.class.path", "");
    Assumptions.assumeTrue(Files.isRegularFile(pom), "the parent POM is not beside the module");
    Assumptions.assumeTrue(
        classpath.contains("error_prone_core") && classpath.contains("nullaway"),
        "the checkers' jars are not on the test class path");

    Path file = folder.resolve("Probe.java");
    Path log = folder.resolve("log");
    Files.writeString(file, source);
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
    command.addAll(launcherFlags());
    command.addAll(List.of("-classpath", classpath, "-processorpath", classpath));
    command.addAll(List.of("-d", folder.toString()));
    command.addAll(compilerArguments(pom));
    command.add(file.toString());
    int code =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    return new Result(code, Files.readString(log, UTF_8));
  }

  /** What Maven's own JVM runs with, handed to javac's. */
  private static List<String> launcherFlags() throws IOException {
    var words =
        Files.readString(REPOSITORY.resolve(".mvn/jvm.config"), UTF_8).strip().split("\\s+");
    var flags = new ArrayList<String>();
    for (int i = 0; i + 1 < words.length; i += 2) flags.add("-J" + words[i] + "=" + words[i + 1]);
    return flags;
  }

  private static List<String> compilerArguments(Path pom) throws Exception {
    var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
    var nodes =
        (NodeList)
            XPathFactory.newInstance()
                .newXPath()
                .evaluate(ARGUMENTS, document, XPathConstants.NODESET);
    var arguments = new ArrayList<String>();
    for (int i = 0; i < nodes.getLength(); i++) arguments.add(nodes.item(i).getTextContent());
    assertThat(arguments).anyMatch(a -> a.contains("NullAway"));
    return arguments;
  }
}
