package org.penchant.align.curate.constraint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Message;
import org.penchant.data.read.Format;

/** Rewrites sentences of a prompt and leaves everything else as it is. */
public final class PromptEdit {
  private PromptEdit() {}

  /**
   * One sentence for another.
   *
   * @param from stands in the prompt
   * @param to replaces it; empty takes it out, with the white space after it
   */
  public record Change(String from, String to) {}

  /**
   * The prompt with every change made once, or empty if a sentence does not stand in it. Later
   * turns are looked through first; of sentences that contain each other the longer goes first.
   */
  public static Optional<Content> apply(Content prompt, List<Change> changes) {
    return switch (prompt) {
      case Content.Text(String text) ->
          rewritten(List.of(text), changes).map(texts -> Content.of(texts.getFirst()));
      case Content.Chat(var messages) ->
          rewritten(messages.stream().map(Message::content).toList(), changes)
              .map(texts -> {
                var turns = new ArrayList<Message>();
                for (int i = 0; i < texts.size(); i++) {
                  var old = messages.get(i);
                  turns.add(new Message(old.role(), texts.get(i), old.extra()));
                }
                return Content.of(turns);
              });
    };
  }

  /**
   * The prompt with sentences more, at the end of its last turn; of a dialogue written as text
   * before the "{@code \n\nAssistant:}" that asks for the reply.
   */
  public static Content append(Content prompt, List<String> sentences) {
    String more = String.join(" ", sentences);
    return switch (prompt) {
      case Content.Text(String text) when text.endsWith(Format.TURN) ->
          Content.of(
              joined(text.substring(0, text.length() - Format.TURN.length()), more) + Format.TURN);
      case Content.Text(String text) -> Content.of(joined(text, more));
      case Content.Chat(var messages) when messages.isEmpty() ->
          Content.of(List.of(new Message("user", more)));
      case Content.Chat(var messages) -> {
        var turns = new ArrayList<>(messages);
        var last = turns.removeLast();
        turns.add(new Message(last.role(), joined(last.content(), more), last.extra()));
        yield Content.of(turns);
      }
    };
  }

  /** On a line of its own where the text before does not end a sentence. */
  private static String joined(String text, String more) {
    String before = text.stripTrailing();
    if (before.isEmpty() || more.isEmpty()) return before.isEmpty() ? more : text;
    boolean ended = ".!?:".indexOf(before.charAt(before.length() - 1)) >= 0;
    return before + (ended ? " " : "\n") + more;
  }

  private record Found(int text, int from, Change change) {
    int end() {
      return from + change.from().length();
    }
  }

  private static Optional<List<String>> rewritten(List<String> texts, List<Change> changes) {
    var found = new ArrayList<Found>();
    var longestFirst =
        changes.stream()
            .sorted(Comparator.comparingInt((Change c) -> c.from().length()).reversed())
            .toList();
    for (var change : longestFirst) {
      var place = find(texts, change, found);
      if (place.isEmpty()) return Optional.empty();
      found.add(place.get());
    }
    // From the back, so that places before stay true.
    found.sort(Comparator.comparingInt(Found::from).reversed());
    var result = new ArrayList<>(texts);
    for (var place : found) {
      String text = result.get(place.text());
      String rest = text.substring(place.end());
      String to = place.change().to();
      result.set(
          place.text(),
          text.substring(0, place.from()) + to + (to.isEmpty() ? rest.stripLeading() : rest));
    }
    return Optional.of(result);
  }

  private static Optional<Found> find(List<String> texts, Change change, List<Found> taken) {
    for (int t = texts.size() - 1; t >= 0; t--) {
      int at = texts.get(t).indexOf(change.from());
      while (at >= 0) {
        var place = new Found(t, at, change);
        if (taken.stream().noneMatch(other -> overlap(other, place))) return Optional.of(place);
        at = texts.get(t).indexOf(change.from(), at + 1);
      }
    }
    return Optional.empty();
  }

  private static boolean overlap(Found one, Found two) {
    return one.text() == two.text() && one.from() < two.end() && two.from() < one.end();
  }
}
