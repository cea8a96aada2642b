package org.penchant.data.read;

import java.util.EnumSet;
import java.util.Set;
import org.penchant.core.preference.Candidate;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Message;

/** Finds the faults of a row that is whole. */
final class Faults {
  private Faults() {}

  static Set<RowFault> of(Comparison row, boolean mismatch) {
    var faults = EnumSet.noneOf(RowFault.class);
    if (mismatch) faults.add(RowFault.PREFIX_MISMATCH);
    boolean invalid = invalid(row.prompt());
    for (Candidate candidate : row.candidates()) {
      if (empty(candidate.content())) faults.add(RowFault.EMPTY_REPLY);
      invalid |= invalid(candidate.content());
    }
    if (invalid) faults.add(RowFault.INVALID_TEXT);
    return faults;
  }

  /**
   * Whether a reply says nothing: blank text, or a last message that is blank and calls no tool.
   */
  static boolean empty(Content reply) {
    return switch (reply) {
      case Content.Text text -> text.text().isBlank();
      case Content.Chat chat ->
          chat.messages().isEmpty()
              || (chat.messages().getLast().content().isBlank()
                  && !chat.messages().getLast().extra().containsKey("tool_calls"));
    };
  }

  private static boolean invalid(Content content) {
    return switch (content) {
      case Content.Text text -> hasLoneSurrogate(text.text());
      case Content.Chat chat ->
          chat.messages().stream().map(Message::content).anyMatch(Faults::hasLoneSurrogate);
    };
  }

  private static boolean hasLoneSurrogate(String text) {
    boolean high = false;
    for (char c : text.toCharArray()) {
      if (high != Character.isLowSurrogate(c)) return true;
      high = Character.isHighSurrogate(c);
    }
    return high;
  }
}
