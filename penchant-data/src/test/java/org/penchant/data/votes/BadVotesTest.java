package org.penchant.data.votes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.data.read.BadText;
import org.penchant.data.read.DataFiles;

/** Every bad file of votes ends with its message. */
class BadVotesTest {
  private static final String ARENA = "model_a,model_b,winner\n";

  static Stream<BadText> table() {
    return Stream.of(
        BadText.of("empty.csv", "", "is empty"),
        BadText.of("header.csv", ARENA, "holds no rows"),
        BadText.of(
            "self.csv",
            ARENA + "a1,b1,tie\nx1,x1,tie\n",
            "row 1 (line 3): model_a = \"x1\": an item cannot be compared with itself"),
        BadText.of(
            "self-spaces.csv", ARENA + "x1, x1,tie\n", "an item cannot be compared with itself"),
        BadText.of(
            "outcome.csv",
            ARENA + "a1,b1,model_c\n",
            "row 0 (line 2): winner = \"model_c\": an outcome must be one of model_a, model_b, tie"),
        BadText.of(
            "outcome-number.csv", ARENA + "a1,b1,1\n", "a number belongs into a column outcome"),
        BadText.of("outcome-empty.csv", ARENA + "a1,b1,\n", "a vote must say who won"),
        BadText.of(
            "outcome-null.jsonl",
            "{\"model_a\":\"p\",\"model_b\":\"q\",\"winner\":null}\n",
            "winner is missing: a vote must say who won"),
        BadText.of(
            "ambiguous.csv",
            "left,right,winner\nright,q,right\n",
            "means second as a word and first as the name of an item"),
        BadText.of("name.csv", ARENA + ",b1,tie\n", "model_a = \"\": an item must have a name"),
        BadText.of(
            "name-null.jsonl",
            "{\"model_a\":null,\"model_b\":\"q\",\"winner\":\"tie\"}\n",
            "row 0 (line 1): model_a is missing: an item must have a name"),
        BadText.of(
            "both-names.csv", ARENA + " , ,tie\n", "model_b = \" \": an item must have a name"),
        BadText.of(
            "no-winner.csv",
            "model_a,model_b\np,q\n",
            "columns model_a, model_b: missing column winner"),
        BadText.of("no-second.csv", "left,winner\np,left\n", "missing column second"),
        BadText.of("no-loser.csv", "loser,n\np,3\n", "missing column winner"),
        BadText.of("strange.csv", "p,q,r\n1,2,3\n", "missing column first, second, winner"),
        BadText.of(
            "weight-negative.csv",
            "left,right,winner,weight\np,q,tie,-1\n",
            "weight = \"-1\": must be a finite number, 0 or more"),
        BadText.of(
            "weight-nan.csv",
            "left,right,winner,weight\np,q,tie,NaN\n",
            "weight = \"NaN\": must be a finite number"),
        BadText.of(
            "weight-word.csv", "left,right,winner,weight\np,q,tie,heavy\n", "weight = \"heavy\""),
        BadText.of(
            "weight-infinite.csv",
            "left,right,winner,weight\np,q,tie,inf\n",
            "weight = \"inf\": must be a finite number"),
        BadText.of(
            "weight-empty.csv",
            "left,right,winner,weight\np,q,tie,\n",
            "weight = \"\": must be a finite number"),
        BadText.of(
            "count-fraction.csv",
            "winner,loser,n\np,q,1.5\n",
            "n = \"1.5\": must be a whole number, 0 or more"),
        BadText.of(
            "count-negative.csv",
            "winner,loser,freq\np,q,-2\n",
            "freq = \"-2\": must be a whole number"),
        BadText.of(
            "counts.csv",
            "i,j,w_ij,w_ji,t_ij\n1,2,3,x,1\n",
            "w_ji = \"x\": must be a whole number"),
        BadText.of(
            "counts-ties.csv",
            "i,j,w_ij,w_ji,t_ij\n1,2,3,1,0.5\n",
            "t_ij = \"0.5\": must be a whole number"),
        BadText.of("counts-zero.csv", "i,j,w_ij,w_ji\n1,2,0,0\n", "no vote is left"),
        BadText.of(
            "soft-high.csv",
            "left,right,outcome\np,q,1.01\n",
            "outcome = \"1.01\": must be in [0, 1]"),
        BadText.of(
            "soft-word.csv",
            "left,right,probability\np,q,likely\n",
            "probability = \"likely\": must be in [0, 1]"),
        BadText.of(
            "soft-nan.jsonl",
            "{\"left\":1,\"right\":2,\"score\":NaN}\n",
            "score = \"NaN\": must be in [0, 1]"),
        BadText.of(
            "mixed.jsonl",
            "{\"left\":1,\"right\":2,\"winner\":\"left\"}\n{\"winner\":1,\"loser\":2}\n",
            "row 1 (line 2): winner, loser: all rows of a file must have the columns of the first, first, second, winner"),
        BadText.of(
            "ragged.csv",
            ARENA + "a1,b1\n",
            "2 cells: a row must have as many cells as the header, 3"),
        BadText.of("quote.csv", ARENA + "\"a1,b1,tie\n", "broken CSV: Missing closing quote"),
        BadText.of(
            "twice.csv",
            "left,left,winner\np,q,left\n",
            "a column may be named once in the header"),
        BadText.of("broken.jsonl", "{\"left\":1,\"right\":2,\"winner\":\"left\"\n", "broken JSON"));
  }

