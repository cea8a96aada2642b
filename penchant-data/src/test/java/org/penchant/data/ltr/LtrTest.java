package org.penchant.data.ltr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.penchant.core.problems.Problems;
import org.penchant.data.read.BadText;
import org.penchant.data.read.Compression;
import org.penchant.data.read.DataFiles;
import org.penchant.data.read.SharedData;

/** Documents, runs and judgements are read line by line. */
class LtrTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"train,201,3005", "test,50,768"})
  void realDataIsWhole(String part, int queries, int documents) {
    Path file = SharedData.file("ltr/rank." + part);
    Path sizes = SharedData.file("ltr/rank." + part + ".query");
    var read = SvmLight.defaults().read(file, Optional.of(sizes), new Problems());
    assertThat(read).hasSize(queries);
    var all = read.stream().flatMap(query -> query.documents().stream()).toList();
    assertThat(all).hasSize(documents).allMatch(d -> d.label() >= 0 && d.label() <= 4);
    assertThat(all.stream().flatMapToInt(d -> IntStream.of(d.features())).max()).hasValue(300);
  }

  @Test
  void queriesAreNamedByQid() throws Exception {
    String text = "2 qid:a 1:0.5 7:-1e3 # first\n\n0 qid:a 3:1\n1 qid:b\n";
    Path file =
        Files.write(
            folder.resolve("d.txt.gz"), DataFiles.pack(Compression.GZIP, DataFiles.bytes(text)));
    var read = SvmLight.defaults().read(file, Optional.empty(), new Problems());
    assertThat(read).extracting(Query::id).containsExactly("a", "b");
    var first = read.getFirst().documents().getFirst();
    assertThat(first.label()).isEqualTo(2);
    assertThat(first.features()).containsExactly(1, 7);
    assertThat(first.values()).containsExactly(0.5, -1000);
    assertThat(read.getLast().documents().getFirst().features()).isEmpty();
  }

  static Stream<BadText> documents() {
    return Stream.of(
        BadText.of(
            "label.txt", "good qid:1 1:2\n", "(line 1): good: a label must be a finite number"),
        BadText.of("qid.txt", "1 1:2\n", "a line must have a qid"),
        BadText.of("unnamed.txt", "1 qid: 1:2\n", "a query must have a name"),
        BadText.of(
            "apart.txt",
            "1 qid:1\n1 qid:2\n1 qid:1\n",
            "(line 3): qid:1: documents of a query must stand together"),
        BadText.of("value.txt", "1 qid:1 3:x\n", "3:x: must be FEATURE:VALUE"),
        BadText.of("feature.txt", "1 qid:1 x:3\n", "x:3: must be FEATURE:VALUE"),
        BadText.of("nan.txt", "1 qid:1 3:NaN\n", "3:NaN: must be FEATURE:VALUE"),
        BadText.of("order.txt", "1 qid:1 3:1 2:1\n", "2:1: features must increase, 3 precedes"),
        BadText.of("empty.txt", "", "is empty"));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void badDocumentsSayWhatIsWrong(BadText bad) throws Exception {
    bad.check(folder, file -> SvmLight.defaults().read(file, Optional.empty(), new Problems()));
  }

  @Test
  void sizesMustFit() throws Exception {
    Path file = Files.writeString(folder.resolve("d.txt"), "1 1:2\n0 1:3\n");
    Path more = Files.writeString(folder.resolve("more.query"), "1\n2\n");
    assertThatThrownBy(() -> read(file, more))
        .hasMessageContaining("3 documents: the sizes must sum to the lines of " + file + ", 2");
    Path bad = Files.writeString(folder.resolve("bad.query"), "2\n0\n");
    assertThatThrownBy(() -> read(file, bad)).hasMessageContaining("(line 2): 0: the number of");
    Path good = Files.writeString(folder.resolve("good.query"), "2\n");
    assertThat(read(file, good)).extracting(Query::id).containsExactly("0");
    Path named = Files.writeString(folder.resolve("named.txt"), "1 qid:3 1:2\n");
    assertThatThrownBy(() -> read(named, good))
        .hasMessageContaining("queries are named by qid and by a file of sizes");
  }

  @Test
  void runsAreOrderedByScore() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("r.txt"), "q1 Q0 a 1 0.5 me\nq1 Q0 b 2 2\tme\nq2 Q0 a 1 -1e2 me\n");
    assertThat(Trec.defaults().run(file, new Problems()))
        .isEqualTo(
            new TrecRun(
                "me",
                Map.of(
                    "q1", List.of(new Retrieved("b", 2, 2), new Retrieved("a", 1, 0.5)),
                    "q2", List.of(new Retrieved("a", 1, -100)))));
  }

  static Stream<BadText> runs() {
    return Stream.of(
        BadText.of(
            "cells.txt", "q1 Q0 a 1 0.5\n", "must have 6 cells, query Q0 document rank score tag"),
        BadText.of("rank.txt", "q1 Q0 a first 0.5 me\n", "first: a rank must be a whole number"),
        BadText.of("score.txt", "q1 Q0 a 1 NaN me\n", "NaN: a score must be a finite number"),
        BadText.of("twice.txt", "q1 Q0 a 1 2 me\nq1 Q0 a 2 1 me\n", "it stands in line 1 too"),
        BadText.of(
            "tags.txt", "q1 Q0 a 1 2 me\nq1 Q0 b 2 1 you\n", "you: a file holds one run, me"),
        BadText.of("blank.txt", "\n\n", "holds no lines of a run"));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void badRunsSayWhatIsWrong(BadText bad) throws Exception {
    bad.check(folder, file -> Trec.defaults().run(file, new Problems()));
  }

  @Test
  void judgementsAreWholeNumbers() throws Exception {
    Path good = Files.writeString(folder.resolve("g.txt"), "q1 0 a 2\nq1 0 b -1\n");
    assertThat(Trec.defaults().qrels(good, new Problems()))
        .isEqualTo(Map.of("q1", Map.of("a", 2, "b", -1)));
    Path bad =
        Files.writeString(folder.resolve("b.txt"), "q1 0 a 0.5\nq1 0 b 1\nq1 0 b 1\nq1 a 1\n");
    assertThatThrownBy(() -> Trec.defaults().qrels(bad, new Problems()))
        .hasMessageContaining("(line 1): 0.5: a relevance must be a whole number")
        .hasMessageContaining("(line 3): q1 b: a query has a document once")
        .hasMessageContaining("(line 4): q1 a 1: must have 4 cells");
  }

  private static List<Query> read(Path file, Path sizes) {
    return SvmLight.defaults().read(file, Optional.of(sizes), new Problems());
  }

  @Test
  void runsAreReadAsTheyWereWritten() throws java.io.IOException {
    var orders = new java.util.LinkedHashMap<String, List<String>>();
    orders.put("q2", List.of("d3", "d1", "d2"));
    orders.put("q1", List.of("d9"));
    var run = TrecWriter.run("mine", orders);
    Path file = folder.resolve("run.txt");
    TrecWriter.write(file, run);
    assertThat(Files.readAllLines(file).getFirst()).isEqualTo("q2 Q0 d3 1 3.0 mine");
    assertThat(Trec.defaults().run(file, new Problems())).isEqualTo(run);
    var spaced = TrecWriter.run("my run", orders);
    assertThatThrownBy(() -> TrecWriter.write(file, spaced)).hasMessageContaining("my run");
  }
}
