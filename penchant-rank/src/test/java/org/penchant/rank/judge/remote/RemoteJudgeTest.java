package org.penchant.rank.judge.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Message;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.rank.judge.AnswerScores;
import org.penchant.rank.judge.FailureLimit;

/** A judge behind HTTP, on a server that also misbehaves. */
class RemoteJudgeTest {
  private static final Content Q = Content.of("What is {first}?");
  private static final Content ONE = Content.of("one {second}");
  private static final Content TWO = Content.of("two");

  /** Time that passes only when somebody waits. */
  private static final class Patience {
    private final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());
    private Instant now = Instant.EPOCH;

    Timekeeper keeper() {
      return new Timekeeper(
          this::now,
          wait -> {
            synchronized (this) {
              waits.add(wait);
              now = now.plus(wait);
            }
          });
    }

    private synchronized Instant now() {
      return now;
    }
  }

  private static String alwaysA(String body) {
    return ChatServer.reply("A", "");
  }

  private static ChatRequest request(String text, int sample) {
    return new ChatRequest(List.of(new Message("user", text)), 0, 5, 0, sample);
  }

  private static ChatClient client(ChatServer server, Patience patience) {
    var endpoint =
        Endpoint.of(server.base(), "m")
            .withTimeout(Duration.ofMillis(1500))
            .withRetries(5, Duration.ofSeconds(1));
    return new ChatClient(endpoint, ReplyCache.none(), patience.keeper(), new Seeds(0));
  }

  @Test
  void whatMayPassIsTriedAgainWithGrowingPauses() throws IOException {
    var patience = new Patience();
    try (var server =
            new ChatServer(RemoteJudgeTest::alwaysA)
                .first(
                    ChatServer.status(500, "oops"),
                    ChatServer.retryAfter(7),
                    ChatServer.status(200, "{\"choices\": [{"),
                    ChatServer.cut(),
                    ChatServer.slow(4000));
        var client = client(server, patience)) {
      assertThat(client.ask(request("hello", 0)).text()).isEqualTo("A");
      assertThat(client.usage().attempts()).isEqualTo(6);
      assertThat(client.usage().replies()).isEqualTo(1);
      assertThat(patience.waits).hasSize(5);
      assertThat(patience.waits.get(0)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
      assertThat(patience.waits.get(1)).isEqualTo(Duration.ofSeconds(7));
      for (int i = 2; i < 5; i++)
        assertThat(patience.waits.get(i))
            .isBetween(Duration.ofMillis(500L << i), Duration.ofSeconds(1L << i));
    }
  }

  @Test
  void aServerThatNeverAnswersEndsInOneProblem() throws IOException {
    var patience = new Patience();
    try (var server = new ChatServer(_ -> "not json");
        var client = client(server, patience)) {
      assertThatThrownBy(() -> client.ask(request("hello", 0)))
          .isInstanceOf(ProblemsException.class)
          .hasMessageContaining("no reply in 6 attempts")
          .hasMessageContaining("not a chat completion");
    }
  }

  @Test
  void whatTheServerRefusesIsNotTriedAgainAndTheKeyIsNeverShown() throws IOException {
    var patience = new Patience();
    try (var server =
            new ChatServer(RemoteJudgeTest::alwaysA).first(ChatServer.status(401, "who are you"));
        var client =
            new ChatClient(
                Endpoint.of(server.base(), "m").withKey("secret"),
                ReplyCache.none(),
                patience.keeper(),
                new Seeds(0))) {
      assertThatThrownBy(() -> client.ask(request("hello", 0)))
          .hasMessageContaining("status 401")
          .hasMessageContaining("refuses")
          .hasMessageNotContaining("secret");
      assertThat(server.bodies()).hasSize(1);
      assertThat(patience.waits).isEmpty();
    }
  }

  @Test
  void manyAreAskedAtOnceButNoMoreThanAllowed() throws IOException {
    try (var server =
            new ChatServer(body -> {
              try {
                Thread.sleep(20);
              } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
              }
              return ChatServer.reply(body.replaceAll(".*number (\\d+).*", "$1"), "");
            });
        var client =
            new ChatClient(
                Endpoint.of(server.base(), "m").withLimits(3, 0).withPrices(1000, 5000),
                ReplyCache.none(),
                new Patience().keeper(),
                new Seeds(0))) {
      var replies =
          client.askAll(IntStream.range(0, 24).mapToObj(i -> request("number " + i, 0)).toList());
      for (int i = 0; i < 24; i++) assertThat(replies.get(i).text()).isEqualTo("" + i);
      assertThat(server.mostAtOnce()).isBetween(2, 3);
      var usage = client.usage();
      assertThat(usage.promptTokens()).isEqualTo(2400);
      assertThat(usage.completionTokens()).isEqualTo(240);
      assertThat(usage.cost()).isCloseTo(2.4 + 1.2, within(1e-9));
    }
  }

  @Test
  void noMoreBeginInAMinuteThanAllowed() throws IOException {
    var patience = new Patience();
    try (var server = new ChatServer(RemoteJudgeTest::alwaysA);
        var client =
            new ChatClient(
                Endpoint.of(server.base(), "m").withLimits(1, 4),
                ReplyCache.none(),
                patience.keeper(),
                new Seeds(0))) {
      for (int i = 0; i < 10; i++) client.ask(request("hello " + i, 0));
      assertThat(patience.waits).containsExactly(Duration.ofMinutes(1), Duration.ofMinutes(1));
    }
  }

  @Test
  void repliesAreKeptByQuestionModelAndSample(@TempDir Path folder) throws IOException {
    try (var server = new ChatServer(RemoteJudgeTest::alwaysA)) {
      for (int round = 0; round < 2; round++)
        try (var client =
            new ChatClient(
                Endpoint.of(server.base(), "m"),
                ReplyCache.in(folder),
                new Patience().keeper(),
                new Seeds(0))) {
          client.ask(request("hello", 0));
          client.ask(request("hello", 1));
          client.ask(request("hello", 1));
          assertThat(client.usage().cached()).isEqualTo(round == 0 ? 1 : 3);
        }
      assertThat(server.bodies()).hasSize(2);
      try (var other =
          new ChatClient(
              Endpoint.of(server.base(), "n"),
              ReplyCache.in(folder),
              new Patience().keeper(),
              new Seeds(0))) {
        other.ask(request("hello", 0));
        assertThat(server.bodies()).hasSize(3);
      }
      // A broken file is asked for again.
      try (var files = Files.walk(folder)) {
        for (var file : files.filter(Files::isRegularFile).toList()) Files.writeString(file, "{");
      }
      try (var again =
          new ChatClient(
              Endpoint.of(server.base(), "m"),
              ReplyCache.in(folder),
              new Patience().keeper(),
              new Seeds(0))) {
        assertThat(again.ask(request("hello", 0)).text()).isEqualTo("A");
        assertThat(server.bodies()).hasSize(4);
      }
    }
  }

  @Test
  void pairsAreReadFromTheAnswersLogProbabilities() throws IOException {
    String alternatives =
        String.join(
            ",",
            ChatServer.alternative("A", Math.log(0.5)),
            ChatServer.alternative(" A", Math.log(0.1)),
            ChatServer.alternative("B", Math.log(0.2)),
            ChatServer.alternative("a", Math.log(0.05)));
    try (var server = new ChatServer(_ -> ChatServer.reply("A", alternatives));
        var client = client(server, new Patience())) {
      var judge = RemoteJudge.pairs(client, PairPrompt.defaults(), new FailureLimit(0.1));
      var pair = judge.compare(Q, ONE, TWO, 0).orElseThrow();
      assertThat(Math.exp(pair.logOdds())).isCloseTo(3, within(1e-12));
      // Holes named inside texts stay as they are.
      assertThat(server.bodies().getFirst())
          .contains("What is {first}?", "one {second}", "\"top_logprobs\":20");
      var tied = PairPrompt.defaults().withTie("C").read(client.ask(request("x", 0))).orElseThrow();
      assertThat(tied.logTie()).isCloseTo(Math.log(0.05) - 1, within(1e-12));
    }
  }

  @Test
  void pairsAreReadFromTextWhereThereIsNothingElse() {
    var prompt = PairPrompt.defaults().withText(64).withTie("tie");
    assertThat(read(prompt, "Answer A is long. So: B")).contains(0.0);
    assertThat(read(prompt, "[[A]]")).contains(1.0);
    assertThat(read(prompt, "It is a tie.")).contains(0.5);
    assertThat(read(prompt, "About the same")).isEmpty();
    assertThat(read(prompt, "")).isEmpty();
  }

  private static Optional<Double> read(PairPrompt prompt, String text) {
    return prompt
        .read(new Reply(text, java.util.Map.of(), 0, 0))
        .map(org.penchant.rank.judge.OrderedPair::probability);
  }

  @Test
  void scoresAreTheLastTwoLinesWithinBounds() {
    var prompt = ScorePrompt.defaults();
    assertThat(scores(prompt, "Both fine.\nScore of answer 1: 8\nScore of answer 2: 6.5"))
        .contains(new AnswerScores(8, 6.5));
    assertThat(scores(prompt, "**Score of Answer 2:** 3/10\n**Score of Answer 1:** 9/10"))
        .contains(new AnswerScores(9, 3));
    assertThat(scores(prompt, "Score of answer 1: 8")).isEmpty();
    assertThat(scores(prompt, "Score of answer 1: 8\nScore of answer 2: 11")).isEmpty();
    assertThat(scores(prompt, "8 and 6")).isEmpty();
  }

  private static Optional<AnswerScores> scores(ScorePrompt prompt, String text) {
    return prompt.read(new Reply(text, java.util.Map.of(), 0, 0));
  }

  @Test
  void tooManyUnreadableRepliesEndTheWork() throws IOException {
    try (var server = new ChatServer(_ -> ChatServer.reply("no idea", ""));
        var client = client(server, new Patience())) {
      var limit = new FailureLimit(0.5);
      var judge = RemoteJudge.scores(client, ScorePrompt.defaults(), limit);
      for (int i = 0; i < 19; i++) assertThat(judge.score(Q, ONE, TWO, i)).isEmpty();
      assertThatThrownBy(() -> judge.score(Q, ONE, TWO, 19))
          .isInstanceOf(ProblemsException.class)
          .hasMessageContaining("20 of 20 replies, the last: no idea");
      assertThat(limit.failed()).isEqualTo(20);
    }
  }

  @Test
  void refusesEndpointsAndPromptsThatCannotBe() {
    assertThatThrownBy(() -> Endpoint.of(URI.create("ftp://x/y"), "m"))
        .hasMessageContaining("http");
    assertThatThrownBy(() -> Endpoint.of(URI.create("http://x"), " ")).hasMessageContaining("name");
    var fine = Endpoint.of(URI.create("http://localhost/v1"), "m");
    assertThatThrownBy(() -> fine.withTimeout(Duration.ZERO)).hasMessageContaining("timeout");
    assertThatThrownBy(() -> fine.withLimits(0, 1)).hasMessageContaining("concurrency = 0");
    assertThatThrownBy(() -> fine.withPrices(-1, 0)).hasMessageContaining("prices");
    assertThatThrownBy(() -> fine.withRetries(-1, Duration.ZERO)).hasMessageContaining("retries");
    assertThatThrownBy(() -> PairPrompt.defaults().withTemplate("{prompt} {first}"))
        .hasMessageContaining("{second}");
    assertThatThrownBy(() -> PairPrompt.defaults().withTie("A")).hasMessageContaining("differ");
    assertThatThrownBy(() -> new ScorePrompt(10, 1, 5, 0)).hasMessageContaining("scores from");
    assertThatThrownBy(() -> new FailureLimit(2)).hasMessageContaining("share = 2.0");
    assertThat(fine.withKey("secret").toString()).doesNotContain("secret");
  }

  @Test
  void demonstrationsStandBeforeTheQuestionInBothOrders() {
    var shown =
        new Demonstrations(
            List.of(
                new Demonstrations.Pair(
                    "q7", Content.of("D"), Content.of("good"), Content.of("bad"), 2)));
    var prompt = PairPrompt.defaults();
    var plain = prompt.request(Q, ONE, TWO, 3);
    var messages = shown.before(plain, prompt).messages();
    assertThat(messages.stream().map(Message::role))
        .containsExactly("system", "user", "assistant", "user", "assistant", "user");
    assertThat(messages.get(1).content()).containsSubsequence("good", "bad");
    assertThat(messages.get(2).content()).isEqualTo("A");
    assertThat(messages.get(3).content()).containsSubsequence("bad", "good");
    assertThat(messages.get(4).content()).isEqualTo("B");
    assertThat(messages.getLast()).isEqualTo(plain.messages().getLast());
    assertThat(Demonstrations.none().before(plain, prompt)).isEqualTo(plain);
    shown.checkApart(List.of("q1"));
    assertThatThrownBy(() -> shown.checkApart(List.of("q1", "q7")))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("q7");
    assertThatThrownBy(() -> new Demonstrations.Pair("q", Q, ONE, TWO, 0))
        .hasMessageContaining("gap = 0");
  }

  @Test
  void listsAreShownByNumberAndReadAsTheyStand() {
    var prompt = ListPrompt.defaults();
    var asked = prompt.request(Q, List.of(ONE, TWO), 0).messages().getLast().content();
    assertThat(asked).contains("[1] one {second}\n[2] two\n");
    assertThat(prompt.read(new Reply("[2] > [1] > [ 3 ]", java.util.Map.of(), 0, 0)))
        .contains(List.of(1, 0, 2));
    assertThat(prompt.read(new Reply("[2] > [2] > [9]", java.util.Map.of(), 0, 0)))
        .contains(List.of(1, 1, 8));
    assertThat(prompt.read(new Reply("I cannot", java.util.Map.of(), 0, 0))).isEmpty();
  }

  @Test
  void aServerPutsAListInOrder() throws IOException {
    try (var server = new ChatServer(_ -> ChatServer.reply("[2] > [1]", ""))) {
      var judge =
          RemoteJudge.lists(
              client(server, new Patience()),
              ListPrompt.defaults(),
              Q,
              List.of(ONE, TWO),
              new FailureLimit(0.1));
      assertThat(judge.rank(List.of(1, 0), 0)).contains(List.of(1, 0));
    }
  }
}
