package org.penchant.rank.judge.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.penchant.core.io.Json;

/**
 * What a chat model answered.
 *
 * @param first log-probabilities of the alternatives to the first token; empty if not asked for
 * @param promptTokens as the server counts them; 0 if it does not
 * @param completionTokens likewise
 */
public record Reply(
    String text, Map<String, Double> first, long promptTokens, long completionTokens) {
  public Reply {
    first = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(first));
  }

  /** Reads a server's body; empty if it is not a chat completion. */
  static Optional<Reply> parse(String body) {
    JsonNode root;
    try {
      root = Json.mapper().readTree(body);
    } catch (com.fasterxml.jackson.core.JsonProcessingException broken) {
      return Optional.empty();
    }
    var choice = root.path("choices").path(0);
    var text = choice.path("message").path("content");
    if (!text.isTextual()) return Optional.empty();
    var first = new LinkedHashMap<String, Double>();
    for (var alternative : choice.path("logprobs").path("content").path(0).path("top_logprobs")) {
      var logprob = alternative.path("logprob");
      if (alternative.path("token").isTextual() && logprob.isNumber())
        first.putIfAbsent(alternative.path("token").textValue(), logprob.doubleValue());
    }
    var usage = root.path("usage");
    return Optional.of(
        new Reply(
            text.textValue(),
            first,
            usage.path("prompt_tokens").asLong(0),
            usage.path("completion_tokens").asLong(0)));
  }
}
