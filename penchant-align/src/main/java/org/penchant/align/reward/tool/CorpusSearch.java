package org.penchant.align.reward.tool;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The best documents of a corpus for some words, by BM25: sum over words of log(1 + (N - n + 1/2) /
 * (n + 1/2)) f (k + 1) / (f + k (1 - b + b length / mean length)), with f a word's count in the
 * document and n the documents that hold it. Robertson and Zaragoza, "The probabilistic relevance
 * framework: BM25 and beyond" (2009).
 */
public final class CorpusSearch implements Tool {
  private static final double K = 1.2;
  private static final double B = 0.75;

  private final List<String> documents;
  private final int best;
  private final List<Map<String, Integer>> counts = new ArrayList<>();
  private final Map<String, Integer> holders = new HashMap<>();
  private final double meanLength;

  private CorpusSearch(List<String> documents, int best) {
    this.documents = List.copyOf(documents);
    this.best = best;
    for (String document : this.documents) {
      var count = new HashMap<String, Integer>();
      for (String word : words(document)) count.merge(word, 1, Integer::sum);
      count.keySet().forEach(word -> holders.merge(word, 1, Integer::sum));
      counts.add(count);
    }
    meanLength = counts.stream().mapToInt(CorpusSearch::length).average().orElse(1);
  }

  /** A search that returns up to {@code best} documents. */
  public static CorpusSearch of(List<String> documents, int best) {
    if (best < 1) throw new IllegalArgumentException("best = " + best + ", must be at least 1");
    return new CorpusSearch(documents, best);
  }

  @Override
  public String name() {
    return "search";
  }

  @Override
  public String takes() {
    return "words to look for";
  }

  @Override
  public String run(String input) throws ToolException {
    var found = new LinkedHashMap<Integer, Double>();
    for (int d = 0; d < documents.size(); d++) {
      double score = score(input, d);
      if (score > 0) found.put(d, score);
    }
    if (found.isEmpty()) throw new ToolException("nothing found");
    return found.entrySet().stream()
        .sorted(Map.Entry.<Integer, Double>comparingByValue(Comparator.reverseOrder()))
        .limit(best)
        .map(e -> documents.get(e.getKey()))
        .collect(Collectors.joining("\n"));
  }

  /** A document's score, at least 0. */
  double score(String input, int document) {
    var count = counts.get(document);
    double scale = K * (1 - B + B * length(count) / meanLength);
    double sum = 0;
    for (String word : words(input)) {
      int f = count.getOrDefault(word, 0);
      int n = holders.getOrDefault(word, 0);
      sum += Math.log1p((documents.size() - n + 0.5) / (n + 0.5)) * f * (K + 1) / (f + scale);
    }
    return sum;
  }

  private static int length(Map<String, Integer> count) {
    return count.values().stream().mapToInt(v -> v).sum();
  }

  private static List<String> words(String text) {
    String[] all = text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+");
    return IntStream.range(0, all.length).mapToObj(i -> all[i]).filter(w -> !w.isEmpty()).toList();
  }
}
