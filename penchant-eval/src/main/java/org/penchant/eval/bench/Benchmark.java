package org.penchant.eval.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback.Outcome;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.seam.Judge;
import org.penchant.core.seam.Scorer;

/**
 * Runs a benchmark.
 *
 * @param items all of the record that {@code format} names, at least one
 */
public record Benchmark(BenchFormat format, List<BenchItem> items) {
  /** A prompt with answers that are scored together. */
  public record Answered(Content prompt, List<Content> answers) {}

  /**
   * Checks the items, and tells apart those that share an id: the second of id 7 becomes "7 (2)".
   *
   * @throws ProblemsException if there are none
   */
  public Benchmark {
    items = List.copyOf(items);
    if (items.isEmpty())
      throw ProblemsException.of(
          ExitCode.BAD_DATA, "benchmark", "0 items", "nothing to score", "give items");
    var type = type(format);
    for (var item : items)
      if (!type.isInstance(item))
        throw new IllegalArgumentException(item.id() + " is no item of format " + format);
    items = apart(items);
  }

  private static List<BenchItem> apart(List<BenchItem> items) {
    var taken = new HashSet<String>();
    for (var item : items) taken.add(item.id());
    if (taken.size() == items.size()) return items;
    var times = new HashMap<String, Integer>();
    var all = new ArrayList<BenchItem>();
    for (var item : items) {
      int n = times.merge(item.id(), 1, Integer::sum);
      String id = item.id() + " (" + n + ")";
      while (n > 1 && !taken.add(id)) {
        n = times.merge(item.id(), 1, Integer::sum);
        id = item.id() + " (" + n + ")";
      }
      all.add(n > 1 ? item.withId(id) : item);
    }
    return List.copyOf(all);
  }

  /**
   * All that is to score, each as often as it stands, for models that score in batches; answers to
   * prompts with references stand a second time under the question alone.
   */
  public List<Answered> answered() {
    var all = new ArrayList<Answered>();
    for (var item : items) {
      all.add(new Answered(item.prompt(), item.answers()));
      if (item instanceof BenchItem.Pair p && p.grounded())
        all.add(new Answered(p.question(), p.answers()));
    }
    return all;
  }

  /**
   * Scores every item that fits, and counts.
   *
   * @throws ProblemsException if a score is NaN, or no item is left
   */
  public BenchResult run(Scorer scorer, BenchOptions options) {
    var truncated = new ArrayList<String>();
    var scored = new ArrayList<ScoredItem>();
    var problems = new Problems();
    for (var item : items) {
      if (options.truncates().test(item.prompt(), item.answers())) {
        truncated.add(item.id());
        continue;
      }
      double[] scores = scorer.scores(item.prompt(), item.answers());
      scored.add(new ScoredItem(item, Scoring.checked(item.id(), scores, problems)));
    }
    problems.throwIfErrors(ExitCode.NON_FINITE);
    if (scored.isEmpty()) throw nothingLeft(truncated.size());
    var warnings = warnings(truncated);
    return switch (format) {
      case PAIRS, JUDGED -> {
        grounding(scored, scorer, warnings);
        yield new PairCount(options).count(format, scored, truncated, warnings);
      }
      case STYLES -> new StyleCount(options).count(scored, truncated, warnings);
      case VOTES -> new VoteCount(options).count(scored, truncated, warnings);
      case TIES -> new TieCount(options).count(scored, truncated, warnings);
    };
  }

  private static void grounding(List<ScoredItem> scored, Scorer scorer, Problems warnings) {
    var found = Grounding.of(scored.stream().map(s -> (BenchItem.Pair) s.item()).toList(), scorer);
    if (found.ungrounded())
      warnings.warn(
          "grounding",
          found.answers() + " answers to prompts with references",
          "no score changes when the references are taken away: the model is ungrounded",
          "read its accuracy as that of a model which sees no documents");
  }

  /**
   * Puts every pair that fits to a judge in both orders, and counts.
   *
   * @throws IllegalArgumentException if the format is not one of labelled pairs
   */
  public BenchResult judged(Judge judge, BenchOptions options) {
    if (format != BenchFormat.PAIRS && format != BenchFormat.JUDGED)
      throw new IllegalArgumentException("judges take labelled pairs, not " + format);
    var asked = new ArrayList<JudgedPair>();
    var truncated = new ArrayList<String>();
    for (var item : items) {
      if (options.truncates().test(item.prompt(), item.answers())) truncated.add(item.id());
      else asked.add(JudgedPair.ask((BenchItem.Pair) item, judge));
    }
    if (asked.isEmpty()) throw nothingLeft(truncated.size());
    var scored =
        asked.stream()
            .map(j -> j.scored(options.ties()))
            .map(p -> new ScoredItem(p.pair(), new double[] {p.chosen(), p.rejected()}))
            .toList();
    var consistency = JudgedPair.consistency(asked, options.confidence());
    return new PairCount(options)
        .count(format, scored, truncated, warnings(truncated))
        .with(
            new BenchResult.Figure(
                consistency.name(), consistency.interval(), "judged alike in both orders"));
  }

  private static ProblemsException nothingLeft(int truncated) {
    return ProblemsException.of(
        ExitCode.BAD_DATA,
        "benchmark",
        truncated + " items",
        "all of them would be truncated",
        "use a model with a longer window");
  }

  private Problems warnings(List<String> truncated) {
    var warnings = new Problems();
    if (!truncated.isEmpty())
      warnings.warn(
          "truncation",
          truncated.size() + " of " + items.size() + " items",
          "an answer would be cut, so that they were left out",
          "compare only models that see all items");
    return warnings;
  }

  private static Class<? extends BenchItem> type(BenchFormat format) {
    return switch (format) {
      case PAIRS, JUDGED -> BenchItem.Pair.class;
      case STYLES -> BenchItem.Styles.class;
      case VOTES -> BenchItem.Votes.class;
      case TIES -> BenchItem.Tied.class;
    };
  }

  /** 1 if the margin says FIRST, -1 for SECOND, 0 for TIE. */
  static int sign(Outcome outcome) {
    return outcome == Outcome.FIRST ? 1 : outcome == Outcome.SECOND ? -1 : 0;
  }
}
