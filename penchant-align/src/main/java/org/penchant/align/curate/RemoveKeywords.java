package org.penchant.align.curate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.penchant.align.curate.constraint.Demands;
import org.penchant.core.preference.Candidate;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback.Rating;
import org.penchant.core.preference.Feedback.Unary;
import org.penchant.core.problems.Problems;
import org.penchant.core.random.Seeds;

/**
 * Graded copies of a response, more and more of its key phrases taken out (arXiv 2409.17791): a
 * list with the scores 0, -1, ... The first copy is the response itself, the last has none of its
 * key phrases; of C copies, copy j lacks floor(n j / (C - 1) + 1/2) of n key phrases. Key phrases
 * are found by rapid automatic keyword extraction with English stop words. Of a pair the chosen
 * response is copied; of good answers and demonstrations the answer.
 *
 * <p>Copies get shorter, so that length tells the level: {@code filler} puts a word in the place of
 * every word taken out. Levels with one text are one level, with the score of the first; levels
 * without a word are left out; both are counted. A response without two levels is left out.
 *
 * @param levels C, at least 2
 * @param mostWords words in a key phrase at most, at least 1
 * @param order which phrases go first
 * @param filler stands for every word taken out; empty for nothing
 */
public record RemoveKeywords(int levels, int mostWords, Order order, String filler)
    implements Step {
  /** Which phrases go first; a copy lacks whatever the one before it lacks. */
  public enum Order {
    RANDOM,
    BEST_FIRST
  }

  public RemoveKeywords {
    if (levels < 2) throw new IllegalArgumentException("levels = " + levels + ", must be >= 2");
    if (mostWords < 1)
      throw new IllegalArgumentException("most-words = " + mostWords + ", must be >= 1");
  }

  public static RemoveKeywords defaults() {
    return new RemoveKeywords(4, 3, Order.RANDOM, "");
  }

  public RemoveKeywords withLevels(int number) {
    return new RemoveKeywords(number, mostWords, order, filler);
  }

  public RemoveKeywords withFiller(String word) {
    return new RemoveKeywords(levels, mostWords, order, word);
  }

  public RemoveKeywords withOrder(Order other) {
    return new RemoveKeywords(levels, mostWords, other, filler);
  }

  @Override
  public List<Comparison> apply(List<Comparison> rows, Tools tools, Tally tally) {
    var rake = Rake.english(mostWords);
    return PerRow.apply(
        rows,
        (row, index, problems) -> {
          var response = response(row, problems);
          if (response == null) return List.of();
          return graded(row, response, rake, tools.seeds().child("row " + index), tally);
        });
  }

  private static @Nullable Content response(Comparison row, Problems problems) {
    if (row.isDecidedPair()) return row.chosen().content();
    if (row.feedback() instanceof Unary unary && unary.good())
      return row.candidates().getFirst().content();
    problems.error(
        row.provenance().toString(),
        row.feedback().getClass().getSimpleName(),
        "the step copies chosen responses or good answers",
        "give pairs, good answers or demonstrations");
    return null;
  }

  private List<Comparison> graded(
      Comparison row, Content response, Rake rake, Seeds seeds, Tally tally) {
    var copies = copies(response, rake, seeds, tally);
    if (copies.isEmpty()) return List.of();
    List<Double> scores = copies.values().stream().map(level -> 0.0 - level).toList();
    return List.of(
        row.withCandidates(
                copies.keySet().stream().map(Candidate::response).toList(),
                new Rating(Map.of("score", scores), row.feedback().mark()))
            .withTemplate(Demands.template(row, List.of(-1))));
  }

  /**
   * The copies of a response, the first level first.
   *
   * @param tally counts levels and responses without a copy
   * @return copies and their levels, two at least; none if the response gives no two
   */
  public SequencedMap<Content, Integer> copies(Content response, Seeds seeds, Tally tally) {
    return copies(response, Rake.english(mostWords), seeds, tally);
  }

  private SequencedMap<Content, Integer> copies(
      Content response, Rake rake, Seeds seeds, Tally tally) {
    String text = Texts.response(response);
    var found = new LinkedHashMap<Content, Integer>();
    var phrases = new ArrayList<>(rake.phrases(text));
    if (phrases.isEmpty()) {
      tally.leaveOut("responses without a key phrase");
      return found;
    }
    if (order == Order.RANDOM) {
      int[] drawn = Seeds.permutation(phrases.size(), seeds.stream("phrases"));
      phrases = new ArrayList<>(Arrays.stream(drawn).mapToObj(phrases::get).toList());
    }
    // Text to its first level.
    var copies = new LinkedHashMap<String, Integer>();
    int[] removed = removed(phrases.size());
    for (int level = 0; level < levels; level++) {
      String copy = removed[level] == 0 ? text : without(text, phrases.subList(0, removed[level]));
      if (copy.codePoints().noneMatch(Character::isLetterOrDigit))
        tally.note("levels without a word left");
      else if (copies.putIfAbsent(copy, level) != null)
        tally.note("levels with the text of another");
    }
    if (copies.size() < 2) {
      tally.leaveOut("responses of which fewer than two copies are left");
      return found;
    }
    copies.forEach((copy, level) -> found.put(Texts.withResponse(response, copy), level));
    return found;
  }

  /** How many of {@code phrases} each level lacks. */
  int[] removed(int phrases) {
    return IntStream.range(0, levels)
        .map(j -> (2 * phrases * j + levels - 1) / (2 * (levels - 1)))
        .toArray();
  }

  /**
   * The text without the phrases, wherever they stand; longer ones first, as they hold others. All
   * other white space stays, so that it tells nothing of the level.
   */
  private String without(String text, List<Rake.Phrase> phrases) {
    var longestFirst =
        phrases.stream()
            .sorted(Comparator.comparingInt((Rake.Phrase p) -> p.words().size()).reversed())
            .toList();
    String before;
    String left = text;
    // What is taken out may bring the words of another phrase together.
    do {
      before = left;
      for (var phrase : longestFirst) left = without(left, phrase);
    } while (!left.equals(before) && filler.isEmpty());
    return Character.isWhitespace(text.charAt(0)) ? left : left.stripLeading();
  }

  private String without(String text, Rake.Phrase phrase) {
    var pattern = phrase.pattern();
    return filler.isEmpty()
        ? Pattern.compile(" *" + pattern.pattern(), pattern.flags()).matcher(text).replaceAll("")
        : pattern
            .matcher(text)
            .replaceAll(Matcher.quoteReplacement(filling(phrase.words().size())));
  }

  private String filling(int words) {
    return String.join(" ", java.util.Collections.nCopies(words, filler));
  }
}
