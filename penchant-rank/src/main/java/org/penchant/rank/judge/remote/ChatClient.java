package org.penchant.rank.judge.remote;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;

/**
 * Asks a chat model behind an OpenAI-compatible endpoint: timeouts, retries with backoff, a limit
 * on requests at once and in a minute, replies kept on disk. Thread-safe.
 */
public final class ChatClient implements AutoCloseable {
  private final Endpoint endpoint;
  private final ReplyCache cache;
  private final Timekeeper time;
  private final RateLimit rate;
  private final Semaphore atOnce;
  private final RandomGenerator jitter;
  private final HttpClient http;
  private Usage usage = Usage.NONE;

  public ChatClient(Endpoint endpoint, ReplyCache cache, Timekeeper time, Seeds seeds) {
    this.endpoint = endpoint;
    this.cache = cache;
    this.time = time;
    this.rate = new RateLimit(endpoint.perMinute(), time);
    this.atOnce = new Semaphore(endpoint.concurrency());
    this.jitter = seeds.stream("backoff");
    this.http = HttpClient.newBuilder().connectTimeout(endpoint.timeout()).build();
  }

  /** What asking has cost so far. */
  public synchronized Usage usage() {
    return usage;
  }

  /**
   * The reply to one question.
   *
   * @throws ProblemsException if the server refuses the request, or every attempt failed
   */
  public Reply ask(ChatRequest request) {
    String key = request.key(endpoint.model());
    var known = cache.get(key).flatMap(Reply::parse);
    if (known.isPresent()) {
      add(new Usage(0, 1, 0, 0, 0, 0));
      return known.get();
    }
    try {
      atOnce.acquire();
      try {
        return send(request, key);
      } finally {
        atOnce.release();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw problem("interrupted", "the question was given up", "ask again");
    }
  }

  /** The replies to many questions, in their order, each on a virtual thread of its own. */
  public List<Reply> askAll(List<ChatRequest> requests) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked = new ArrayList<Future<Reply>>();
      for (var request : requests) asked.add(threads.submit(() -> ask(request)));
      var replies = new ArrayList<Reply>();
      for (var one : asked) replies.add(one.get());
      return replies;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw problem("interrupted", "the questions were given up", "ask again");
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof ProblemsException problem) throw problem;
      throw new IllegalStateException(failed.getCause());
    }
  }

  private Reply send(ChatRequest request, String key) throws InterruptedException {
    var http =
        HttpRequest.newBuilder(URI.create(endpoint.base() + "/chat/completions"))
            .timeout(endpoint.timeout())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(request.body(endpoint.model())));
    endpoint.key().ifPresent(secret -> http.header("Authorization", "Bearer " + secret));
    String last = "";
    Duration asked = Duration.ZERO;
    for (int attempt = 0; attempt <= endpoint.retries(); attempt++) {
      if (attempt > 0) {
        var backoff = jittered(endpoint.backoff().multipliedBy(1L << Math.min(attempt - 1, 16)));
        time.pause().sleep(backoff.compareTo(asked) >= 0 ? backoff : asked);
        asked = Duration.ZERO;
      }
      rate.await();
      add(new Usage(0, 0, 1, 0, 0, 0));
      try {
        var response = this.http.send(http.build(), HttpResponse.BodyHandlers.ofString());
        int status = response.statusCode();
        if (status == 200) {
          var reply = Reply.parse(response.body());
          if (reply.isPresent()) {
            cache.put(key, response.body());
            add(Usage.of(endpoint, reply.get()));
            return reply.get();
          }
          last = "status 200, but not a chat completion: " + response.body();
        } else {
          last = "status " + status + ": " + response.body();
          if (status != 408 && status != 429 && status < 500)
            throw problem(last, "the server refuses the request", "check address, model and key");
        }
        asked = retryAfter(response);
      } catch (IOException failure) {
        last = failure.getClass().getSimpleName() + ": " + failure.getMessage();
      }
    }
    throw problem(
        last,
        "no reply in " + (endpoint.retries() + 1) + " attempts",
        "check the server, or allow more retries or a longer timeout");
  }

  private synchronized Duration jittered(Duration wait) {
    return Duration.ofNanos((long) (wait.toNanos() * (0.5 + 0.5 * jitter.nextDouble())));
  }

  private static Duration retryAfter(HttpResponse<String> response) {
    Optional<String> seconds = response.headers().firstValue("Retry-After");
    if (seconds.isEmpty() || !seconds.get().strip().matches("[0-9]{1,6}")) return Duration.ZERO;
    return Duration.ofSeconds(Long.parseLong(seconds.get().strip()));
  }

  private synchronized void add(Usage more) {
    usage = usage.plus(more);
  }

  private ProblemsException problem(String value, String rule, String remedy) {
    return ProblemsException.of(ExitCode.IO, endpoint.toString(), value, rule, remedy);
  }

  @Override
  public void close() {
    http.close();
  }
}
