package org.penchant.rank.judge.remote;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Message;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;

/**
 * Solved pairs shown before the question, each in both orders, so that a model learns that the
 * order does not matter (arXiv 2406.00231).
 */
public record Demonstrations(List<Pair> pairs) {
  /**
   * Two answers of known relevance.
   *
   * @param query whose answers they are
   * @param gap relevance of the better minus that of the worse, positive; a small gap teaches fine
   *     distinctions
   */
  public record Pair(String query, Content prompt, Content better, Content worse, double gap) {
    public Pair {
      if (!(gap > 0)) throw new IllegalArgumentException("gap = " + gap + ", must be positive");
    }
  }

  public Demonstrations {
    pairs = List.copyOf(pairs);
  }

  public static Demonstrations none() {
    return new Demonstrations(List.of());
  }

  /**
   * Holds when no pair comes from a query that will be judged.
   *
   * @throws org.penchant.core.problems.ProblemsException otherwise, naming them
   */
  public void checkApart(Collection<String> evaluated) {
    var known = new HashSet<>(evaluated);
    var problems = new Problems();
    for (var pair : pairs)
      if (known.contains(pair.query()))
        problems.error(
            "demonstrations",
            pair.query(),
            "must not come from a query that is judged",
            "take demonstrations from other queries");
    problems.throwIfErrors(ExitCode.BAD_DATA);
  }

  /** The request with the pairs, better first and better second, before its last message. */
  ChatRequest before(ChatRequest request, PairPrompt prompt) {
    var messages = new ArrayList<Message>(request.messages());
    var question = messages.removeLast();
    for (var pair : pairs) {
      messages.add(prompt.question(pair.prompt(), pair.better(), pair.worse()));
      messages.add(new Message("assistant", prompt.first()));
      messages.add(prompt.question(pair.prompt(), pair.worse(), pair.better()));
      messages.add(new Message("assistant", prompt.second()));
    }
    messages.add(question);
    return new ChatRequest(
        messages,
        request.temperature(),
        request.maxTokens(),
        request.topLogprobs(),
        request.sample());
  }
}
