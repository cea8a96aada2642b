package org.penchant.data.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback.Outcome;
import org.penchant.core.preference.Feedback.Pairwise;
import org.penchant.core.preference.Mark;
import org.penchant.core.preference.Message;

/** Reads chosen and rejected replies; null after a reported mistake. */
record PairColumns(Cells cells, Mark mark) {
  @Nullable Said explicit() {
    Content prompt = prompt();
    Content chosen = cells.content(Column.CHOSEN);
    Content rejected = cells.content(Column.REJECTED);
    if (prompt == null || chosen == null || rejected == null) return null;
    if (prompt instanceof Content.Text text
        && chosen instanceof Content.Chat one
        && rejected instanceof Content.Chat two) {
      Split split = Split.of(one.messages(), two.messages());
      if (ends(split.prompt(), text)) return pair(split);
    }
    if (!cells.sameKind(Column.PROMPT, prompt, List.of(chosen, rejected))) return null;
    return pair(new Split(prompt, chosen, rejected, false));
  }

  /** The prompt; an empty list says that each of two dialogues begins with one of its own. */
  private @Nullable Content prompt() {
    JsonNode value = cells.optional(cells.name(Column.PROMPT));
    boolean own =
        value instanceof ArrayNode list
            && list.isEmpty()
            && asks(Column.CHOSEN)
            && asks(Column.REJECTED);
    return own ? Content.of(List.of()) : cells.content(Column.PROMPT);
  }

  private boolean asks(Column column) {
    JsonNode value = cells.optional(cells.name(column));
    return value instanceof ArrayNode list
        && list.size() > 1
        && !list.get(0).path("role").asText().equals("assistant");
  }

  /** Some data repeats the last user turn of the dialogues as a prompt column. */
  private static boolean ends(Content shared, Content.Text prompt) {
    if (!(shared instanceof Content.Chat chat) || chat.messages().isEmpty()) return false;
    Message last = chat.messages().getLast();
    return last.role().equals("user") && last.content().equals(prompt.text());
  }

  @Nullable Said implicit() {
    Content chosen = cells.content(Column.CHOSEN);
    Content rejected = cells.content(Column.REJECTED);
    if (chosen == null || rejected == null) return null;
    if (chosen instanceof Content.Chat one && rejected instanceof Content.Chat two)
      return pair(Split.of(one.messages(), two.messages()));
    if (!cells.sameKind(Column.CHOSEN, chosen, List.of(rejected))) return null;
    Optional<Split> split = Split.of(text(chosen), text(rejected));
    if (split.isPresent()) return pair(split.get());
    cells.fail(
        cells.name(Column.CHOSEN) + " = \"" + text(chosen) + '"',
        "without a prompt column both texts must be dialogues with \"\\n\\nAssistant:\" turns",
        "add a prompt column");
    return null;
  }

  private Said pair(Split split) {
    double strength = cells.number(cells.name(Column.STRENGTH), 0, 1).orElse(1);
    return new Said(
        split.prompt(),
        List.of(split.chosen(), split.rejected()),
        new Pairwise(Outcome.FIRST, strength, mark),
        split.mismatch());
  }

  private static String text(Content content) {
    return content instanceof Content.Text text ? text.text() : content.plain();
  }
}
