package org.penchant.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code rank} cannot use ends with its message and code, and writes nothing. */
class BadRankingsTest {
  private static final String ARENA = "model_a,model_b,winner\n";
  private static final String FINE = ARENA + "p,q,model_a\np,q,model_b\nq,r,model_a\nq,r,model_b\n";
  private static final String SOFT = "model_a,model_b,outcome\np,q,0.7\np,q,0.2\n";
  private static final String PREFLIB =
      "# NUMBER ALTERNATIVES: 3\n# ALTERNATIVE NAME 1: p\n# ALTERNATIVE NAME 2: q\n"
          + "# ALTERNATIVE NAME 3: r\n";
  private static final String ORDERS = PREFLIB + "2: 1,2,3\n1: 3,2,1\n";
  private static final String SCORES = "model,t,u\np,1,2\nq,2,1\n";

  private static final int USAGE = 2;
  private static final int DATA = 3;
  private static final int IO = 7;

  /**
   * One case.
   *
   * @param file its name; some names are made in a special way
   * @param options further ones, separated by blanks, {@code _} a blank inside
   */
  private record Bad(String file, String text, String options, int code, List<String> messages) {
    static Bad data(String file, String text, String... messages) {
      return new Bad(file, text, "", DATA, List.of(messages));
    }

    static Bad data(String file, String text, Options options, String... messages) {
      return new Bad(file, text, options.text(), DATA, List.of(messages));
    }

    static Bad usage(String options, String... messages) {
      return new Bad("fine.csv", FINE, options, USAGE, List.of(messages));
    }

    static Bad usage(String file, String text, Options options, String... messages) {
      return new Bad(file, text, options.text(), USAGE, List.of(messages));
    }

    @Override
    public String toString() {
      return file + " " + options + " " + messages.getFirst();
    }
  }

  private record Options(String text) {}

  private static Options with(String text) {
    return new Options(text);
  }

  static Stream<Bad> table() {
    return Stream.of(votes(), determined(), packed(), options(), others()).flatMap(bad -> bad);
  }

  private static Stream<Bad> votes() {
    return Stream.of(
        Bad.data("empty.csv", "", "is empty"),
        Bad.data("header.csv", ARENA, "holds no rows"),
        Bad.data("self.csv", ARENA + "p,p,tie\n", "row 0 (line 2)", "compared with itself"),
        Bad.data("winner.csv", ARENA + "p,q,r\n", "winner = \"r\"", "an outcome must be one of"),
        Bad.data("nobody.csv", ARENA + "p,q,\n", "a vote must say who won"),
        Bad.data(
            "ambiguous.csv",
            "left,right,winner\nright,q,right\n",
            "means second as a word and first as the name of an item"),
        Bad.data("name.csv", ARENA + ",q,tie\n", "an item must have a name"),
        Bad.data("strange.csv", "p,q,r\n1,2,3\n", "missing column first, second, winner"),
        Bad.data("twice.csv", "left,left,winner\np,q,left\n", "may be named once in the header"),
        Bad.data("ragged.csv", ARENA + "p,q\n", "2 cells: a row must have as many cells"),
        Bad.data("quote.csv", ARENA + "\"p,q,tie\n", "Missing closing quote"),
        Bad.data("broken.jsonl", "{\"left\":1,\n", "broken JSON"),
        Bad.data(
            "weight.csv",
            "left,right,winner,weight\np,q,tie,-1\n",
            "weight = \"-1\": must be a finite number, 0 or more"),
        Bad.data(
            "weight-nan.csv",
            "left,right,winner,weight\np,q,tie,NaN\n",
            "weight = \"NaN\": must be a finite number"),
        Bad.data("count.csv", "winner,loser,n\np,q,1.5\n", "n = \"1.5\": must be a whole number"),
        Bad.data("none.csv", "i,j,w_ij,w_ji\n1,2,0,0\n", "no vote is left"),
        Bad.data("high.csv", "left,right,outcome\np,q,1.2\n", "\"1.2\": must be in [0, 1]"),
        Bad.data("nan.csv", "left,right,outcome\np,q,NaN\n", "\"NaN\": must be in [0, 1]"),
        Bad.data(
            "mixed.jsonl",
            "{\"left\":1,\"right\":2,\"winner\":\"left\"}\n{\"winner\":1,\"loser\":2}\n",
            "row 1 (line 2)",
            "must have the columns of the first"),
        Bad.data(
            "column.csv", FINE, with("--column first=system"), "missing column system", "--column"),
        Bad.data("where.csv", FINE, with("--where language=de"), "missing column language"),
        Bad.data("covariate.csv", FINE, with("--covariate length"), "missing column length"),
        Bad.data(
            "covariate-word.csv",
            "x,y,winner,length\np,q,x,long\n",
            with("--covariate length"),
            "a covariate must be a finite number"),
        Bad.data(
            "turn.csv",
            "x,y,winner,turn\np,q,x,1\n",
            with("--where turn=2"),
            "every row is left out: no vote is left"));
  }

