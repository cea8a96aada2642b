package org.penchant.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penchant.core.problems.Problems;
import org.penchant.data.read.BadText;
import org.penchant.data.read.SharedData;

/** Scores and codings are read cell by cell. */
class TablesTest {
  @TempDir private Path folder;

  @Test
  void glueHasTwoTasksWhereCellsHoldTwoNumbers() {
    Path glue = SharedData.file("votes/glue-leaderboard.csv");
    var options = ScoreOptions.defaults().withFirst(30).without("Score").withWeight("AX", 0);
    var read = new ScoreReader(options).read(glue, new Problems());
    var table = read.table();
    assertThat(table.systems()).hasSize(30).startsWith("ERNIE", "StructBERT + CLEVER");
    assertThat(table.tasks())
        .containsExactly(
            "CoLA", "SST-2", "MRPC/1", "MRPC/2", "STS-B/1", "STS-B/2", "QQP/1", "QQP/2", "MNLI-m",
            "MNLI-mm", "QNLI", "RTE", "WNLI", "AX");
    assertThat(table.scores()[0])
        .containsExactly(
            75.5, 97.8, 93.9, 91.8, 93.0, 92.6, 75.2, 90.9, 92.3, 91.7, 97.3, 92.6, 95.9, 51.7);
    assertThat(table.weights()).containsExactly(1, 1, .5, .5, .5, .5, .5, .5, 1, 1, 1, 1, 1, 0);
    assertThat(read.system()).isEqualTo("Model");
    assertThat(read.ignored()).containsExactly("Rank", "Name", "URL", "Score");
  }

  @Test
  void aSystemInTwoRowsIsRefused() {
    Path glue = SharedData.file("votes/glue-leaderboard.csv");
    assertThatThrownBy(() -> ScoreReader.defaults().read(glue, new Problems()))
        .hasMessageContaining("Model = \"RefBERT\": a system may stand in one row");
  }

  @Test
  void columnsAreChosenFlippedAndWeighed() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("t.csv"),
            """
            who,loss,gain,pair,note
            p,0.5,3,NaN/99.8,x
            q,-,4,-,y
            r,2,NA,1/2,
            """);
    var options =
        ScoreOptions.defaults()
            .withSystem("who")
            .withTasks("gain", "loss", "pair")
            .withLowerIsBetter("loss")
            .withWeight("pair", 3);
    var read = new ScoreReader(options).read(file, new Problems());
    assertThat(read.table().tasks()).containsExactly("gain", "loss", "pair/1", "pair/2");
    assertThat(Arrays.deepToString(read.table().scores()))
        .isEqualTo("[[3.0, -0.5, NaN, 99.8], [4.0, NaN, NaN, NaN], [NaN, -2.0, 1.0, 2.0]]");
    assertThat(read.table().weights()).containsExactly(1, 1, 1.5, 1.5);
    assertThat(read.flipped()).containsExactly("loss");
    assertThat(read.ignored()).containsExactly("note");
  }

  @Test
  void jsonLinesHoldScoresToo() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("t.jsonl"),
            "{\"model\":\"p\",\"t\":1,\"u\":null}\n{\"model\":\"q\",\"t\":2,\"u\":-1.5}\n");
    var scores = ScoreReader.defaults().read(file, new Problems()).table().scores();
    assertThat(Arrays.deepToString(scores)).isEqualTo("[[1.0, NaN], [2.0, -1.5]]");
  }

  static Stream<BadText> scores() {
    return Stream.of(
        BadText.of("nobody.csv", "who,t\np,1\n", "missing column system"),
        BadText.of(
            "unnamed.csv",
            "model,t\n,1\n",
            "row 0 (line 2): model is empty: a system must have a name"),
        BadText.of(
            "twice.csv",
            "model,t\np,1\nq,2\np,3\n",
            "row 2 (line 4): model = \"p\": a system may stand in one row"),
        BadText.of(
            "text.csv",
            "model,t\np,1\nq,2\nr,good\n",
            "row 2 (line 4): t = \"good\": a score must be a number"),
        BadText.of(
            "three.csv",
            "model,t\np,1/2\nq,1/3\nr,1/2/3\n",
            "t = \"1/2/3\": a score must be a number"),
        BadText.of(
            "mixed.csv",
            "model,t\np,1/2\nq,1\n",
            "t = \"1\": all cells of a column must hold as many numbers"),
        BadText.of(
            "infinite.csv", "model,t\np,1\nq,2\nr,inf\n", "t = \"inf\": a score must be a number"),
        BadText.of(
            "row.csv", "model,t,u\np,1,2\nq,,-\n", "row 1 (line 3): q: a system must have a score"),
        BadText.of("words.csv", "model,t\np,x\nq,y\n", "no column holds scores"),
        BadText.of("clash.csv", "model,t,t/1\np,1/2,3\n", "two tasks have this name"),
        BadText.of("half.csv", "model,t\np,1/NA\nq,2/NA\n", "column t/2: a task must have a score"),
        BadText.of(
            "uneven.jsonl",
            "{\"model\":\"p\",\"t\":1}\n{\"model\":\"q\"}\n",
            "every row must have the columns of the first"));
  }

  @ParameterizedTest
  @MethodSource("scores")
  void badScoresSayWhatIsWrong(BadText bad) throws Exception {
    bad.check(folder, file -> ScoreReader.defaults().read(file, new Problems()));
  }

  @Test
  void columnsThatAreNotThereAndBadOptionsAreRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("t.csv"), "model,t,u\np,1,\n");
    var options = ScoreOptions.defaults().withTasks("t", "v").withLowerIsBetter("w");
    assertThatThrownBy(() -> new ScoreReader(options).read(file, new Problems()))
        .hasMessageContaining("missing column v, w");
    var empty = ScoreOptions.defaults().withTasks("t", "u");
    assertThatThrownBy(() -> new ScoreReader(empty).read(file, new Problems()))
        .hasMessageContaining("column u: a task must have a score");
    assertThatThrownBy(() -> options.withWeight("t", -1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> options.withFirst(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void codingsHaveCodersInRows() {
    var codings =
        CodingReader.defaults().read(SharedData.file("votes/evalica/codings.csv"), new Problems());
    assertThat(codings.units()).isEqualTo(12);
    assertThat(codings.coders()).isEqualTo(4);
    assertThat(codings.values()).containsExactly("1", "2", "3", "4", "5");
    assertThat(codings.codes()[0]).containsExactly(0, 0, CodingTable.MISSING, 0);
    var gcl =
        CodingReader.defaults()
            .withRows(CodingReader.Rows.UNITS)
            .read(SharedData.file("votes/evalica/gcl.csv"), new Problems());
    assertThat(gcl.codes()[1]).containsExactly(CodingTable.MISSING, 1, 1, 0);
  }

  static Stream<BadText> codings() {
    return Stream.of(
        BadText.of(
            "ragged.csv",
            "1,2,3\n1,2\n",
            "row 1 (line 2): 2 cells: all rows must have as many cells as the first, 3"),
        BadText.of("lonely.csv", "1,2,3\n", "1 coder: agreement needs two coders at least"),
        BadText.of("apart.csv", "1,,\n,2,\n", "no unit has values of two coders"));
  }

  @ParameterizedTest
  @MethodSource("codings")
  void badCodingsSayWhatIsWrong(BadText bad) throws Exception {
    bad.check(folder, file -> CodingReader.defaults().read(file, new Problems()));
  }
}
