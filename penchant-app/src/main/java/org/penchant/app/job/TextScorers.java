package org.penchant.app.job;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.penchant.align.reward.relevance.HashedEncoder;
import org.penchant.align.reward.relevance.RelevanceMixture;
import org.penchant.align.reward.relevance.RelevanceScorer;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.seam.Scorer;

/** Programmatic scorers of text, by the names the command line takes. */
public final class TextScorers {
  private TextScorers() {}

  /**
   * Reads {@code distinct}, {@code length}, {@code relevance} or {@code words:happy,smile}.
   *
   * <ul>
   *   <li>{@code distinct}: different words / words, in [0, 1]
   *   <li>{@code length}: words
   *   <li>{@code relevance}: how near the response's character n-grams are to the prompt's, times
   *       words / 100, times the share of distinct trigrams (arXiv 2402.03469, every prompt taken
   *       as open-ended)
   *   <li>{@code words:A,B}: occurrences of the given words per 100 words
   * </ul>
   *
   * @throws ProblemsException if the name is none of these
   */
  public static Scorer parse(String name) {
    if (name.equals("distinct"))
      return (_, response) -> {
        var words = words(response.plain());
        return words.isEmpty() ? 0 : (double) new HashSet<>(words).size() / words.size();
      };
    if (name.equals("length")) return (_, response) -> words(response.plain()).size();
    if (name.equals("relevance"))
      return RelevanceScorer.of(HashedEncoder.defaults(), _ -> Optional.empty())
          .withMixture(RelevanceMixture.defaults().withBranches(RelevanceMixture.Branches.OPEN));
    if (name.startsWith("words:") && name.length() > 6) {
      var wanted = Set.copyOf(Arrays.asList(name.substring(6).toLowerCase(Locale.ROOT).split(",")));
      return (_, response) -> {
        var words = words(response.plain());
        long hits = words.stream().filter(wanted::contains).count();
        return words.isEmpty() ? 0 : 100.0 * hits / words.size();
      };
    }
    throw ProblemsException.of(
        ExitCode.USAGE,
        "--scorer",
        name,
        "must be distinct, length, relevance, words:WORD,WORD, reward:FOLDER or shaped:FILE",
        "for example --scorer words:happy,smiled");
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}']+"))
        .filter(w -> !w.isEmpty())
        .toList();
  }
}
