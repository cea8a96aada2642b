package org.penchant.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs judge, rerank, dissect, agree and weights, end to end. */
class JudgingVerbsTest {
  @TempDir private Path folder;

  private Path file(String name, String... lines) throws IOException {
    return Written.file(folder, name, lines);
  }

  private Path candidates() throws IOException {
    return Written.candidates(folder);
  }

  @Test
  void judgeAuditsAScorerAgainstLabels() throws IOException {
    var rows = new StringBuilder();
    for (int i = 0; i < 60; i++)
      rows.append(
          "{\"prompt\": \"q%d\", \"chosen\": \"%s\", \"rejected\": \"%s\"}%n"
              .formatted(i, "w ".repeat(3 + i % 7).strip(), "w ".repeat(1 + i % 5).strip()));
    var data = Files.writeString(folder.resolve("pairs.jsonl"), rows.toString());
    var out = folder.resolve("verdicts.jsonl");
    var run =
        Captured.run(
            "judge", "--data", data.toString(), "--judge", "length", "--out", out.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("60 pairs in both orders, 0 unreadable", "agrees with the labels", "kappa")
        .contains("effect of position", "effect of length");
    assertThat(Files.readAllLines(out)).hasSize(60).allMatch(l -> l.contains("\"p_a\""));
    var json =
        Captured.run(
            "judge", "--data", data.toString(), "--judge", "length", "--json", "--limit", "10");
    assertThat(json.out()).contains("\"pairs\": 10", "\"effects\"", "\"agreement\"");
  }

  @Test
  void judgeFindsWhetherItFavoursItsOwn() throws IOException {
    var run =
        Captured.run(
            "judge", "--candidates", candidates().toString(), "--judge", "length", "--own", "m1");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("100 pairs in both orders", "self-preference needs votes of people")
        .doesNotContain("kappa", "effect of self");
    var people = file("people.csv", "winner,loser", "m0,m1", "m1,m2", "m2,m0", "m1,m0").toString();
    assertThat(
            Captured.run(
                    "judge",
                    "--candidates",
                    candidates().toString(),
                    "--judge",
                    "length",
                    "--own",
                    "m1",
                    "--people",
                    people)
                .out())
        .contains("effect of self");
    assertThat(
            Captured.run(
                    "judge",
                    "--candidates",
                    candidates().toString(),
                    "--judge",
                    "length",
                    "--own",
                    "me")
                .err())
        .contains("is not among the candidates");
    assertThat(Captured.run("judge", "--judge", "length").err())
        .contains("needs either --data or --candidates");
  }

  @Test
  void rerankOrdersAnswersBySortsAndSamplesAndFusesThem() throws IOException {
    var out = folder.resolve("orders.jsonl");
    var run =
        Captured.run(
            "rerank",
            "--candidates",
            candidates().toString(),
            "--judge",
            "length",
            "--out",
            out.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .startsWith("5 prompts, ")
        .contains("m2                             mean place 1.00 of 5");
    assertThat(Files.readAllLines(out))
        .hasSize(5)
        .allMatch(l -> l.contains("[\"m2\",\"m1\",\"m0\"]"));
    var fused =
        Captured.run(
            "rerank",
            "--candidates",
            candidates().toString(),
            "--judge",
            "length",
            "--protocol",
            "heap-sort",
            "--protocol",
            "{window: {rate: 1.0, skip: 1}}",
            "--protocol",
            "all-pairs",
            "--fusion",
            "reciprocal-rank",
            "--rater",
            "page-rank",
            "--json");
    assertThat(fused.code()).as(fused.err()).isZero();
    var first = new ObjectMapper().readTree(fused.out()).get(0);
    assertThat(first.path("order").toString()).isEqualTo("[\"m2\",\"m1\",\"m0\"]");
    assertThat(first.path("failed").asInt()).isZero();
    for (var bad :
        List.of(
            List.of("--protocol", "quick-sort"),
            List.of("--fusion", "vote"),
            List.of("--rater", "luck"),
            List.of("--protocol", "{window: {rate: 2}}"))) {
      var refused =
          Captured.run(
              "rerank",
              "--candidates",
              candidates().toString(),
              "--judge",
              "length",
              bad.get(0),
              bad.get(1));
      assertThat(refused.code()).as(refused.err()).isEqualTo(2);
      assertThat(refused.err()).contains(bad.getFirst());
    }
  }

  @Test
  void dissectFindsWhatChoicesDependOn() throws IOException {
    var rows = new StringBuilder("chosen,longer,polite,id\n");
    for (int i = 0; i < 120; i++) {
      int longer = i % 3 - 1;
      int polite = i / 3 % 3 - 1;
      boolean a = longer == 0 ? i % 2 == 0 : longer > 0 != (i % 10 == 0);
      rows.append(a ? "a," : "b,")
          .append(longer)
          .append(',')
          .append(polite)
          .append(',')
          .append(i)
          .append('\n');
    }
    var table = Files.writeString(folder.resolve("choices.csv"), rows.toString()).toString();
    var run = Captured.run("dissect", table, "--without", "id", "--folds", "2", "--draws", "300");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("choices: 120", "accuracy held out: 0.", "largest split R-hat: 1.0");
    assertThat(run.out().lines().filter(l -> l.startsWith("longer")).findFirst().orElseThrow())
        .contains("+");
    var sets =
        file(
            "sets.csv",
            "winner_factors,loser_factors",
            "long;kind,short",
            "long,short;rude",
            "kind,rude",
            "long;rude,short;rude",
            "kind;short,rude;long");
    var factors = Captured.run("dissect", sets.toString(), "--resamples", "50", "--json");
    assertThat(factors.code()).as(factors.err()).isZero();
    assertThat(factors.out()).contains("\"judgements\": 5", "\"kind\"", "\"estimate\"");
    assertThat(
            Captured.run("dissect", file("bad.csv", "chosen,x", "c,1", "a,much").toString()).err())
        .contains("chosen must be a or b", "x = much");
    assertThat(Captured.run("dissect", file("none.csv", "left,right", "1,2").toString()).err())
        .contains("missing column chosen");
    assertThat(Captured.run("dissect", table, "--without", "id", "--prior", "0").code())
        .isEqualTo(2);
  }

  @Test
  void agreeGivesAlphaKappaAndAnnotators() throws IOException {
    var codes = file("codes.csv", "1,2,3,3", "1,2,3,1", ",2,3,3").toString();
    var run = Captured.run("agree", codes);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains(
            "alpha, nominal", "alpha, interval", "kappa, coders 1 and 3                    1.0000");
    // Letters have no distances.
    var words = Captured.run("agree", file("words.csv", "x,y", "x,y").toString(), "--json");
    assertThat(words.out()).contains("\"alpha, nominal\": 1.0").doesNotContain("interval");
    var votes =
        file(
                "crowd.csv",
                "model_a,model_b,winner,annotator,prompt_id",
                "a,b,model_a,x,1",
                "a,b,model_a,y,1",
                "a,b,model_b,z,1",
                "b,c,model_a,x,2",
                "b,c,model_a,y,2",
                "b,c,model_b,z,2",
                "c,a,model_b,x,3",
                "c,a,model_b,y,3",
                "c,a,model_a,z,3")
            .toString();
    var crowd = Captured.run("agree", votes, "--votes");
    assertThat(crowd.code()).as(crowd.err()).isZero();
    assertThat(crowd.out()).contains("annotator x, says the truth", "annotator z, says the truth");
    var ranked = Captured.run("rank", votes, "--method", "crowd-bradley-terry");
    assertThat(ranked.code()).as(ranked.err()).isZero();
    assertThat(ranked.out().lines().filter(l -> l.startsWith("   1 ")))
        .first()
        .asString()
        .contains("a");
    assertThat(Captured.run("agree", file("one.csv", "1,2").toString()).code()).isIn(0, 3);
  }

  @Test
  void weightsSayWhoCouldWin() throws IOException {
    var scores =
        file(
                "s.csv",
                "model,x,y,z",
                "A,90,70,60",
                "B,80,85,75",
                "C,70,75,88",
                "D,60,90,80",
                "E,50,60,50")
            .toString();
    var run = Captured.run("weights", scores, "--json");
    assertThat(run.code()).as(run.err()).isZero();
    var all = new ObjectMapper().readTree(run.out());
    double[] margins = new double[5];
    for (int i = 0; i < 5; i++) margins[i] = all.get(i).path("margin").asDouble();
    // The first four are specification 104's golden game values; E is worse than B everywhere.
    assertThat(margins).containsExactly(new double[] {1, 0, 1, 1, -1}, within(1e-9));
    assertThat(all.get(1).path("wins").asText()).isEqualTo("ties");
    assertThat(Captured.run("weights", scores, "--of", "A", "--bound", "x=0,0.4").out())
        .startsWith("A ")
        .doesNotContain("x 1.000");
    assertThat(Captured.run("weights", scores, "--of", "Z").err()).contains("is not in the table");
    assertThat(Captured.run("weights", scores, "--bound", "x=2").code()).isEqualTo(2);
  }

  @Test
  void anEndpointThatLikesTheFirstIsFoundOut() throws IOException {
    String body =
        "{\"choices\":[{\"message\":{\"content\":\"A\"},\"logprobs\":{\"content\":[{\"top_logprobs\":["
            + "{\"token\":\"A\",\"logprob\":-0.5108256237659907},{\"token\":\"B\",\"logprob\":-0.916290731874155}"
            + "]}]}}],\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":1}}";
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/chat/completions",
        exchange -> {
          exchange.sendResponseHeaders(200, body.length());
          exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    server.start();
    try {
      String address =
          "http://"
              + server.getAddress().getHostString()
              + ":"
              + server.getAddress().getPort()
              + "/v1";
      var run =
          Captured.run(
              "judge",
              "--candidates",
              candidates().toString(),
              "--judge",
              address,
              "--judge-model",
              "m",
              "--limit",
              "20",
              "--prices",
              "10,0");
      assertThat(run.code()).as(run.err()).isZero();
      // Odds of 0.6 to 0.4 for whoever stands first.
      assertThat(run.out())
          .contains("same verdict in both orders     0.0 %", "effect of position           +0.405")
          .contains("40 replies, 0 cached", "cost 0.0400");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aModelFolderJudges() throws Exception {
    var model = TinyChat.write(folder, "judge", "", 1, 16, 2, 1024).toString();
    var data =
        TinyChat.data(
            folder,
            "d.jsonl",
            "{\"prompt\": \"2+2 is\", \"chosen\": \" four\", \"rejected\": \" five\"}",
            "{\"prompt\": \"1+1 is\", \"chosen\": \" two\", \"rejected\": \" six\"}");
    var run = Captured.run("judge", "--data", data.toString(), "--judge", model);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("2 pairs in both orders, 0 unreadable", "effect of position");
    // Longer than the model's context: counted, and the reason given where nothing else is left.
    var longer =
        TinyChat.data(
            folder,
            "long.jsonl",
            "{\"prompt\": \"" + "x ".repeat(5000) + "\", \"chosen\": \"a\", \"rejected\": \"b\"}");
    var none = Captured.run("judge", "--data", longer.toString(), "--judge", model);
    assertThat(none.code()).isEqualTo(3);
    assertThat(none.err()).contains("is longer than the 1024 tokens");
  }
}
