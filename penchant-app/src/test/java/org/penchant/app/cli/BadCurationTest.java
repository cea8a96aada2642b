package org.penchant.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users get wrong with the steps of curate. */
class BadCurationTest {
  /** A mistake: exit code, what is said, the data and the step. */
  private record Bad(int code, String message, String data, String step) {}

  private static final List<Bad> TABLE =
      List.of(
          new Bad(2, "'nosuch' is not one of add-rationales", "PAIRS", "nosuch"),
          new Bad(2, "must be a name, or one name with its components", "PAIRS", ""),
          new Bad(2, "[1] must be a name", "PAIRS", "[1]"),
          new Bad(2, "3 must be a name", "PAIRS", "3"),
          new Bad(2, "is not YAML", "PAIRS", "sort: {"),
          new Bad(3, "rows without rating_gap: 3", "PAIRS", "sort"),
          new Bad(2, "step.sort.column: 3 must be text", "PAIRS", "sort: {column: 3}"),
          new Bad(2, "levels = 1, must be >= 2", "PAIRS", "remove-keywords: {levels: 1}"),
          new Bad(
              2, "levels: 2.5 must be a whole number", "PAIRS", "remove-keywords: {levels: 2.5}"),
          new Bad(
              2,
              "must be one of random, best-first",
              "PAIRS",
              "remove-keywords: {order: sideways}"),
          new Bad(
              2,
              "does not know 'colour'; it has levels",
              "PAIRS",
              "remove-keywords: {colour: red}"),
          new Bad(3, "rows not drawn: 3", "PAIRS", "sample: {rows: 0}"),
          new Bad(2, "must be a number", "PAIRS", "filter: {column: hard, least: x}"),
          new Bad(
              3,
              "LISTS row 0: Rating: the step copies chosen responses or good answers",
              "LISTS",
              "remove-keywords"),
          new Bad(
              3, "no row is left of 3 (rows without absent: 3)", "PAIRS", "sort: {column: absent}"),
          new Bad(2, "does not know 'min'", "PAIRS", "filter: {column: absent, min: 1}"),
          new Bad(
              3,
              "PAIRS row 0: Pairwise: the step needs responses with scores or ranks",
              "PAIRS",
              "choose-pair"),
          new Bad(
              3,
              "SINGLE row 0: Unary: only pairs with a preference have a gap",
              "SINGLE",
              "gap-pairs"),
          new Bad(
              3, "PAIRS row 0: Pairwise: only scores can be standardised", "PAIRS", "standardise"),
          new Bad(3, "PAIRS row 0: Pairwise: the step needs", "PAIRS", "best-versus-each"),
          new Bad(3, "PAIRS row 0: Pairwise: the step needs", "PAIRS", "all-pairs"),
          new Bad(3, "SINGLE row 0: Unary: the step needs", "SINGLE", "random-pair"),
          new Bad(3, "SINGLE row 0: Unary: the step needs", "SINGLE", "drawn-rejected"),
          new Bad(2, "needs a judge for rows without ratings", "SINGLE", "joint-pairs"),
          new Bad(
              2, "needs a model that writes (give one with --model)", "PAIRS", "add-rationales"),
          new Bad(3, "rows without constraints: 3", "LISTS", "reverse-constraints"),
          new Bad(3, "rows without constraints: 3", "PAIRS", "reverse-constraints"),
          new Bad(3, "responses without a key phrase: 3", "KEYLESS", "remove-keywords"),
          new Bad(3, "rows whose scores are all equal: 3", "EQUAL", "choose-pair"));

  @TempDir private static Path folder;

  @BeforeAll
  static void files() throws Exception {
    rows("PAIRS", "\"chosen\": \" red clay bricks\", \"rejected\": \" no\", \"hard\": 1");
    rows("LISTS", "\"responses\": [\" 4\", \" 5\", \" 6\"], \"scores\": [2, 1, 0]");
    rows("EQUAL", "\"responses\": [\" 4\", \" 5\", \" 6\"], \"scores\": [1, 1, 1]");
    rows("SINGLE", "\"completion\": \" 4\", \"label\": false");
    rows("KEYLESS", "\"chosen\": \" of the\", \"rejected\": \" bricks\"");
  }

  private static void rows(String name, String fields) throws Exception {
    var lines = new ArrayList<String>();
    for (int i = 0; i < 3; i++) lines.add("{\"prompt\": \"say " + i + "\", " + fields + "}");
    TinyChat.data(folder, name, lines.toArray(String[]::new));
  }

  @Test
  void mistakesAreNamedWithTheirExitCodes() {
    var wrong = new ArrayList<String>();
    for (var bad : TABLE) {
      var run =
          Captured.run(
              "curate",
              "--data",
              folder.resolve(bad.data()).toString(),
              "--out",
              folder.resolve("OUT").toString(),
              "--step",
              bad.step());
      boolean fine =
          run.code() == bad.code()
              && run.err().contains(bad.message())
              && !run.err().contains("\tat ")
              && run.out().isEmpty();
      if (!fine)
        wrong.add(bad.data() + " " + bad.step() + "\n  exit " + run.code() + ": " + run.err());
    }
    assertThat(wrong).isEmpty();
    assertThat(folder.resolve("OUT")).doesNotExist();
  }
}
