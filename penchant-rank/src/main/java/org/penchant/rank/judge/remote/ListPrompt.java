package org.penchant.rank.judge.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Message;

/**
 * How a model is asked to put a list in order, and how its reply, "[2] > [1] > [3]", is read.
 *
 * @param system instructions; empty for none
 * @param criterion what decides, a sentence
 * @param maxTokens of the reply
 * @param temperature of sampling
 */
public record ListPrompt(String system, String criterion, int maxTokens, double temperature) {
  private static final Pattern NUMBER = Pattern.compile("\\[\\s*(\\d{1,6})\\s*]");

  public ListPrompt {
    if (criterion.isBlank()) throw new IllegalArgumentException("the criterion is empty");
    if (maxTokens < 1) throw new IllegalArgumentException("maxTokens = " + maxTokens);
    if (!(temperature >= 0))
      throw new IllegalArgumentException("temperature = " + temperature + ", at least 0");
  }

  /** By relevance, 512 tokens, temperature 0. */
  public static ListPrompt defaults() {
    return new ListPrompt(
        "You put items in order. Where an item stands in the list does not matter.",
        "Sort the items by how well they answer the request, best first.",
        512,
        0);
  }

  public ListPrompt withCriterion(String sentence) {
    return new ListPrompt(system, sentence, maxTokens, temperature);
  }

  ChatRequest request(Content prompt, List<Content> shown, int sample) {
    var text = new StringBuilder("Request:\n").append(prompt.plain()).append("\n\n");
    for (int k = 0; k < shown.size(); k++)
      text.append('[').append(k + 1).append("] ").append(shown.get(k).plain()).append('\n');
    text.append('\n')
        .append(criterion)
        .append(" Name each of the ")
        .append(shown.size())
        .append(
            " items once by its number. Reply with the order alone, in the form [2] > [1] > [3].");
    var messages = new ArrayList<Message>();
    if (!system.isEmpty()) messages.add(new Message("system", system));
    messages.add(new Message("user", text.toString()));
    return new ChatRequest(messages, temperature, maxTokens, 0, sample);
  }

  /** Places in the list shown, from 0, best first, as they stand; empty without any number. */
  Optional<List<Integer>> read(Reply reply) {
    var places = new ArrayList<Integer>();
    var numbers = NUMBER.matcher(reply.text());
    while (numbers.find()) places.add(Integer.parseInt(numbers.group(1)) - 1);
    return places.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(places));
  }
}
