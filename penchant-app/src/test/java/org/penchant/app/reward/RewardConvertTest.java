package org.penchant.app.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.penchant.app.cli.CommandRun;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Feedback.Outcome;
import org.penchant.core.preference.Feedback.Pairwise;
import org.penchant.core.problems.Problems;
import org.penchant.data.read.ColumnNames;
import org.penchant.data.read.FaultPolicy;
import org.penchant.data.read.PreferenceReader;
import org.penchant.data.read.ReadOptions;

class RewardConvertTest {
  @TempDir private Path folder;

  private List<Comparison> converted(Path file, String format, String... more) throws IOException {
    Path out = folder.resolve("rows.jsonl");
    var args =
        Stream.concat(
                Stream.of(
                    "reward",
                    "convert",
                    file.toString(),
                    "--format",
                    format,
                    "--out",
                    out.toString()),
                Stream.of(more))
            .toArray(String[]::new);
    TinyRewards.ran(args);
    return PreferenceReader.defaults()
        .read(List.of(out), ColumnNames.defaults(), new Problems())
        .rows();
  }

  private static Outcome outcome(Comparison row) {
    return ((Pairwise) row.feedback()).outcome();
  }

  @Test
  void everyVoteIsARowAndAnswersKeepTheirOrder() throws IOException {
    var file =
        TinyRewards.write(
            folder,
            "votes.jsonl",
            "{\"prompt\": \"p\", \"response_a\": \"x\", \"response_b\": \"y\", \"ann\": 1, \"bob\": 2, \"cat\": 0}",
            "{\"prompt\": \"q\", \"response_a\": \"x\", \"response_b\": \"y\", \"ann\": 2}");
    var rows = converted(file, "votes", "--field", "votes=ann,bob,cat");
    assertThat(rows).hasSize(4);
    assertThat(rows.stream().map(RewardConvertTest::outcome))
        .containsExactly(Outcome.FIRST, Outcome.SECOND, Outcome.TIE, Outcome.SECOND);
    assertThat(rows.stream().map(r -> r.feedback().mark().annotator().orElseThrow()))
        .containsExactly("ann", "bob", "cat", "ann");
    assertThat(rows)
        .allSatisfy(r -> assertThat(r.candidates().getFirst().content().plain()).isEqualTo("x"));
  }

  @Test
  void listsAndCountsOfVotes() throws IOException {
    var list =
        TinyRewards.write(
            folder,
            "list.jsonl",
            "{\"prompt\": \"p\", \"response_a\": \"x\", \"response_b\": \"y\", \"votes\": [\"A\", \"B\"]}");
    assertThat(
            converted(list, "votes").stream()
                .map(r -> r.feedback().mark().annotator().orElseThrow()))
        .containsExactly("annotator1", "annotator2");
    var counts =
        TinyRewards.write(
            folder,
            "counts.jsonl",
            "{\"prompt\": \"p\", \"response_a\": \"x\", \"response_b\": \"y\", \"votes_a\": 2, \"votes_b\": 1}");
    var rows = converted(counts, "votes");
    assertThat(rows.stream().map(RewardConvertTest::outcome))
        .containsExactly(Outcome.FIRST, Outcome.FIRST, Outcome.SECOND);
    assertThat(rows).allSatisfy(r -> assertThat(r.feedback().mark().annotator()).isEmpty());
  }

  @Test
  void otherFormatsAreARowAnItemOrAStyle() throws IOException {
    var styles =
        TinyRewards.write(
            folder,
            "styles.jsonl",
            "{\"prompt\": \"p\", \"chosen\": [\"1\", \"2\", \"3\"], \"rejected\": [\"4\", \"5\", \"6\"]}");
    var rows = converted(styles, "styles");
    assertThat(rows.stream().map(r -> r.chosen().content().plain())).containsExactly("1", "2", "3");
    assertThat(rows.stream().map(r -> r.rejected().content().plain()))
        .containsExactly("4", "5", "6");
    var ties =
        TinyRewards.write(
            folder,
            "ties.jsonl",
            "{\"prompt\": \"p\", \"response_a\": \"x\", \"response_b\": \"y\", \"label\": \"tie\"}",
            "{\"prompt\": \"p\", \"response_a\": \"x\", \"response_b\": \"y\", \"label\": \"B>A\"}");
    assertThat(converted(ties, "ties").stream().map(RewardConvertTest::outcome))
        .containsExactly(Outcome.TIE, Outcome.SECOND);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whatIsWrongIsSaid(int code, String says, String row, String format) throws IOException {
    var file = TinyRewards.write(folder, "bad.jsonl", row);
    Path out = folder.resolve("none.jsonl");
    var run =
        CommandRun.of(
            "reward", "convert", file.toString(), "--format", format, "--out", out.toString());
    assertThat(run.err()).contains(says);
    assertThat(run.code()).isEqualTo(code);
    assertThat(out).doesNotExist();
  }

  static Stream<Arguments> faults() {
    String two = "{\"prompt\": \"a\", \"response_a\": \"x\", \"response_b\": \"y\"";
    return Stream.of(
        Arguments.of(3, "must be A, B or tie", two + ", \"votes\": [\"C\"]}", "votes"),
        Arguments.of(3, "column first-votes", two + "}", "votes"),
        Arguments.of(3, "0 votes", two + ", \"votes_a\": 0, \"votes_b\": 0}", "votes"),
        Arguments.of(3, "column second", "{\"prompt\": \"a\", \"response_a\": \"x\"}", "votes"),
        Arguments.of(2, "--format", two + "}", "ballots"));
  }

  /** 54 of 999 pairs have an empty reply; their three votes each are written and named. */
  @Test
  void realVotesOfThreeAnnotators() throws IOException {
    Path file = Path.of("../../shared/data/pairs/pandalm-testset-v1.json");
    assumeTrue(Files.exists(file), "no shared/data");
    Path out = folder.resolve("pandalm.jsonl");
    var run =
        TinyRewards.ran(
            "reward", "convert", file.toString(), "--format", "votes", "--out", out.toString());
    assertThat(run.err()).contains("162 rows", "empty reply", "--faulty-rows drop");
    assertThat(Files.readAllLines(out)).hasSize(999 * 3);
    var rows =
        new PreferenceReader(ReadOptions.defaults().withAll(FaultPolicy.DROP))
            .read(List.of(out), ColumnNames.defaults(), new Problems())
            .rows();
    assertThat(rows).hasSize((999 - 54) * 3);
    assertThat(rows.stream().map(r -> r.feedback().mark().annotator().orElseThrow()).distinct())
        .containsExactly("annotator1", "annotator2", "annotator3");
    assertThat(rows.getFirst().prompt().plain()).contains("too wordy", "find it necessary");
    assertThat(Ceiling.of(rows).orElseThrow().estimate()).isBetween(0.8, 0.99);
  }
}
