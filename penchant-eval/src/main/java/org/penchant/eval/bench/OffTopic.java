package org.penchant.eval.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;

/**
 * Whether a reward prefers a short answer on the topic to a long one off it: every prompt's
 * shortest answer against an answer of twice its words to another prompt. A reward of length gets
 * none right. "Preference-free alignment learning with regularized relevance reward" (arXiv
 * 2402.03469).
 */
public final class OffTopic {
  private static final String GROUP = "off topic";

  /** How many times the words of the short answer the long one has at least. */
  private static final int TIMES = 2;

  private OffTopic() {}

  private record Answered(String id, Content prompt, Content shortest, Content longest) {}

  /**
   * Pairs of rows' prompts and answers. Long answers are taken in turn, so that no single one
   * stands against all; a prompt without one gives no pair.
   *
   * @throws ProblemsException if no prompt gives a pair
   */
  public static Benchmark of(List<Comparison> rows) {
    var all = new ArrayList<Answered>();
    for (var row : rows) all.add(answered(row));
    var byLength = new ArrayList<>(all);
    byLength.sort(Comparator.comparingInt(a -> words(a.longest)));
    int[] lengths = byLength.stream().mapToInt(a -> words(a.longest)).toArray();
    var items = new ArrayList<BenchItem>();
    for (int i = 0; i < all.size(); i++) {
      var one = all.get(i);
      far(byLength, lengths, one, i)
          .ifPresent(far ->
              items.add(BenchItem.Pair.of(one.id, GROUP, GROUP, one.prompt, one.shortest, far)));
    }
    if (items.isEmpty())
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          "off-topic pairs",
          rows.size() + " rows",
          "no prompt's shortest answer has one of twice its words to another prompt beside it",
          "give rows of two prompts or more, with answers of different lengths");
    return new Benchmark(BenchFormat.PAIRS, items);
  }

  /** The {@code turn}-th of the answers that are long enough, or the next to another prompt. */
  private static Optional<Content> far(
      List<Answered> byLength, int[] lengths, Answered one, int turn) {
    int least = Math.max(TIMES * words(one.shortest), 1);
    int from = 0;
    int to = lengths.length;
    while (from < to) {
      int middle = (from + to) / 2;
      if (lengths[middle] < least) from = middle + 1;
      else to = middle;
    }
    int count = lengths.length - from;
    for (int k = 0; k < count; k++) {
      var other = byLength.get(from + (turn + k) % count);
      if (!other.prompt.equals(one.prompt)) return Optional.of(other.longest);
    }
    return Optional.empty();
  }

  private static Answered answered(Comparison row) {
    Content shortest = row.candidates().getFirst().content();
    Content longest = shortest;
    for (var candidate : row.candidates()) {
      var content = candidate.content();
      if (words(content) < words(shortest)) shortest = content;
      if (words(content) > words(longest)) longest = content;
    }
    return new Answered(row.provenance().toString(), row.prompt(), shortest, longest);
  }

  private static int words(Content answer) {
    return Lengths.words(answer);
  }
}
