package org.penchant.align.curate;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Message;
import org.penchant.data.read.Format;

/** The words of a response, without the dialogue around them. */
final class Texts {
  private static final Pattern SPEAKER = Pattern.compile("\n\n(Human|Assistant):");

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

  /**
   * A prompt and its response as one dialogue. Texts become a turn of the user and the answer; a
   * text of "{@code \n\nHuman:}" and "{@code \n\nAssistant:}" turns becomes those turns.
   */
  static Content dialogue(Content prompt, Content response) {
    if (prompt instanceof Content.Text(String asked)
        && response instanceof Content.Text(String answer)
        && asked.endsWith(Format.TURN)) return Content.of(spoken(asked + answer));
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

  private static List<Message> spoken(String dialogue) {
    var turns = new ArrayList<Message>();
    var marks = SPEAKER.matcher(dialogue);
    String role = "system";
    int from = 0;
    while (marks.find()) {
      String said = dialogue.substring(from, marks.start()).strip();
      if (!said.isEmpty()) turns.add(new Message(role, said));
      role = marks.group(1).equals("Human") ? "user" : "assistant";
      from = marks.end();
    }
    turns.add(new Message(role, dialogue.substring(from).strip()));
    return turns;
  }
}
