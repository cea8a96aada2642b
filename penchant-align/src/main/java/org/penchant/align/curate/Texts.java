package org.penchant.align.curate;

import java.util.ArrayList;
import java.util.List;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Message;

/** The words of a response, without the dialogue around them. */
final class Texts {
  private Texts() {}

  /** The text, or that of the last turn. */
  static String response(Content content) {
    return switch (content) {
      case Content.Text(String text) -> text;
      case Content.Chat(var messages) -> messages.isEmpty() ? "" : messages.getLast().content();
    };
  }

  /** The content with another text in that place. */
  static Content withResponse(Content content, String text) {
    return switch (content) {
      case Content.Text _ -> Content.of(text);
      case Content.Chat(var messages) -> {
        var turns = new ArrayList<>(messages);
        var last = turns.isEmpty() ? new Message("assistant", "") : turns.removeLast();
        turns.add(new Message(last.role(), text, last.extra()));
        yield Content.of(turns);
      }
    };
  }

  /** A prompt and its response as one dialogue; texts become a turn of the user and the answer. */
  static Content dialogue(Content prompt, Content response) {
    var turns = new ArrayList<>(turns(prompt, "user"));
    turns.addAll(turns(response, "assistant"));
    return Content.of(turns);
  }

  private static List<Message> turns(Content content, String role) {
    return switch (content) {
      case Content.Text(String text) -> List.of(new Message(role, text));
      case Content.Chat(var messages) -> messages;
    };
  }
}
