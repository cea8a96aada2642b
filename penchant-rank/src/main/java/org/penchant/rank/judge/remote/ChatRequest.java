package org.penchant.rank.judge.remote;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penchant.core.io.Json;
import org.penchant.core.io.Sha256;
import org.penchant.core.preference.Message;

/**
 * One question to a chat model.
 *
 * @param temperature of sampling
 * @param maxTokens most tokens of the reply
 * @param topLogprobs how many alternatives of the reply's first token to report; 0 for none
 * @param sample tells apart repetitions of a question, which are cached each for itself
 */
public record ChatRequest(
    List<Message> messages, double temperature, int maxTokens, int topLogprobs, int sample) {
  public ChatRequest {
    messages = List.copyOf(messages);
  }

  /** The body sent. */
  String body(String model) {
    var body = new LinkedHashMap<String, Object>();
    body.put("model", model);
    var turns = new ArrayList<Map<String, String>>();
    for (var message : messages)
      turns.add(Map.of("role", message.role(), "content", message.content()));
    body.put("messages", turns);
    body.put("temperature", temperature);
    body.put("max_tokens", maxTokens);
    if (topLogprobs > 0) {
      body.put("logprobs", true);
      body.put("top_logprobs", topLogprobs);
    }
    return Json.line(body);
  }

  /** What the reply is kept under. */
  String key(String model) {
    return Sha256.of(body(model) + "\n" + sample);
  }
}
