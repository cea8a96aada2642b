package org.penchant.eval.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

  /** The longest answer of all, and the longest to another prompt than that one's. */
  private record Longest(Answered first, Optional<Answered> second) {
    static Longest of(List<Answered> all) {
      var first = longest(all.stream()).orElseThrow();
      return new Longest(first, longest(all.stream().filter(a -> !a.prompt.equals(first.prompt))));
    }

    private static Optional<Answered> longest(Stream<Answered> of) {
      return of.max(Comparator.comparingInt(a -> words(a.longest)));
    }

    Optional<Content> besides(Content prompt) {
      return (first.prompt.equals(prompt) ? second : Optional.of(first)).map(Answered::longest);
    }
  }

  /**
   * Pairs of rows' prompts and answers; a prompt without a longer answer to another gives none.
   *
   * @throws ProblemsException if no prompt gives a pair
   */
  public static Benchmark of(List<Comparison> rows) {
    var all = new ArrayList<Answered>();
    for (var row : rows) all.add(answered(row));
    var items = new ArrayList<BenchItem>();
    var longest = all.isEmpty() ? Optional.<Longest>empty() : Optional.of(Longest.of(all));
    for (var one : all)
      longest
          .flatMap(l -> l.besides(one.prompt))
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

  private static int words(Content answer) {
    return Lengths.words(answer);
  }
}
