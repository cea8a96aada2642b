package org.penchant.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs ask, vote and why, end to end. */
class AskingVerbsTest {
  @TempDir private Path folder;

  private Path file(String name, String... lines) throws IOException {
    return Written.file(folder, name, lines);
  }

  private Path candidates() throws IOException {
    return Written.candidates(folder);
  }

  @Test
  void askNamesPairsAndItemsWithoutVotesComeFirst() throws IOException {
    var votes = file("v.csv", "winner,loser", "a,b", "b,a", "a,b");
    var run = Captured.run("ask", votes.toString(), "--items", "a,b,new", "--next", "2");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out().lines().limit(1)).allMatch(line -> line.contains("new"));
    assertThat(run.out()).contains("not sure yet after 3 votes; a leads");
    var json = Captured.run("ask", votes.toString(), "--next", "1", "--rank-width", "0", "--json");
    assertThat(json.out()).contains("\"sure\": false", "\"worth\"", "\"probability_first\"");
  }

  @Test
  void askWithAJudgeRunsToAStopAndKeepsEveryAnswer() throws IOException {
    var votes = folder.resolve("new.csv");
    var run =
        Captured.run(
            "ask",
            votes.toString(),
            "--candidates",
            candidates().toString(),
            "--judge",
            "length",
            "--next",
            "5",
            "--top",
            "0",
            "--rank-width",
            "0",
            "--budget",
            "300");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("sure after").contains("m2 leads");
    var lines = Files.readAllLines(votes);
    assertThat(lines.getFirst()).startsWith("model_a,model_b,winner");
    assertThat(lines.size() - 1).isBetween(5, 300);
    var ranked = Captured.run("rank", votes.toString(), "--penalty", "ridge", "--ci", "none");
    assertThat(ranked.code()).as(ranked.err()).isZero();
    assertThat(ranked.out().lines().filter(l -> l.strip().startsWith("1 ")).toList())
        .singleElement()
        .asString()
        .contains("m2");
    var again =
        Captured.run(
            "ask",
            votes.toString(),
            "--candidates",
            candidates().toString(),
            "--judge",
            "length",
            "--top",
            "0",
            "--rank-width",
            "0");
    assertThat(again.out()).startsWith("sure after " + (lines.size() - 1) + " votes");
  }

  private Captured typed(String keys, String... arguments) throws IOException {
    var before = System.in;
    System.setIn(new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8)));
    try {
      return Captured.run(arguments);
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void voteTakesAnswersAndAppendsThem() throws IOException {
    var votes = folder.resolve("mine.jsonl");
    var run =
        typed(
            "a\nmaybe\nt\ns\nx\nb\nq\n",
            "vote",
            votes.toString(),
            "--items",
            "tea,coffee,water",
            "--annotator",
            "me");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("a: ", "Better? [a/b/t/x/s/q]", "not sure yet after 4 votes");
    var lines = Files.readAllLines(votes);
    assertThat(lines).hasSize(4).allMatch(line -> line.contains("\"annotator\":\"me\""));
    assertThat(lines.get(2)).contains("bad");
    // A file that ends in the middle of a line is refused, and left as it is.
    Files.writeString(votes, Files.readString(votes) + "{\"model_a\":");
    var torn = Files.readString(votes);
    assertThat(typed("a\n", "vote", votes.toString()).code()).isEqualTo(3);
    assertThat(Files.readString(votes)).isEqualTo(torn);
  }

  @Test
  void voteHidesNamesBehindAnswers() throws IOException {
    var run =
        typed(
            "a\n",
            "vote",
            folder.resolve("blind.csv").toString(),
            "--candidates",
            candidates().toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("Prompt: q", "--- a ---", "--- b ---");
    assertThat(run.out().substring(0, run.out().indexOf("Better?")))
        .doesNotContain("m0", "m1", "m2");
  }

  @Test
  void whyAddsUpToTheDifference() throws IOException {
    var votes =
        file(
            "w.csv",
            "home,away,winner",
            "a,b,home",
            "a,b,home",
            "b,a,home",
            "b,c,home",
            "c,a,away",
            "c,b,home",
            "a,c,away");
    var run = Captured.run("why", votes.toString(), "a", "b");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("a above b = ", "direct votes", "common opponents");
    var tree =
        new ObjectMapper()
            .readTree(
                Captured.run("why", votes.toString(), "a", "b", "--order-effect", "--json").out());
    double sum = 0;
    for (var part : tree.path("parts")) sum += part.path("value").asDouble();
    assertThat(sum).isCloseTo(tree.path("value").asDouble(), within(1e-9));
    assertThat(Captured.run("why", votes.toString(), "a", "z").err()).contains("'z' is not among");
    assertThat(Captured.run("why", votes.toString(), "a", "b", "--method", "elo").code())
        .isEqualTo(2);
  }

  @Test
  void mistakesAreNamed() throws IOException {
    var votes = file("v.csv", "model_a,model_b,winner", "a,b,model_a").toString();
    for (var bad :
        List.of(
            List.of("2|two items are needed", "ask", folder.resolve("none.csv").toString()),
            List.of("2|--candidates", "ask", votes, "--judge", "length"),
            List.of(
                "2|--judge-model",
                "ask",
                votes,
                "--judge",
                "http://localhost:1/v1",
                "--candidates",
                candidates().toString()),
            List.of(
                "2|must be distinct, length",
                "ask",
                votes,
                "--judge",
                "nobody",
                "--candidates",
                candidates().toString()),
            List.of("2|first = 2.0", "ask", votes, "--first", "2"),
            List.of("2|batch = 0", "ask", votes, "--next", "0"),
            List.of(
                "3|missing column item or model or system",
                "ask",
                votes,
                "--candidates",
                file("c.csv", "prompt,response", "q,r").toString()),
            List.of(
                "3|answers the same prompt twice",
                "ask",
                votes,
                "--candidates",
                file("d.csv", "prompt,model,response", "q,m,r", "q,m,s", "q,n,s").toString()),
            List.of(
                "3|have no prompt in common",
                "ask",
                votes,
                "--rank-width",
                "0",
                "--judge",
                "length",
                "--candidates",
                file("e.csv", "prompt,model,response", "q,a,r", "p,b,s").toString()),
            List.of(
                "2|--judge",
                "judge",
                "--data",
                file("p.jsonl", "{\"prompt\":\"q\",\"chosen\":\"a\",\"rejected\":\"b\"}")
                    .toString()),
            List.of(
                "2|band = 0.7",
                "ask",
                votes,
                "--judge",
                "length",
                "--band",
                "0.7",
                "--candidates",
                candidates().toString()),
            List.of(
                "2|calibration",
                "judge",
                "--data",
                folder.resolve("p.jsonl").toString(),
                "--judge",
                "length",
                "--calibration",
                "magic",
                "--out",
                folder.resolve("x.jsonl").toString()))) {
      var expected = bad.getFirst().split("\\|");
      var run = Captured.run(bad.subList(1, bad.size()).toArray(String[]::new));
      assertThat(run.err()).as("%s", bad).contains(expected[expected.length - 1]);
      assertThat(Integer.toString(run.code())).as("%s: %s", bad, run.err()).isEqualTo(expected[0]);
      assertThat(run.err()).doesNotContain("\tat ");
    }
    assertThat(folder.resolve("x.jsonl")).doesNotExist();
  }
}
