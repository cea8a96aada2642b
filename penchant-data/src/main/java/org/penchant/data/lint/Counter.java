package org.penchant.data.lint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Feedback;
import org.penchant.data.lint.LintRow.Part;
import org.penchant.data.lint.Statistics.Style;
import org.penchant.data.read.DataSummary.FileSummary;

/** Gathers the statistics of one part of the data. */
final class Counter {
  private static final Pattern LIST = Pattern.compile("(?m)^\\s*([-*\u2022]|[0-9]+[.)])\\s");
  private static final Map<String, Predicate<String>> FEATURES = features();

  private final Part part;
  private final Map<String, Lengths> lengths = new LinkedHashMap<>();
  private final Map<String, long[]> styles = new LinkedHashMap<>();
  private final Map<String, Long> feedback = new TreeMap<>();
  private final Set<Fingerprint> prompts = new HashSet<>();
  private final Set<String> annotators = new HashSet<>();
  private long rows;
  private long longer;
  private long shorter;
  private long equal;

  Counter(Part part) {
    this.part = part;
  }

  void see(LintRow row) {
    Comparison comparison = row.comparison();
    rows++;
    prompts.add(row.prompt());
    comparison.feedback().mark().annotator().ifPresent(annotators::add);
    feedback.merge(kind(comparison.feedback()), 1L, Long::sum);
    String prompt = comparison.prompt().plain();
    length("prompt", prompt.codePointCount(0, prompt.length()));
    if (!comparison.isDecidedPair()) {
      for (int i = 0; i < row.replies().size(); i++) reply("reply", row, i);
      return;
    }
    int chosen = reply("chosen", row, row.chosen());
    int rejected = reply("rejected", row, 1 - row.chosen());
    if (chosen > rejected) longer++;
    else if (chosen < rejected) shorter++;
    else equal++;
  }

  private int reply(String of, LintRow row, int candidate) {
    String text = row.replies().get(candidate);
    int length = row.lengths().get(candidate);
    length(of, length);
    long[] counts = styles.computeIfAbsent(of, _ -> new long[FEATURES.size()]);
    int i = 0;
    for (var feature : FEATURES.values()) {
      if (feature.test(text)) counts[i]++;
      i++;
    }
    return length;
  }

  private void length(String of, int length) {
    lengths.computeIfAbsent(of, _ -> new Lengths()).add(length);
  }

  Statistics statistics(List<FileSummary> files) {
    var summaries = new ArrayList<LengthStatistics>();
    lengths.forEach((of, all) -> summaries.add(all.statistics(of)));
    var shares = new ArrayList<Style>();
    styles.forEach((of, counts) -> {
      int i = 0;
      for (String feature : FEATURES.keySet())
        shares.add(new Style(feature, of, counts[i++] / (double) all(summaries, of).count()));
    });
    return new Statistics(
        part,
        files,
        rows,
        prompts.size(),
        annotators.size(),
        feedback,
        summaries,
        longer,
        shorter,
        equal,
        shares);
  }

  private static LengthStatistics all(List<LengthStatistics> summaries, String of) {
    return summaries.stream().filter(s -> s.of().equals(of)).findFirst().orElseThrow();
  }

  private static String kind(Feedback feedback) {
    return switch (feedback) {
      case Feedback.Pairwise pair ->
          "pair, " + pair.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      case Feedback.Ranking _ -> "ranking";
      case Feedback.Rating _ -> "rating";
      case Feedback.Unary unary -> unary.good() ? "good" : "bad";
      case Feedback.Stepwise _ -> "steps";
    };
  }

  private static Map<String, Predicate<String>> features() {
    var features = new LinkedHashMap<String, Predicate<String>>();
    features.put(
        "begins with white space", t -> !t.isEmpty() && Character.isWhitespace(t.charAt(0)));
    features.put("holds a list", t -> LIST.matcher(t).find());
    features.put("holds a code block", t -> t.contains("```"));
    features.put("ends with a question", t -> t.stripTrailing().endsWith("?"));
    return features;
  }
}
