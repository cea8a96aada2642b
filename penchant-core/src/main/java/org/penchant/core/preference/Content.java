package org.penchant.core.preference;

import java.util.List;
import java.util.stream.Collectors;

/** What a prompt or a response consists of: plain text, or turns of a dialogue. */
public sealed interface Content {
  /** The text alone, for display, statistics and hashes; never for training. */
  String plain();

  /** Plain text, used as it stands. */
  record Text(String text) implements Content {
    @Override
    public String plain() {
      return text;
    }
  }

  /** Turns of a dialogue, rendered by the model's chat template. */
  record Chat(List<Message> messages) implements Content {
    public Chat {
      messages = List.copyOf(messages);
    }

    @Override
    public String plain() {
      return messages.stream()
          .map(m -> m.role() + ": " + m.content())
          .collect(Collectors.joining("\n"));
    }
  }

  static Content of(String text) {
    return new Text(text);
  }

  static Content of(List<Message> messages) {
    return new Chat(messages);
  }
}