  private static Stream<Bad> determined() {
    return Stream.of(
        Bad.data(
            "apart.csv",
            "winner,loser\np,q\nq,p\nx,y\ny,x\n",
            "no chain of wins leads to and from these",
            "keep the largest component"),
        Bad.data("winless.csv", "winner,loser\np,q\nq,p\np,r\n", "'r': never won", "penalty"),
        Bad.data("undefeated.csv", "winner,loser\np,q\nq,p\nr,p\n", "'r': never lost"),
        Bad.data(
            "ties.csv",
            ARENA + "p,q,tie\nq,p,tie\n",
            with("--method davidson"),
            "the likelihood has no maximum"),
        Bad.data(
            "ties-rao.csv",
            ARENA + "p,q,tie\nq,p,tie\n",
            with("--method rao-kupper"),
            "the likelihood has no maximum"),
        Bad.data(
            "bad.csv",
            ARENA + "p,q,both_bad\n",
            with("--both-bad drop"),
            "must weigh more than 0 together"),
        Bad.data(
            "weightless.csv",
            "x,y,winner,weight\np,q,x,0\np,q,y,0\n",
            "must weigh more than 0 together"),
        Bad.data("soft.csv", SOFT, with("--method davidson"), "a soft vote has no meaning"),
        Bad.data("soft-rao.csv", SOFT, with("--method rao-kupper"), "outcomes must be 0, 0.5 or 1"),
        Bad.data(
            "unsigned.csv",
            FINE,
            with("--cluster annotator"),
            "errors by annotator need at least two of them"),
        Bad.data(
            "ungrouped.csv",
            FINE,
            with("--cluster group --ci bootstrap"),
            "errors by group need at least two of them"),
        Bad.data(
            "stored.csv",
            "winner,loser\np,q\nq,p\n",
            with("--order-effect"),
            "the first never loses: votes are stored winner first"));
  }

  private static Stream<Bad> packed() {
    return Stream.of(
        new Bad("absent.csv", "", "", IO, List.of("no such file")),
        Bad.data("folder.csv", "", "is a folder, not a file"),
        Bad.data("cut.csv.gz", "", "the packed file is cut short or damaged"),
        Bad.data("wide.csv", "", "text must be UTF-8"),
        Bad.data("latin.csv", "", "UTF-8"),
        Bad.data("votes.zip", "PK\u0003\u0004..", "only gzip and zstd are unpacked"),
        Bad.data("votes.parquet", "no parquet", "a Parquet file begins with PAR1"));
  }

  private static Stream<Bad> options() {
    return Stream.of(
        Bad.usage("--method trueskill", "--method", "'trueskill' is not one of", "short names are"),
        Bad.usage("--method {elo:_{k:_-1}}", "--method", "k = -1.0"),
        Bad.usage("--method {elo:_{speed:_1}}", "does not know 'speed'"),
        Bad.usage("--method {elo", "is not YAML"),
        Bad.usage("--penalty lasso", "--penalty", "'lasso' is not one of"),
        Bad.usage(
            "--penalty {ridge:_{strength:_-1}}", "strength = -1.0, must be finite and above 0"),
        Bad.usage("--penalty firth --method rao-kupper", "must go with the model bradley-terry"),
        Bad.usage("--penalty firth --method plackett-luce", "none, ridge or virtual-opponent"),
        Bad.usage("--penalty ridge --method elo", "--penalty", "does not go with the method elo"),
        Bad.usage("--order-effect --method pagerank", "--order-effect"),
        Bad.usage("--scale stars", "--scale", "'stars' is not one of"),
        Bad.usage("--scale worth --ci bootstrap", "the scale worth has no intervals"),
        Bad.usage("--ci jackknife", "--ci"),
        Bad.usage("--ci sandwich --method elo", "has no intervals"),
        Bad.usage("--cluster city", "--cluster"),
        Bad.usage("--confidence 1.5", "--confidence: 1.5: must be in (0, 1)"),
        Bad.usage("--confidence NaN", "--confidence: NaN: must be in (0, 1)"),
        Bad.usage("--ci bootstrap --resamples 3", "--resamples: 3: must be at least 20"),
        Bad.usage("--column colour=red", "--column"),
        Bad.usage("--where model=p", "--where: model=p", "turn, language"),
        Bad.usage("--where turn", "--where: turn: must be COLUMN=VALUE"),
        Bad.usage("--covariate a=b", "--covariate: a=b"),
        Bad.usage("--covariate a --covariate a", "--covariate", "two covariates are called a"),
        Bad.usage("--kind songs", "--kind"),
        Bad.usage("--both-bad win", "--both-bad"),
        Bad.usage("--seed x", "--seed"),
        Bad.usage("--names n.csv", "--names: does not go with votes", "--kind orders"),
        Bad.usage("--task t", "--task: does not go with votes", "--kind scores"));
  }