  @ParameterizedTest
  @MethodSource("table")
  void saysWhatIsWrongAndWhere(BadText bad, @TempDir Path folder) throws Exception {
    bad.check(folder, file -> VoteReader.defaults().read(List.of(file), new Problems()));
  }

  @Test
  void everyMistakeIsReportedUpToTheLimit(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(folder.resolve("v.csv"), ARENA + ",,who\n" + "p,p,tie\n".repeat(40));
    assertThatThrownBy(() -> VoteReader.defaults().read(List.of(file), new Problems()))
        .hasMessageContaining("row 0 (line 2): model_a")
        .hasMessageContaining("row 0 (line 2): model_b")
        .hasMessageContaining("row 0 (line 2): winner")
        .hasMessageContaining("row 17 (line 19)")
        .hasMessageContaining("... and 23 more");
  }

  @Test
  void parquetNamesTheFirstRowOfThoseAlike(@TempDir Path folder) throws Exception {
    Path file =
        DataFiles.parquet(
            folder,
            "SELECT 'p' AS model_a, 'q' AS model_b,"
                + " CASE WHEN i % 10 = 3 THEN 'who' ELSE 'tie' END AS winner FROM range(100) t(i)");
    assertThatThrownBy(() -> VoteReader.defaults().read(List.of(file), new Problems()))
        .hasMessageContaining("row 3 and 9 more rows alike: winner = \"who\"");
    Path nulls = DataFiles.parquet(folder, "SELECT 'p' AS x, NULL::VARCHAR AS y, 'x' AS winner");
    assertThatThrownBy(() -> VoteReader.defaults().forEach(List.of(nulls), new Problems(), v -> {}))
        .hasMessageContaining("row 0: y is missing: an item must have a name");
  }

  @Test
  void optionsThatNameNothingAreRefused(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("v.csv"), ARENA + "p,q,tie\n");
    var columns =
        VoteOptions.defaults().withColumns(VoteColumns.defaults().with(VoteColumn.GROUP, "day"));
    assertThatThrownBy(() -> new VoteReader(columns).read(List.of(file), new Problems()))
        .hasMessageContaining("missing column day");
    var covariate = VoteOptions.defaults().withCovariate(Covariate.difference("len", "la", "lb"));
    assertThatThrownBy(() -> new VoteReader(covariate).read(List.of(file), new Problems()))
        .hasMessageContaining("missing column la, lb");
    var where = VoteOptions.defaults().where(VoteColumn.LANGUAGE, "de");
    assertThatThrownBy(() -> new VoteReader(where).read(List.of(file), new Problems()))
        .hasMessageContaining("missing column language");
    var problems = new Problems();
    VoteColumns.defaults().with(List.of("first", "colour=red", "first=p"), problems);
    assertThat(problems.errors())
        .hasSize(2)
        .allSatisfy(p -> assertThat(p.place()).isEqualTo("--column"));
    assertThatThrownBy(() -> VoteOptions.defaults().where(VoteColumn.FIRST, "p"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFilterThatLeavesNothingIsAnErrorAndAnAbsentFileAnother(@TempDir Path folder)
      throws Exception {
    Path file = Files.writeString(folder.resolve("v.csv"), "x,y,winner,turn\np,q,x,1\n");
    var second = new VoteReader(VoteOptions.defaults().where(VoteColumn.TURN, "2"));
    assertThatThrownBy(() -> second.read(List.of(file), new Problems()))
        .hasMessageContaining("every row is left out: no vote is left");
    Path absent = folder.resolve("absent.csv");
    assertThatThrownBy(() -> second.read(List.of(absent), new Problems()))
        .isInstanceOfSatisfying(
            ProblemsException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.IO))
        .hasMessageContaining("no such file");
  }

  @Test
  void badCovariatesAreNamed(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("v.csv"), "x,y,winner,la,lb\np,q,x,1,long\n");
    var options = VoteOptions.defaults().withCovariate(Covariate.difference("len", "la", "lb"));
    assertThatThrownBy(() -> new VoteReader(options).read(List.of(file), new Problems()))
        .hasMessageContaining("lb = \"long\": a covariate must be a finite number");
  }
}
