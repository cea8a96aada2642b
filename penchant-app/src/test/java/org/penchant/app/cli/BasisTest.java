package org.penchant.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verb basis, end to end. */
class BasisTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> REASONS =
      List.of("Shorter and clearer", "Polite tone", "Correct facts");
  private static final List<String> MARKS = List.of("short", "polite", "true");

  @TempDir private Path folder;

  /** Pairs decided in turn by three categories; model "a" is good at the first, "b" at others. */
  private Path pairs(boolean reasons) throws IOException {
    var lines = new ArrayList<String>();
    for (int i = 0; i < 90; i++) {
      int c = i % 3;
      boolean a = c == 0 ? i % 10 != 0 : i % 10 == 1;
      var row = JSON.createObjectNode();
      row.put("prompt", (i % 2 == 0 ? "cooking " : "travel ") + i)
          .put("chosen", "a " + MARKS.get(c) + " answer")
          .put("rejected", "another answer")
          .put("chosen_model", a ? "model a" : "model b")
          .put("rejected_model", a ? "model b" : "model a")
          .put("annotator", i < 45 ? "ann" : "bob");
      if (reasons)
        row.put(
            "rationale",
            "Reason: " + REASONS.get(c) + "\nTopic: " + (i % 2 == 0 ? "cooking" : "travel"));
      lines.add(row.toString());
    }
    return Files.write(folder.resolve("pairs.jsonl"), lines);
  }

  private CommandRun run(String out, String... more) {
    var args = new ArrayList<>(List.of("basis", "--data", at("pairs.jsonl"), "--out", at(out)));
    args.addAll(List.of(more));
    return CommandRun.of(args.toArray(String[]::new));
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void reasonsOfTheRowsBecomeCategoriesThatSliceTheData() throws IOException {
    pairs(true);
    var run = run("found", "--start", "6", "--json");
    assertThat(run.code()).as(run.err()).isZero();
    var found = JSON.readTree(run.out());
    assertThat(found.path("categories")).hasSize(3);
    assertThat(found.path("coverage").asDouble()).isEqualTo(1);
    assertThat(found.at("/stability/matched").asDouble()).isEqualTo(1);
    assertThat(found.at("/topics")).hasSize(2);
    assertThat(found.at("/topic_coverage/0").asDouble()).isEqualTo(1);
    assertThat(found.at("/profiles/ann/size").asInt()).isEqualTo(45);
    for (int c = 0; c < 3; c++)
      assertThat(found.at("/together/" + c + "/" + c).asInt()).isEqualTo(30);
    var rated = found.at("/ratings/rated/" + REASONS.get(0));
    int a = found.at("/ratings/items/0").asText().equals("model a") ? 0 : 1;
    assertThat(rated.at("/items/" + a + "/low").asDouble()).isGreaterThan(1000);
    assertThat(rated.path("few").asBoolean()).isTrue();
    assertThat(found.at("/ratings/rated/" + REASONS.get(1) + "/items/" + a + "/high").asDouble())
        .isLessThan(1000);
    assertThat(folder.resolve("found/report.md"))
        .content()
        .contains("Shorter and clearer", "Coverage by topic", "Models by category", "not checked");
    int polite = index(found.path("categories"), "Polite tone") + 1;
    var kept =
        CommandRun.of(
            "curate",
            "--data",
            at("found/labelled.jsonl"),
            "--numeric",
            "category",
            "--step",
            "filter: {column: category, least: " + polite + ", most: " + polite + "}",
            "--out",
            at("polite.jsonl"));
    assertThat(kept.code()).as(kept.err()).isZero();
    assertThat(Files.readAllLines(folder.resolve("polite.jsonl")))
        .hasSize(30)
        .allMatch(row -> row.contains("a polite answer") && row.contains("similarity_1") == false);
    var again = run("again", "--basis", at("found/basis.json"), "--json");
    assertThat(JSON.readTree(again.out()).path("counts")).isEqualTo(found.path("counts"));
  }

  private static int index(JsonNode names, String name) {
    for (int i = 0; i < names.size(); i++) if (names.get(i).asText().equals(name)) return i;
    throw new AssertionError(names + " has no " + name);
  }

  @Test
  void aWriterSaysWhyNamesCategoriesAndIsHeldToThemWithTheChoiceHidden() throws IOException {
    pairs(false);
    var asked = new AtomicInteger();
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/chat/completions", exchange -> answer(exchange, asked));
    server.start();
    try {
      String address = "http://localhost:" + server.getAddress().getPort() + "/v1";
      String[] options = {
        "--writer", address, "--judge-model", "m", "--start", "6", "--check", "20", "--json"
      };
      var run = run("written", options);
      assertThat(run.code()).as(run.err()).isZero();
      var found = JSON.readTree(run.out());
      assertThat(found.path("categories"))
          .extracting(JsonNode::asText)
          .containsExactlyInAnyOrder("Brevity", "Politeness", "Truth");
      assertThat(found.at("/check/own").asDouble()).isEqualTo(1);
      assertThat(found.at("/check/other").asDouble()).isEqualTo(0.5);
      assertThat(asked).hasValue(90 + 3 + 4 * 20);
      var more = new ArrayList<>(List.of(options));
      more.add("--resume");
      assertThat(run("written", more.toArray(String[]::new)).code()).isZero();
      assertThat(asked).hasValue(90 + 2 * (3 + 4 * 20));
    } finally {
      server.stop(0);
    }
  }

  /** Sees the marks in the answers; by a category it cannot tell apart it says A. */
  private static void answer(HttpExchange exchange, AtomicInteger asked) throws IOException {
    asked.incrementAndGet();
    String question = JSON.readTree(exchange.getRequestBody()).at("/messages/0/content").asText();
    String said = "A";
    if (question.contains("belong together"))
      said =
          question.contains("Shorter")
              ? "Brevity"
              : question.contains("Polite") ? "Politeness" : "Truth";
    else
      for (int c = 0; c < 3; c++)
        if (question.contains("a " + MARKS.get(c) + " answer")) {
          if (question.contains("preferred response"))
            said = "Reason: " + REASONS.get(c) + "\nDetails: it says so\nTopic: talk";
          else if (question.contains(List.of("Brevity", "Politeness", "Truth").get(c)))
            said =
                question.indexOf("a " + MARKS.get(c)) < question.indexOf("Response B") ? "A" : "B";
        }
    var reply = JSON.createObjectNode();
    reply.putArray("choices").addObject().putObject("message").put("content", said);
    byte[] body = reply.toString().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** One topic without a letter costs its row the topic, and the others nothing. */
  @Test
  void aTopicThatCannotBeEmbeddedIsNone() throws IOException {
    var rows = Files.readAllLines(pairs(true));
    rows.set(1, rows.get(1).replace("Topic: travel", "Topic: ?!"));
    Files.write(folder.resolve("pairs.jsonl"), rows);
    var run = run("odd", "--start", "6", "--json");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(JSON.readTree(run.out()).at("/topics")).hasSize(2);
    var labelled = Files.readAllLines(folder.resolve("odd/labelled.jsonl"));
    assertThat(JSON.readTree(labelled.get(1)).path("topic").asInt()).isZero();
    assertThat(JSON.readTree(labelled.get(0)).path("topic").asInt()).isPositive();
  }

  @Test
  void whatCannotBeFoundIsNamed() throws IOException {
    pairs(false);
    var none = run("none");
    assertThat(none.code()).isEqualTo(3);
    assertThat(none.err()).contains("90 pairs without a rationale", "give --writer");
    assertThat(run("none", "--writer", "http://localhost:1/v1").err()).contains("--judge-model");
    pairs(true);
    assertThat(run("none", "--start", "100").err())
        .contains("90 vectors for 100 clusters", "--start");
    assertThat(run("none", "--coverage", "2").code()).isEqualTo(2);
    run("words", "--start", "6");
    var other = Files.readString(folder.resolve("words/basis.json")).replace("hashed", "other");
    Files.writeString(folder.resolve("other.json"), other);
    var mixed = run("none", "--basis", at("other.json"));
    assertThat(mixed.code()).isEqualTo(2);
    assertThat(mixed.err()).contains("holds categories of other");
  }
}
