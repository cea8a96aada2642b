package org.penchant.data.votes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.votes.Vote;

/** What is added is read back, and what was there stays as it was. */
class VoteAppenderTest {
  private static final List<Vote> VOTES =
      List.of(
          Vote.won("p, \"q\"", "r\ns").withAnnotator("ann").withGroup("7"),
          Vote.of("p", "q", 0).withAnnotator("bob"),
          Vote.tied("q", "p"),
          Vote.tied("q", "p").withBothBad(true));

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"v.jsonl", "v.csv", "v.tsv"})
  void votesComeBackAcrossSessions(String name) {
    Path file = folder.resolve(name);
    for (Vote vote : VOTES)
      try (var appender = VoteAppender.open(file, VoteOptions.defaults())) {
        appender.append(vote);
      }
    assertThat(read(file)).isEqualTo(VOTES);
  }

  @Test
  void aFileKeepsItsColumnsAndItsBytes() throws Exception {
    String before = "id,right,left,winner,worker\n1,q,p,left,w\n";
    Path file = Files.writeString(folder.resolve("v.csv"), before);
    try (var appender = VoteAppender.open(file, VoteOptions.defaults())) {
      appender.append(Vote.of("p", "z,1", 0).withAnnotator("me"));
      assertThat(Files.readString(file)).isEqualTo(before + ",\"z,1\",p,right,me\n");
      assertThatThrownBy(() -> appender.append(Vote.tied("p", "q").withGroup("7")))
          .hasMessageContaining("the file has no column for it");
      assertThatThrownBy(() -> appender.append(Vote.won("left", "q")))
          .hasMessageContaining("an item may not be called as an outcome is");
      assertThatThrownBy(() -> appender.append(Vote.of("p", "q", 0.7)))
          .hasMessageContaining("a line says who won, not how far");
    }
    assertThat(read(file)).hasSize(2);
  }

  @Test
  void aTornFileIsRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("v.csv"), "left,right,winner\np,q,le");
    refuses(file, "the last line has no end", ExitCode.BAD_DATA);
    Path whole = Files.writeString(folder.resolve("w.csv"), "left,right,winner\np,q,left\n");
    try (var appender = VoteAppender.open(whole, VoteOptions.defaults())) {
      Files.writeString(whole, "left,right,winner\np,q,left\nr,");
      assertThatThrownBy(() -> appender.append(Vote.won("p", "q")))
          .hasMessageContaining("the last line has no end");
      assertThat(whole).hasContent("left,right,winner\np,q,left\nr,");
    }
  }

  @Test
  void filesThatCannotTakeALineAreRefused() throws Exception {
    refuses(
        Files.writeString(
            folder.resolve("a.json"), "[{\"left\":1,\"right\":2,\"winner\":\"tie\"}]"),
        "plain JSON lines, CSV and TSV only",
        ExitCode.BAD_DATA);
    refuses(
        Files.writeString(folder.resolve("b.csv"), "winner,loser\np,q\n"),
        "two items and the winner",
        ExitCode.BAD_DATA);
    refuses(folder, "is a folder", ExitCode.BAD_DATA);
    refuses(folder.resolve("no/such/v.csv"), "cannot be written", ExitCode.IO);
  }

  private static void refuses(Path file, String message, ExitCode code) {
    assertThatThrownBy(() -> VoteAppender.open(file, VoteOptions.defaults()).close())
        .isInstanceOfSatisfying(ProblemsException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(message);
  }

  private static List<Vote> read(Path file) {
    var votes = new ArrayList<Vote>();
    VoteReader.defaults().forEach(List.of(file), new Problems(), votes::add);
    return votes;
  }
}
