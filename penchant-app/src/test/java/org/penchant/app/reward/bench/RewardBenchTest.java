package org.penchant.app.reward.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.penchant.core.io.Json;
import org.penchant.core.preference.Content;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.seam.Scorer;
import org.penchant.data.read.FaultPolicy;
import org.penchant.data.read.ReadOptions;
import org.penchant.eval.bench.BenchFormat;
import org.penchant.eval.bench.BenchItem;
import org.penchant.eval.bench.BenchOptions;
import org.penchant.eval.bench.Lengths;

class RewardBenchTest {
  @TempDir Path folder;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static List<BenchItem> read(BenchFormat format, Path file) {
    return BenchReader.of(format).read(file, new Problems()).benchmark().items();
  }

  @Test
  void pairsAreGatheredInSections() throws IOException {
    var file =
        write(
            "pairs.jsonl",
            """
            {"id": 1, "prompt": "a", "chosen": "two words", "rejected": "one", "subset": "hep-java"}
            {"id": 2, "prompt": "b", "chosen": "one", "rejected": "two words", "subset": "math-prm"}
            {"id": 3, "prompt": "c", "chosen": "two words", "rejected": "one", "subset": "donotanswer"}
            {"id": 4, "prompt": "d", "chosen": "two words", "rejected": "one", "subset": "mine"}
            """);
    var result =
        RewardBench.run(file, BenchFormat.PAIRS, Lengths.LONGER, RewardBench.Options.defaults());
    assertThat(result.figure("accuracy").value().estimate()).isEqualTo(0.75);
    assertThat(result.figure("mean over groups").value().estimate())
        .isCloseTo((0.5 + 1 + 1) / 3, within(1e-12));
    assertThat(result.rows().stream().filter(r -> r.subset().isEmpty()).map(r -> r.group()))
        .containsExactly("Reasoning", "Safety", "mine");
    var plain =
        RewardBench.run(
            file,
            BenchFormat.PAIRS,
            Lengths.LONGER,
            RewardBench.Options.defaults().withSections(new Sections(Map.of("mine", "all"))));
    assertThat(plain.rows().stream().map(r -> r.group()))
        .containsExactly("hep-java", "math-prm", "donotanswer", "all");
  }

  /** The same two rows in every container are the same benchmark. */
  @ParameterizedTest
  @MethodSource("files")
  void everyContainerGivesTheSame(BenchFormat format, String lines) throws Exception {
    var jsonl = write("data.jsonl", lines);
    var items = read(format, jsonl);
    assertThat(items).hasSize(2);
    var array = write("data.json", "[" + String.join(",", lines.strip().split("\n")) + "]");
    assertThat(read(format, array)).isEqualTo(items);
    for (String kind : List.of("parquet", "csv")) {
      var file = folder.resolve("data." + kind);
      copy(jsonl, file, kind);
      assertThat(read(format, file)).as(kind).isEqualTo(items);
    }
  }

  static Stream<Arguments> files() {
    return Stream.of(
        Arguments.of(
            BenchFormat.PAIRS,
            """
            {"id": "p1", "prompt": "a", "chosen": "x", "rejected": "y", "subset": "s"}
            {"id": "p2", "prompt": "b, c", "chosen": "x\\nz", "rejected": "y", "subset": "t"}
            """),
        Arguments.of(
            BenchFormat.STYLES,
            """
            {"id": "m1", "prompt": "a", "chosen": ["1", "2", "3"], "rejected": ["4", "5", "6"], "domain": "chat"}
            {"id": "m2", "prompt": "b", "chosen": ["1", "2", "3"], "rejected": ["4", "5", "6"], "domain": "math"}
            """),
        Arguments.of(
            BenchFormat.JUDGED,
            """
            {"pair_id": "j1", "question": "a", "response_A": "x", "response_B": "y", "label": "A>B", "source": "s"}
            {"pair_id": "j2", "question": "b", "response_A": "x", "response_B": "y", "label": "B>A", "source": "t"}
            """),
        Arguments.of(
            BenchFormat.VOTES,
            """
            {"id": "v1", "prompt": "a", "response_a": "x", "response_b": "y", "votes_a": 3, "votes_b": 1}
            {"id": "v2", "prompt": "b", "response_a": "x", "response_b": "y", "votes_a": 0, "votes_b": 2}
            """),
        Arguments.of(
            BenchFormat.TIES,
            """
            {"id": "t1", "prompt": "a", "response_a": "x", "response_b": "y", "winner": "model_a"}
            {"id": "t2", "prompt": "b", "response_a": "x", "response_b": "y", "winner": "tie"}
            """));
  }

