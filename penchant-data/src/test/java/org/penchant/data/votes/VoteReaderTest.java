package org.penchant.data.votes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.penchant.core.io.Sha256;
import org.penchant.core.problems.Problems;
import org.penchant.core.votes.Vote;
import org.penchant.core.votes.VoteTally.Keep;
import org.penchant.data.read.Compression;
import org.penchant.data.read.Container;
import org.penchant.data.read.DataFiles;
import org.penchant.data.read.SharedData;

/** Votes mean the same however they are laid out and packed. */
class VoteReaderTest {
  @TempDir private Path folder;

  static Stream<Arguments> everyWay() {
    return Stream.of(Container.values())
        .flatMap(container ->
            Stream.of(Compression.NONE, Compression.GZIP, Compression.ZSTD)
                .map(packing -> Arguments.of(container, packing)));
  }

  @ParameterizedTest
  @MethodSource("everyWay")
  void containersAgree(Container container, Compression packing) throws Exception {
    var rows = new ArrayList<Map<String, Object>>();
    List<String> words = List.of("model_a", "model_b", "tie", "tie (bothbad)");
    for (int i = 0; i < 60; i++) {
      var row = new LinkedHashMap<String, Object>();
      row.put("model_a", "m\u00e9, \"" + i % 3 + '"');
      row.put("model_b", "other " + i % 2);
      row.put("winner", words.get(i % 4));
      row.put("judge", "judge " + i % 5);
      row.put("weight", i % 2 == 0 ? 0.5 : 2);
      row.put("comment", "c" + i);
      rows.add(row);
    }
    Path file = DataFiles.write(folder, container, packing, rows);
    var reader = new VoteReader(VoteOptions.defaults().keeping(Keep.ANNOTATOR));
    var read = reader.read(List.of(file), new Problems());
    var plain = new ArrayList<Vote>();
    var streamed = reader.forEach(List.of(file), new Problems(), plain::add);
    assertThat(plain).hasSize(60);
    assertThat(plain.get(3))
        .isEqualTo(
            Vote.tied("m\u00e9, \"0\"", "other 1")
                .withBothBad(true)
                .withWeight(2)
                .withAnnotator("judge 3"));
    assertThat(read.table().items()).startsWith("m\u00e9, \"0\"", "other 0", "m\u00e9, \"1\"");
    assertThat(read.table().votes()).isEqualTo(60);
    assertThat(read.table().annotators()).hasSize(5);
    assertThat(read.summary().outcomes()).isEqualTo(new OutcomeCounts(15, 15, 15, 15, 0));
    assertThat(streamed.outcomes()).isEqualTo(read.summary().outcomes());
    var summary = read.summary().files().getFirst();
    assertThat(summary.file().sha256()).isEqualTo(Sha256.of(file));
    assertThat(summary.file().container()).isEqualTo(container);
    assertThat(summary.file().compression()).isEqualTo(packing);
    assertThat(summary.rows()).isEqualTo(60);
    assertThat(summary.columns())
        .isEqualTo(
            Map.of(
                "first", "model_a",
                "second", "model_b",
                "winner", "winner",
                "weight", "weight",
                "annotator", "judge"));
    assertThat(summary.ignored()).containsExactly("comment");
  }

  @Test
  void everyFormIsRecognised() throws Exception {
    assertThat(votes("left,right,winner\n1,2,left\n1,2,right\n1,2,Draw\n"))
        .containsExactly(Vote.won("1", "2"), Vote.of("1", "2", 0), Vote.tied("1", "2"));
    assertThat(votes("x,y,winner\np,q,x\np,q,q\n"))
        .containsExactly(Vote.won("p", "q"), Vote.of("p", "q", 0));
    assertThat(votes("winner,loser,freq\np,q,3\n"))
        .containsExactly(Vote.won("p", "q").withTimes(3));
    assertThat(votes("i,j,w_ij,w_ji,t_ij\n1,2,3,0,2\n"))
        .containsExactly(Vote.won("1", "2").withTimes(3), Vote.tied("1", "2").withTimes(2));
    assertThat(votes("home.team,away.team,home.wins,away.wins\np,q,0,4\n"))
        .containsExactly(Vote.of("p", "q", 0).withTimes(4));
    assertThat(votes("item_a,item_b,probability\np,q,0.25\n"))
        .containsExactly(Vote.of("p", "q", 0.25));
    assertThat(votes("item_a,item_b,outcome\np,q,both_bad\n"))
        .containsExactly(Vote.tied("p", "q").withBothBad(true));
  }

