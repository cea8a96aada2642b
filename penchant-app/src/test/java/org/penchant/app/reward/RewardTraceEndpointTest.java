package org.penchant.app.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.penchant.app.reward.TinyRewards.ran;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.align.reward.tool.TraceText;
import org.penchant.core.io.Json;

/** A chat model behind an address writes traces. */
class RewardTraceEndpointTest {
  @TempDir private Path folder;

  /** Talks on where it should have waited for the tool, as chat models do. */
  private static String reply(String asked) {
    var trace = TraceText.parse(asked.substring(asked.lastIndexOf("Question: ")));
    if (trace.steps().isEmpty())
      return "\nThought: check\n<start_tool>calculator\nAction Input: "
          + trace.question()
          + "\n<start_observation>I dream it is 7\n<start_work>right\n";
    boolean right = trace.steps().getFirst().observation().equals(trace.answer());
    return "<start_work>" + (right ? "right" : "wrong") + "\nAnything else?";
  }

  private static HttpServer server() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/chat/completions",
        exchange -> {
          var asked = Json.mapper().readTree(exchange.getRequestBody());
          String said = reply(asked.path("messages").path(0).path("content").asText());
          byte[] body =
              Json.line(Map.of("choices", List.of(Map.of("message", Map.of("content", said)))))
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  @Test
  void itsCallsAreRunAndWhatItDreamtIsCutOff() throws IOException {
    Path data = folder.resolve("sums.jsonl");
    Files.writeString(data, "{\"prompt\": \"7*6+5\", \"chosen\": \"47\", \"rejected\": \"48\"}\n");
    Path out = folder.resolve("traced.jsonl");
    var server = server();
    try {
      String address =
          "http://" + server.getAddress().getHostString() + ":" + server.getAddress().getPort();
      var run =
          ran(
              "reward",
              "trace",
              "--model",
              address + "/v1",
              "--judge-model",
              "m",
              "--data",
              data.toString(),
              "--out",
              out.toString());
      assertThat(run.out()).contains("complete: 2").contains("calculator: 2 calls, 0 failed");
      assertThat(run.err()).contains("4 replies");
    } finally {
      server.stop(0);
    }
    var traces = Json.mapper().readTree(Files.readString(out)).path("traces");
    for (int i = 0; i < 2; i++)
      assertThat(traces.path(i).path("steps").path(0).path("observation").asText()).isEqualTo("47");
    assertThat(traces.path(0).path("work").asText()).isEqualTo("right");
    assertThat(traces.path(1).path("work").asText()).isEqualTo("wrong");
  }
}