  private static Stream<Bad> others() {
    var orders = with("--kind orders");
    var scores = with("--kind scores");
    return Stream.of(
        Bad.data("headless.soc", "1: 1,2,3\n", "must begin with a header"),
        Bad.data("unknown.soi", PREFLIB + "2: 1,4\n", "4: no alternative has this number"),
        Bad.data("short.soc", PREFLIB + "2: 1,2\n", "orders of type soc rank all 3 items"),
        Bad.data("ties.soi", PREFLIB + "2: {1,2},3\n", "orders of type soi have no ties"),
        Bad.data("voters.soi", "# NUMBER VOTERS: 5\n" + PREFLIB + "2: 1,2\n", "the lines have 2"),
        Bad.data("gap.csv", "1,2,3\n1,,3\n", orders, "row 1 (line 2): an item must be"),
        Bad.data("again.csv", "p,q,p\n", orders, "an item may stand in an order once"),
        Bad.data("alone.csv", "p\np\n", orders, "must rank at least two items"),
        Bad.data(
            "one-way.soc",
            PREFLIB + "2: 1,2,3\n",
            with("--penalty none"),
            "never lost: its rating has no upper end"),
        Bad.usage("fine.soc", ORDERS, with("--covariate length"), "does not go with orders"),
        Bad.usage("fine.soc", ORDERS, with("--names n.csv"), "PrefLib's files name their items"),
        Bad.usage(
            "fine.soc", ORDERS, with("--cluster annotator"), "know neither annotators nor groups"),
        Bad.usage("fine.soc", ORDERS, with("--largest"), "--largest", "takes whole orders"),
        Bad.usage(
            "fine.soc",
            ORDERS,
            with("--method bradley-terry --ci sandwich"),
            "pairs of one order depend on each other"),
        Bad.data("system.csv", "model,t\n,1\n", scores, "a system must have a name"),
        Bad.data("double.csv", "model,t\np,1\np,2\n", scores, "a system may stand in one row"),
        Bad.data("word.csv", "model,t\np,1\nq,2\nr,good\n", scores, "a score must be a number"),
        Bad.data("anonymous.csv", "x,t\np,1\n", scores, "missing column system"),
        Bad.data("task.csv", SCORES, with("--kind scores --task v"), "missing column v"),
        Bad.usage("scores.csv", SCORES, with("--kind scores --first 0"), "--first: 0"),
        Bad.usage("scores.csv", SCORES, with("--kind scores --both-bad drop"), "--both-bad drop"));
  }

  @ParameterizedTest
  @MethodSource("table")
  void endsWithItsMessageAndWritesNothing(Bad bad, @TempDir Path folder) throws Exception {
    Path out = Files.createDirectory(folder.resolve("out"));
    Path before = Files.writeString(out.resolve("leaderboard.csv"), "before");
    var args = new ArrayList<>(List.of("rank", made(bad, folder).toString()));
    Arrays.stream(bad.options().split(" "))
        .filter(option -> !option.isEmpty())
        .forEach(option -> args.add(option.replace('_', ' ')));
    args.addAll(List.of("--out", out.toString()));
    var run = CommandRun.of(args.toArray(String[]::new));
    assertThat(run.err()).contains(bad.messages()).doesNotContain("\tat ", "internal", "Exception");
    assertThat(run.code()).as(run.err()).isEqualTo(bad.code());
    assertThat(run.out()).isEmpty();
    assertThat(before).content().isEqualTo("before");
    try (var files = Files.list(out)) {
      assertThat(files).containsExactly(before);
    }
  }

  @Test
  void severalFilesMustBeOfOneKind(@TempDir Path folder) throws Exception {
    Path fine = Files.writeString(folder.resolve("fine.csv"), FINE);
    Path orders = Files.writeString(folder.resolve("orders.soc"), ORDERS);
    var run = CommandRun.of("rank", fine.toString(), orders.toString());
    assertThat(run.code()).isEqualTo(DATA);
    assertThat(run.err()).contains("orders.soc", "missing column");
    var turned = CommandRun.of("rank", orders.toString(), fine.toString());
    assertThat(turned.code()).isEqualTo(USAGE);
    assertThat(turned.err()).contains("orders and scores are read from one file");
  }

  @Test
  void nothingToRankIsAUsageError() {
    assertThat(CommandRun.of("rank").code()).isEqualTo(USAGE);
  }

  private static Path made(Bad bad, Path folder) throws IOException {
    Path file = folder.resolve(bad.file());
    return switch (bad.file()) {
      case "absent.csv" -> file;
      case "folder.csv" -> Files.createDirectory(file);
      case "cut.csv.gz" -> {
        byte[] whole = gzip(FINE);
        yield Files.write(file, Arrays.copyOf(whole, whole.length - 9));
      }
      case "wide.csv" -> Files.writeString(file, FINE, StandardCharsets.UTF_16);
      case "latin.csv" ->
          Files.writeString(file, ARENA + "caf\u00e9,q,tie\n", StandardCharsets.ISO_8859_1);
      default -> Files.writeString(file, bad.text());
    };
  }

  private static byte[] gzip(String text) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var packed = new GZIPOutputStream(out)) {
      packed.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }
}
