package org.penchant.rank.judge.remote;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A server on the loopback address that answers as told, misbehaving first as often as asked. */
final class ChatServer implements AutoCloseable {
  /** Handles one exchange. */
  interface Act {
    void on(HttpExchange exchange) throws IOException, InterruptedException;
  }

  private final HttpServer server;
  private final Deque<Act> acts = new ArrayDeque<>();
  private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  ChatServer(Function<String, String> answer) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/v1/chat/completions",
        exchange -> {
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          try (exchange) {
            String body =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            bodies.add(body);
            Act act;
            synchronized (acts) {
              act = acts.pollFirst();
            }
            if (act != null) {
              inside.decrementAndGet();
              act.on(exchange);
            } else {
              String reply = answer.apply(body);
              // Before the reply leaves: its reader may ask again at once.
              inside.decrementAndGet();
              send(exchange, 200, reply);
            }
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
  }

  URI base() {
    return URI.create(
        "http://"
            + server.getAddress().getHostString()
            + ":"
            + server.getAddress().getPort()
            + "/v1");
  }

  ChatServer first(Act... misbehaviour) {
    acts.addAll(List.of(misbehaviour));
    return this;
  }

  List<String> bodies() {
    return bodies;
  }

  int mostAtOnce() {
    return most.get();
  }

  static Act status(int code, String body) {
    return exchange -> send(exchange, code, body);
  }

  static Act retryAfter(int seconds) {
    return exchange -> {
      exchange.getResponseHeaders().add("Retry-After", Integer.toString(seconds));
      send(exchange, 429, "slow down");
    };
  }

  /** Promises more bytes than it sends. */
  static Act cut() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 1000);
      exchange.getResponseBody().write("{\"choices\":".getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
    };
  }

  static Act slow(int millis) {
    return exchange -> Thread.sleep(millis);
  }

  static String reply(String text, String logprobs) {
    return "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\""
        + text
        + "\"}"
        + (logprobs.isEmpty()
            ? ""
            : ",\"logprobs\":{\"content\":[{\"token\":\"x\",\"logprob\":0,\"top_logprobs\":["
                + logprobs
                + "]}]}")
        + "}],\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":10}}";
  }

  static String alternative(String token, double logprob) {
    return "{\"token\":\"" + token + "\",\"logprob\":" + logprob + "}";
  }

  private static void send(HttpExchange exchange, int code, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