  private static void copy(Path from, Path to, String kind) throws SQLException {
    String lists = kind.equals("csv") ? "columns={%s}, " : "";
    String columns = "";
    if (kind.equals("csv")) {
      try {
        var first = Json.mapper().readTree(Files.readAllLines(from).getFirst());
        columns =
            first
                .propertyStream()
                .map(e -> "'" + e.getKey() + "': 'VARCHAR'")
                .reduce((a, b) -> a + ", " + b)
                .orElseThrow();
      } catch (IOException unread) {
        throw new UncheckedIOException(unread);
      }
    }
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      statement.execute(
          "COPY (SELECT * FROM read_json('%s', %sformat='newline_delimited')) TO '%s' (FORMAT %s%s)"
              .formatted(
                  from, lists.formatted(columns), to, kind, kind.equals("csv") ? ", HEADER" : ""));
    }
  }

  @Test
  void judgedAnswersAreTurnedToTheirLabels() throws IOException {
    var file =
        write(
            "judged.jsonl",
            """
            {"question": "a", "response_A": "x", "response_B": "y", "label": "B>A", "source": "s"}
            """);
    assertThat(read(BenchFormat.JUDGED, file).getFirst())
        .isInstanceOfSatisfying(
            BenchItem.Pair.class,
            pair -> {
              assertThat(pair.chosen()).isEqualTo(Content.of("y"));
              assertThat(pair.group()).isEqualTo("s");
              assertThat(pair.id()).contains("row 0");
            });
  }

  @Test
  void listedVotesAreCountedAndTiesAmongThemSaid() throws IOException {
    var file =
        write(
            "votes.jsonl",
            """
            {"prompt": "a", "response_a": "x", "response_b": "y", "votes": ["A", "b", "a", "tie"]}
            {"prompt": "a", "response_a": "x", "response_b": "y", "votes_a": 0, "votes_b": 0}
            """);
    var problems = new Problems();
    var items = BenchReader.of(BenchFormat.VOTES).read(file, problems).benchmark().items();
    assertThat(((BenchItem.Votes) items.getFirst()).firstVotes()).isEqualTo(2);
    assertThat(((BenchItem.Votes) items.getFirst()).secondVotes()).isEqualTo(1);
    assertThat(problems.warnings().toString()).contains("1 votes", "1 rows");
  }

  @Test
  void annotatorsNamedMayHaveSpacesBetween() throws IOException {
    var file =
        write(
            "named.jsonl",
            """
            {"prompt": "a", "response_a": "x", "response_b": "y", "ann": "A", "bob": "A", "cy": "B"}
            """);
    var reader =
        new BenchReader(
            BenchFormat.VOTES,
            Map.of(Field.VOTES, "ann, bob, cy"),
            Sections.none(),
            ReadOptions.defaults());
    var votes = (BenchItem.Votes) reader.read(file, new Problems()).benchmark().items().getFirst();
    assertThat(List.of(votes.firstVotes(), votes.secondVotes())).containsExactly(2, 1);
  }

  /** The question's column is the prompt's: there is nothing to take the documents from. */
  @Test
  void documentsThatCannotBeTakenAwayProveNoBlindness() throws IOException {
    var file =
        write(
            "context.jsonl",
            """
            {"question": "q", "context": ["d1", "d2"], "chosen": "x y", "rejected": "y"}
            """);
    var result =
        RewardBench.run(file, BenchFormat.PAIRS, Lengths.LONGER, RewardBench.Options.defaults());
    assertThat(result.warnings().toString()).doesNotContain("ungrounded");
    var chat =
        write(
            "chatted.jsonl",
            """
            {"prompt": "d q", "question": [{"role": "user", "content": "q"}], "context": ["d"], "chosen": "x y", "rejected": "y"}
            """);
    var pair = (BenchItem.Pair) read(BenchFormat.PAIRS, chat).getFirst();
    assertThat(pair.question().plain()).isEqualTo("user: q");
  }

  /** Chats, the prompt at the head of both answers; documents; names of one's own. */
  @Test
  void otherLayoutsOfPairs() throws IOException {
    var chat =
        write(
            "chat.jsonl",
            """
            {"chosen": [{"role": "user", "content": "q"}, {"role": "assistant", "content": "x"}], "rejected": [{"role": "user", "content": "q"}, {"role": "assistant", "content": "y"}]}
            """);
    var pair = (BenchItem.Pair) read(BenchFormat.PAIRS, chat).getFirst();
    assertThat(pair.prompt().plain()).contains("user: q");
    assertThat(pair.chosen().plain()).isEqualTo("assistant: x");
    var grounded =
        write(
            "rag.jsonl",
            """
            {"prompt": "docs and q", "question": "q", "references": ["d1", "d2"], "chosen": "x", "rejected": "y", "chosen_model": "m", "rejected_model": "n", "subset": "hop"}
            """);
    var rag = (BenchItem.Pair) read(BenchFormat.PAIRS, grounded).getFirst();
    assertThat(rag.question()).isEqualTo(Content.of("q"));
    assertThat(rag.references()).containsExactly("d1", "d2");
    assertThat(rag.chosenModel()).isEqualTo("m");
    var own = write("own.jsonl", "{\"frage\": \"a\", \"chosen\": \"x\", \"rejected\": \"y\"}");
    var reader =
        new BenchReader(
            BenchFormat.PAIRS,
            Map.of(Field.PROMPT, "frage"),
            Sections.none(),
            ReadOptions.defaults());
    assertThat(reader.read(own, new Problems()).benchmark().items().getFirst().prompt())
        .isEqualTo(Content.of("a"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void faultsAreSaidWithTheirPlace(BenchFormat format, String line, String says)
      throws IOException {
    var file = write("bad.jsonl", line);
    assertThatThrownBy(
            () -> RewardBench.run(file, format, Lengths.LONGER, RewardBench.Options.defaults()))
        .isInstanceOfSatisfying(
            ProblemsException.class, bad -> assertThat(bad.code()).isEqualTo(ExitCode.BAD_DATA))
        .hasMessageContaining("bad.jsonl row 0")
        .hasMessageContaining(says);
  }

  static Stream<Arguments> faults() {
    String two = "\"prompt\": \"a\", \"response_a\": \"x\", \"response_b\": \"y\"";
    return Stream.of(
        Arguments.of(BenchFormat.PAIRS, "{\"prompt\": \"a\", \"chosen\": \"x\"}", "rejected"),
        Arguments.of(BenchFormat.PAIRS, "{\"chosen\": \"x\", \"rejected\": \"y\"}", "prompt"),
        Arguments.of(
            BenchFormat.PAIRS,
            "{\"prompt\": {}, \"chosen\": \"x\", \"rejected\": \"y\"}",
            "text or"),
        Arguments.of(
            BenchFormat.STYLES,
            "{\"prompt\": \"a\", \"chosen\": [\"x\"], \"rejected\": [\"x\", \"y\", \"z\"]}",
            "three answers"),
        Arguments.of(BenchFormat.JUDGED, "{" + two + ", \"label\": \"A=B\"}", "format ties"),
        Arguments.of(BenchFormat.JUDGED, "{" + two + ", \"label\": \"maybe\"}", "A>B"),
        Arguments.of(BenchFormat.VOTES, "{" + two + ", \"votes\": [\"C\"]}", "A, B or tie"),
        Arguments.of(
            BenchFormat.VOTES, "{" + two + ", \"votes_a\": -1, \"votes_b\": 0}", "whole numbers"),
        Arguments.of(BenchFormat.TIES, "{" + two + "}", "label"));
  }

  /** 85 of 999 pairs have three votes for a tie, and 41 votes more are among others. */
  @Test
  void realVotesOfThreeAnnotators() {
    var file = shared("pairs/pandalm-testset-v1.json");
    var problems = new Problems();
    var read = BenchReader.of(BenchFormat.VOTES).read(file, problems);
    assertThat(read.benchmark().items()).hasSize(999 - 85);
    assertThat(problems.warnings().toString()).contains("326 votes", "85 rows");
    var result = read.benchmark().run(Lengths.LONGER, BenchOptions.defaults());
    assertThat(result.figure("ceiling").value().estimate()).isBetween(0.9, 1.0);
    assertThat(result.figure("agreement with the majority").value().estimate()).isBetween(0.4, 0.7);
  }

  /** Nine of 2,312 rows have an empty reply or prompts that differ. */
  @Test
  void realPairsWithTheirPromptInside() {
    var file = shared("pairs/hh-harmless-test.jsonl.gz");
    var options = RewardBench.Options.defaults();
    assertThatThrownBy(() -> RewardBench.run(file, BenchFormat.PAIRS, Lengths.LONGER, options))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("row 86");
    var result =
        RewardBench.run(
            file,
            BenchFormat.PAIRS,
            Lengths.LONGER,
            options.withRows(ReadOptions.defaults().withAll(FaultPolicy.DROP)));
    assertThat(result.scored()).isEqualTo(2312 - 9);
    assertThat(result.figure("accuracy").value().estimate()).isBetween(0.4, 0.5);
    assertThat(result.figure("accuracy, length balanced").value().estimate()).isEqualTo(0.5);
  }

  private static Path shared(String name) {
    Path file = Path.of("../../shared/data").resolve(name);
    assumeTrue(Files.exists(file), () -> file + " is not here");
    return file;
  }

  @Test
  void scoresMayBeLookedUp() throws IOException {
    var file =
        write(
            "pairs.jsonl",
            "{\"prompt\": \"a\", \"chosen\": \"x\", \"rejected\": \"y\", \"subset\": \"s\"}");
    var benchmark = BenchReader.of(BenchFormat.PAIRS).read(file, new Problems()).benchmark();
    assertThat(benchmark.answered().getFirst().answers().stream().map(Content::plain))
        .containsExactly("x", "y");
    Scorer scores = (_, answer) -> answer.plain().equals("x") ? 1 : 0;
    assertThat(
            RewardBench.run(file, BenchFormat.PAIRS, scores, RewardBench.Options.defaults())
                .figure("accuracy")
                .value()
                .estimate())
        .isEqualTo(1);
  }
}
