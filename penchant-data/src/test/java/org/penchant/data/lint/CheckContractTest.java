package org.penchant.data.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penchant.core.problems.Problems;

/** What every check promises; finds the checks by itself and asks each for rows that show it. */
class CheckContractTest {
  private static final int PLACES = 3;

  /** Rows in which the check of that name finds something, once, in the row given. */
  private record Planted(String rows, String eval, long row) {
    Planted(String rows, long row) {
      this(rows, "", row);
    }
  }

  private static final Map<String, Planted> PLANTED =
      Map.ofEntries(
          Map.entry(
              "prefix-mismatch",
              new Planted(
                  """
                  {"chosen": "\\n\\nHuman: a\\n\\nAssistant: b", "rejected": "\\n\\nHuman: a\\n\\nAssistant: c"}
                  {"chosen": "\\n\\nHuman: a\\n\\nAssistant: b", "rejected": "\\n\\nHuman: x\\n\\nAssistant: c"}
                  """,
                  1)),
          Map.entry("empty-reply", new Planted(pair("p", "a", " "), 0)),
          Map.entry("invalid-text", new Planted(pair("p", "a", "\\\\ud800b"), 0)),
          Map.entry("suspect-characters", new Planted(pair("p", "a", "caf\ufffd"), 0)),
          Map.entry(
              "encoded-messages",
              new Planted(pair("[{'role': 'user', 'content': 'p'}]", "a", "b"), 0)),
          Map.entry("equal-replies", new Planted(pair("p", "a", "b") + pair("p", "a", "a"), 1)),
          Map.entry("prompt-repeated", new Planted(pair("why", "why not", "b"), 0)),
          Map.entry(
              "dialogue-order",
              new Planted(
                  """
                  {"messages": [{"role": "user", "content": "a"}, {"role": "user", "content": "b"}]}
                  """,
                  0)),
          Map.entry(
              "rating-order",
              new Planted(
                  """
                  {"prompt": "p", "chosen": "a", "rejected": "b", "score_chosen": 1, "score_rejected": 2}
                  """,
                  0)),
          Map.entry("duplicates", new Planted(pair("p", "a", "b") + pair("p", "a", "b"), 1)),
          Map.entry("contradictions", new Planted(pair("p", "a", "b") + pair("p", "b", "a"), 1)),
          Map.entry(
              "intransitive-cycles",
              new Planted(
                  pair("q", "a", "b")
                      + pair("p", "a", "b")
                      + pair("p", "b", "c")
                      + pair("p", "c", "a"),
                  1)),
          Map.entry("length-confound", new Planted(confounded(), 0)),
          Map.entry("eval-overlap", new Planted(pair("p", "a", "b"), pair("p", "b", "a"), 0)),
          Map.entry(
              "eval-prompt-overlap", new Planted(pair("p", "a", "b"), pair("p", "c", "d"), 0)));

  static Stream<String> names() {
    return Checks.of(PLACES, true).stream().map(Check::name);
  }

  @Test
  void everyImplementationIsRun() {
    var classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.penchant.data");
    var implementations =
        classes.stream()
            .filter(c -> c.isAssignableTo(Check.class) && !c.isInterface())
            .map(JavaClass::getName)
            .collect(Collectors.toSet());
    assertThat(Checks.of(PLACES, true).stream().map(c -> c.getClass().getName()))
        .containsAll(implementations);
    assertThat(names())
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(PLANTED.keySet());
  }

  @ParameterizedTest
  @MethodSource("names")
  void saysWhatItIsAndFindsNothingInNothing(String name) {
    Check check = check(name);
    assertThat(check.name()).matches("[a-z]+(-[a-z]+)*");
    assertThat(check.rule()).isNotBlank();
    assertThat(check.remedy()).isNotBlank();
    assertThat(check.found()).isEqualTo(new Found(0, List.of())).isEqualTo(check.found());
  }

  @ParameterizedTest
  @MethodSource("names")
  void findsWhatIsPlantedAndNamesFileAndRow(String name, @TempDir Path folder) throws Exception {
    Planted planted = PLANTED.get(name);
    Path train = Files.writeString(folder.resolve("train.jsonl"), planted.rows());
    List<Path> eval =
        planted.eval().isEmpty()
            ? List.of()
            : List.of(Files.writeString(folder.resolve("eval.jsonl"), planted.eval()));
    var report = Linter.defaults().lint(List.of(train), eval, new Problems());
    Finding finding = report.finding(name).orElseThrow();
    assertThat(finding.places()).hasSizeLessThanOrEqualTo((int) finding.count());
    assertThat(finding.places().getFirst().file())
        .isEqualTo((eval.isEmpty() ? train : eval.getFirst()).toString());
    assertThat(finding.places().getFirst().row()).isEqualTo(planted.row());
    assertThat(LintText.render(report)).contains(name + ": " + finding.count());
    assertThat(LintJson.render(report)).contains("\"" + name + "\"");
  }

  @ParameterizedTest
  @MethodSource("names")
  void findsNothingInGoodRows(String name, @TempDir Path folder) throws Exception {
    String good = pair("p", "one", "two") + pair("p", "two", "six") + pair("p", "one", "six");
    Path train = Files.writeString(folder.resolve("train.jsonl"), good);
    Path eval = Files.writeString(folder.resolve("eval.jsonl"), pair("q", "one", "two"));
    var report = Linter.defaults().lint(List.of(train), List.of(eval), new Problems());
    assertThat(report.clean()).contains(name);
  }

  private static Check check(String name) {
    return Checks.of(PLACES, true).stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String confounded() {
    var rows = new StringBuilder();
    for (int i = 0; i < 20; i++) rows.append(pair("p" + i, "a longer reply", "short"));
    return rows.toString();
  }

  private static String pair(String prompt, String chosen, String rejected) {
    return "{\"prompt\": \"%s\", \"chosen\": \"%s\", \"rejected\": \"%s\"}\n"
        .formatted(prompt, chosen, rejected)
        .replace("\\\\", "\\");
  }
}