  @Test
  void columnsAreNamedAndRowsChosenByOptions() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("v.csv"),
            """
            one,two,who,lang,turn,la,lb,question_id
            p,q,one,de,1,10,4,7
            p,q,two,en,1,1,1,8
            q,p,tie,de,1,2,5,9
            q,p,tie,de,2,2,5,9
            """);
    var columns =
        VoteColumns.defaults()
            .with(List.of("first=one", "second=two", "winner=who"), new Problems());
    var options =
        VoteOptions.defaults()
            .withColumns(columns)
            .where(VoteColumn.LANGUAGE, "de")
            .where(VoteColumn.TURN, "1")
            .withCovariate(Covariate.difference("length", "la", "lb"))
            .withCovariate(Covariate.of("lb"))
            .keeping(Keep.GROUP, Keep.ORDER);
    var read = new VoteReader(options).read(List.of(file), new Problems());
    var table = read.table();
    assertThat(table.rows()).isEqualTo(2);
    assertThat(table.covariateNames()).containsExactly("length", "lb");
    assertThat(table.covariate(0, 0)).isEqualTo(6);
    assertThat(table.covariate(1, 0)).isEqualTo(-3);
    assertThat(table.covariate(1, 1)).isEqualTo(5);
    assertThat(table.groups()).containsExactly("7", "9");
    assertThat(read.summary().files().getFirst().leftOut()).isEqualTo(2);
  }

  @Test
  void anOrderThatIsNotThatOfTimeIsWarnedOf() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("v.csv"), "x,y,winner,tstamp\np,q,x,9\np,q,y,10\np,q,y,8.5\np,q,y,1\n");
    var problems = new Problems();
    new VoteReader(VoteOptions.defaults().keeping(Keep.ORDER)).read(List.of(file), problems);
    assertThat(problems.warnings())
        .singleElement()
        .asString()
        .contains("row 2 (line 4): 8.5 after 10: votes are taken in the order of the file");
    var silent = new Problems();
    VoteReader.defaults().read(List.of(file), silent);
    assertThat(silent.warningCount()).isZero();
  }

  @Test
  void fieldsOfObjectsAreColumns() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("v.jsonl"),
            """
            {"pair": {"one": 1, "two": 2}, "winner": "tie", "turns": [1, 2]}
            {"pair": {"one": 1, "two": 2}, "winner": 2, "judge": "j"}
            """);
    var columns =
        VoteColumns.defaults()
            .with(VoteColumn.FIRST, "pair.one")
            .with(VoteColumn.SECOND, "pair.two");
    var votes = new ArrayList<Vote>();
    new VoteReader(VoteOptions.defaults().withColumns(columns))
        .forEach(List.of(file), new Problems(), votes::add);
    assertThat(votes).containsExactly(Vote.tied("1", "2"), Vote.of("1", "2", 0).withAnnotator("j"));
  }

  @Test
  void parquetGathersAndKeepsTheOrderOfItems() throws Exception {
    Path file =
        DataFiles.parquet(
            folder,
            "SELECT 'm' || (99 - i % 7) AS model_a, 'n' || (i % 5) AS model_b, 'model_a' AS winner,"
                + " i AS row_id FROM range(200000) t(i)");
    var gathered = VoteReader.defaults().read(List.of(file), new Problems());
    assertThat(gathered.table().items()).startsWith("m99", "n0", "m98", "n1").hasSize(12);
    assertThat(gathered.table().rows()).isEqualTo(35);
    assertThat(gathered.table().votes()).isEqualTo(200_000);
    assertThat(gathered.summary().rows()).isEqualTo(200_000);
    var ordered =
        new VoteReader(VoteOptions.defaults().keeping(Keep.ORDER))
            .read(List.of(file), new Problems());
    assertThat(ordered.table().rows()).isEqualTo(200_000);
    assertThat(ordered.table().items()).isEqualTo(gathered.table().items());
  }

  @Test
  void realFilesHaveTheirKnownCounts() {
    assertThat(outcomes("votes/evalica/llmfao.csv"))
        .isEqualTo(new OutcomeCounts(2911, 2549, 3471, 0, 0));
    assertThat(outcomes("votes/evalica/food.csv")).isEqualTo(new OutcomeCounts(13, 15, 2, 0, 0));
    assertThat(outcomes("votes/evalica/simple.csv")).isEqualTo(new OutcomeCounts(6, 1, 9, 0, 0));
    assertThat(outcomes("votes/baseball.csv")).isEqualTo(new OutcomeCounts(154, 119, 0, 0, 0));
    assertThat(outcomes("votes/citations.csv")).isEqualTo(new OutcomeCounts(3727, 0, 0, 0, 0));
    assertThat(outcomes("votes/pudding.csv")).isEqualTo(new OutcomeCounts(254, 289, 202, 0, 0));
  }

  @Test
  void theCrowdOfLlmfaoIsKept() {
    Path file = SharedData.file("votes/evalica/llmfao.csv");
    var table =
        new VoteReader(VoteOptions.defaults().keeping(Keep.ANNOTATOR, Keep.GROUP))
            .read(List.of(file), new Problems())
            .table();
    assertThat(table.items()).hasSize(59);
    assertThat(table.annotators()).hasSize(124);
    assertThat(table.votes()).isEqualTo(8931);
  }

  private static OutcomeCounts outcomes(String name) {
    Path file = SharedData.file(name);
    return VoteReader.defaults().read(List.of(file), new Problems()).summary().outcomes();
  }

  private List<Vote> votes(String text) throws Exception {
    Path file = Files.writeString(folder.resolve("v.csv"), text);
    var votes = new ArrayList<Vote>();
    VoteReader.defaults().forEach(List.of(file), new Problems(), votes::add);
    return votes;
  }
}
