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
 * shortest answer against the longest answer to another prompt. A reward of length gets none right.
 * "Preference-free alignment learning with regularized relevance reward" (arXiv 2402.03469).
 */
public final class OffTopic {
  private static final String GROUP = "off topic";

  private OffTopic() {}

  private record Answered(String id, Content prompt, Content shortest, Content longest) {}

  /**
   * Pairs of rows' prompts and answers; a prompt without a longer answer to another gives none.
   *
   * @throws ProblemsException if no prompt gives a pair
   */
  public static Benchmark of(List<Comparison> rows) {
    var all = new ArrayList<Answered>();
    for (var row : rows) all.add(answered(row));
    var items = new ArrayList<BenchItem>();
    for (var one : all)
      longest(all, one.prompt)
          .filter(far -> words(far) > words(one.shortest))
          .ifPresent(far ->
              items.add(BenchItem.Pair.of(one.id, GROUP, GROUP, one.prompt, one.shortest, far)));
    if (items.isEmpty())
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          "off-topic pairs",
          rows.size() + " rows",
          "no prompt has a longer answer to another prompt beside its own",
          "give rows of two prompts or more, with answers of different lengths");
    return new Benchmark(BenchFormat.PAIRS, items);
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

  private static Optional<Content> longest(List<Answered> all, Content prompt) {
    return all.stream()
        .filter(other -> !other.prompt.equals(prompt))
        .map(Answered::longest)
        .max(Comparator.comparingInt(OffTopic::words));
  }

  private static int words(Content answer) {
    return Lengths.words(answer);
  }
}
