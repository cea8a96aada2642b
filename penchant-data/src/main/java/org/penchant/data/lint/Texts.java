package org.penchant.data.lint;

import java.util.List;
import java.util.stream.Stream;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Message;
import org.penchant.data.read.Format;

/** The texts in contents. */
final class Texts {
  private Texts() {}

  static Stream<String> of(Content content) {
    return switch (content) {
      case Content.Text text -> Stream.of(text.text());
      case Content.Chat chat -> chat.messages().stream().map(Message::content);
    };
  }

  /**
   * The last reply: of a text the whole, or what follows the last turn where the dialogues {@code
   * parts} early; of messages those of the assistant after the last one of the user.
   */
  static String lastReply(Content reply, boolean parts) {
    return switch (reply) {
      case Content.Text text -> {
        int turn = parts ? text.text().lastIndexOf(Format.TURN) : -1;
        yield turn < 0 ? text.text() : text.text().substring(turn + Format.TURN.length());
      }
      case Content.Chat chat -> lastReply(chat.messages());
    };
  }

  private static String lastReply(List<Message> messages) {
    var out = new StringBuilder();
    for (Message message : messages) {
      if (message.role().equals("user")) out.setLength(0);
      if (message.role().equals("assistant")) out.append(message.content());
    }
    return out.toString();
  }

  static boolean isBlank(Content reply) {
    return switch (reply) {
      case Content.Text text -> text.text().isBlank();
      case Content.Chat chat ->
          chat.messages().isEmpty() || chat.messages().getLast().content().isBlank();
    };
  }
}
