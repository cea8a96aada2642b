package org.penchant.align.curate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Key phrases of a text by rapid automatic keyword extraction (Rose et al., "Automatic keyword
 * extraction from individual documents", 2010).
 *
 * <p>Stop words and everything that is neither letter, digit nor space cut the text into phrases.
 * For each word freq is the number of its occurrences and deg the sum of the lengths, in words, of
 * the phrases it occurs in; its score is deg / freq, and that of a phrase the sum over its words.
 * The best max(1, ceil(distinct words / 3)) phrases are kept; those that tie stand in the order of
 * the text.
 *
 * @param stopWords in small letters
 * @param mostWords phrases of more words are no candidates and count nowhere; at least 1
 */
record Rake(Set<String> stopWords, int mostWords) {
  private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{N}]+|[^\\p{L}\\p{N}\\s]+");

  Rake {
    stopWords = Set.copyOf(stopWords);
  }

  /**
   * A phrase and its score.
   *
   * @param words in small letters
   */
  record Phrase(List<String> words, double score) {
    /** The phrase wherever it stands in a text, in capital or small letters. */
    Pattern pattern() {
      String body =
          words.stream().map(Pattern::quote).collect(Collectors.joining("[^\\p{L}\\p{N}]+"));
      return Pattern.compile(
          "(?<![\\p{L}\\p{N}])" + body + "(?![\\p{L}\\p{N}])",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
  }

  /** English stop words, and phrases of up to {@code mostWords} words. */
  static Rake english(int mostWords) {
    try (var in = Rake.class.getResourceAsStream("stop-words-en.txt")) {
      String list = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return new Rake(
          list.lines().filter(l -> !l.startsWith("#")).collect(Collectors.toSet()), mostWords);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The key phrases, best first, each once. */
  List<Phrase> phrases(String text) {
    var candidates = candidates(text);
    Map<String, Integer> freq = new HashMap<>();
    Map<String, Integer> deg = new HashMap<>();
    for (var phrase : candidates)
      for (String word : phrase) {
        freq.merge(word, 1, Integer::sum);
        deg.merge(word, phrase.size(), Integer::sum);
      }
    var scored = new LinkedHashMap<List<String>, Phrase>();
    for (var phrase : candidates) {
      double score =
          phrase.stream()
              .mapToDouble(w -> (double) deg.getOrDefault(w, 0) / freq.getOrDefault(w, 1))
              .sum();
      scored.putIfAbsent(phrase, new Phrase(phrase, score));
    }
    long kept = Math.max(1, (freq.size() + 2) / 3);
    return scored.values().stream()
        .sorted(Comparator.comparingDouble(Phrase::score).reversed())
        .limit(kept)
        .toList();
  }

  private List<List<String>> candidates(String text) {
    var phrases = new ArrayList<List<String>>();
    var phrase = new ArrayList<String>();
    var tokens = TOKEN.matcher(text);
    while (tokens.find()) {
      String word = tokens.group().toLowerCase(Locale.ROOT);
      boolean cuts = !Character.isLetterOrDigit(word.codePointAt(0)) || stopWords.contains(word);
      if (!cuts) phrase.add(word);
      else if (!phrase.isEmpty()) {
        phrases.add(List.copyOf(phrase));
        phrase.clear();
      }
    }
    if (!phrase.isEmpty()) phrases.add(List.copyOf(phrase));
    phrases.removeIf(p -> p.size() > mostWords);
    return phrases;
  }
}
