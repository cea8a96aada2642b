package org.penchant.rank.judge.remote;

import java.util.ArrayList;
import java.util.List;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Message;
import org.penchant.core.seam.Generator;

/**
 * A chat model behind an endpoint as something that writes; prompts of plain text are a user's
 * turn.
 *
 * @param temperature of sampling
 * @param maxTokens most tokens of a reply
 */
public record RemoteGenerator(ChatClient client, double temperature, int maxTokens)
    implements Generator {
  @Override
  public List<List<Content>> generate(List<Content> prompts, int samples) {
    var requests = new ArrayList<ChatRequest>();
    for (var prompt : prompts)
      for (int sample = 0; sample < samples; sample++)
        requests.add(new ChatRequest(messages(prompt), temperature, maxTokens, 0, sample));
    var replies = client.askAll(requests);
    var found = new ArrayList<List<Content>>();
    for (int i = 0; i < prompts.size(); i++)
      found.add(
          replies.subList(i * samples, (i + 1) * samples).stream()
              .map(reply -> Content.of(reply.text()))
              .toList());
    return found;
  }

  private static List<Message> messages(Content prompt) {
    return switch (prompt) {
      case Content.Chat(var messages) -> messages;
      case Content.Text(String text) -> List.of(new Message("user", text));
    };
  }
}
