package org.penchant.align.lm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penchant.align.lm.ChatTemplate.Dialogue;
import org.penchant.align.lm.PromptTemplate.Range;
import org.penchant.core.preference.Message;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;

/**
 * Which characters of a rendered dialogue the assistant is to say: those of the response's
 * assistant turns. All offsets are into the one rendering that the model reads; other renderings
 * only find them, and each must agree with it character by character.
 *
 * <p>If the template has {@code generation} tags, they say it. Otherwise, for each turn:
 *
 * <ol>
 *   <li>It starts where the dialogue before it, rendered with the generation prompt, ends, if the
 *       whole rendering begins with that: exactly what the model is asked to continue.
 *   <li>It ends where the dialogue up to and with it ends, if the whole rendering begins with that,
 *       less white space behind a special token: the end-of-turn token trains, the line feed behind
 *       it does not.
 *   <li>Where a template looks ahead and a beginning does not agree, a mark is put at the edge of
 *       the turn's text (inside white space that templates strip) and the dialogue is rendered
 *       again; taken out, it must leave the same rendering. The end-of-turn token of the last turn
 *       is added if it follows.
 * </ol>
 *
 * @param prompt how many messages are the prompt
 * @param special texts of special tokens
 */
record ResponseRanges(Dialogue dialogue, int prompt, Set<String> special) {
  private static final String MARK = "\uE0F5";

  /**
   * The ranges, at least one, in order.
   *
   * @throws ProblemsException naming the row, if they cannot be found
   */
  List<Range> find() {
    var turns = new ArrayList<Integer>();
    for (int i = prompt; i < dialogue.messages().size(); i++)
      if (ChatTemplate.isAssistant(dialogue.messages().get(i))) turns.add(i);
    if (turns.isEmpty())
      throw error("the response has no assistant turn", "give it one with role assistant");
    var ranges = dialogue.template().marksGeneration() ? tagged(turns.size()) : searched(turns);
    for (var range : ranges)
      if (range.to() <= range.from())
        throw error("the chat template puts out nothing of the response", "remove the row");
    return ranges;
  }

  private List<Range> tagged(int turns) {
    var spans = dialogue.output().generated();
    long said = dialogue.messages().stream().filter(ChatTemplate::isAssistant).count();
    if (spans.size() != said)
      throw error(
          "the chat template marks "
              + spans.size()
              + " generations for "
              + said
              + " assistant turns",
          "mend the template's generation tags");
    return spans.subList(spans.size() - turns, spans.size()).stream()
        .map(span -> new Range(span.from(), span.to()))
        .toList();
  }

  private List<Range> searched(List<Integer> turns) {
    String text = dialogue.output().text();
    String ending = ending(text.stripTrailing()).orElse("");
    var ranges = new ArrayList<Range>();
    for (int turn : turns) {
      int start = start(text, turn);
      int end = end(text, turn, ending);
      ranges.add(new Range(start, end));
    }
    return ranges;
  }

  private int start(String text, int turn) {
    var before = dialogue.text(dialogue.messages().subList(0, turn), true);
    if (before.isPresent() && text.startsWith(before.get())) return before.get().length();
    return edge(text, turn, false);
  }

  private int end(String text, int turn, String ending) {
    var upTo = dialogue.text(dialogue.messages().subList(0, turn + 1), false);
    if (upTo.isPresent() && text.startsWith(upTo.get())) {
      String stripped = upTo.get().stripTrailing();
      return ending(stripped).isPresent() ? stripped.length() : upTo.get().length();
    }
    int end = edge(text, turn, true);
    return text.startsWith(ending, end) ? end + ending.length() : end;
  }

  /** The special token a text ends with, the longest if several. */
  private Optional<String> ending(String text) {
    return special.stream()
        .filter(text::endsWith)
        .max(java.util.Comparator.comparingInt(String::length));
  }

  /**
   * Where the turn's text starts, or ends, in {@code text}: a mark at its edge, inside the white
   * space around it, shows; taken out it must leave {@code text} as it was.
   */
  private int edge(String text, int turn, boolean end) {
    var message = dialogue.messages().get(turn);
    String content = message.content();
    String core = content.strip();
    int from = content.indexOf(core);
    int at = end ? from + core.length() : from;
    String marked = content.substring(0, at) + MARK + content.substring(at);
    var messages = new ArrayList<>(dialogue.messages());
    messages.set(turn, new Message(message.role(), marked, message.extra()));
    String rendered = dialogue.text(messages, false).orElse("");
    int found = rendered.indexOf(MARK);
    if (found < 0
        || rendered.length() != text.length() + MARK.length()
        || !rendered.replace(MARK, "").equals(text))
      throw error(
          "the chat template rewrites the assistant's turn "
              + turn
              + " so that its place in the text cannot be told",
          "use a template with generation tags, or change the row");
    String white = end ? content.substring(at) : content.substring(0, at);
    if (end) return text.startsWith(white, found) ? found + white.length() : found;
    return text.substring(0, found).endsWith(white) ? found - white.length() : found;
  }

  private ProblemsException error(String rule, String remedy) {
    return ProblemsException.of(ExitCode.BAD_DATA, dialogue.place(), "", rule, remedy);
  }
}
