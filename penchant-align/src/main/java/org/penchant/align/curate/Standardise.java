package org.penchant.align.curate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Feedback.Rating;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.stats.Moments;

/**
 * Scores with mean 0 and standard deviation 1 (divisor n), each dimension by itself; missing ones
 * stay missing. Where all scores are equal they become 0.
 *
 * @param over the scores of one mean and deviation: a prompt's or all
 */
public record Standardise(Over over) implements Step {
  /** Which scores share a mean and a deviation. */
  public enum Over {
    PROMPT,
    DATA
  }

  public static Standardise defaults() {
    return new Standardise(Over.PROMPT);
  }

  @Override
  public List<Comparison> apply(List<Comparison> rows, Tools tools, Tally tally) {
    var problems = new Problems();
    var pooled = new LinkedHashMap<String, List<Double>>();
    for (var row : rows)
      if (row.feedback() instanceof Rating rating)
        rating
            .scores()
            .forEach((name, values) ->
                pooled.computeIfAbsent(name, _ -> new ArrayList<>()).addAll(values));
      else
        problems.error(
            row.provenance().toString(),
            row.feedback().getClass().getSimpleName(),
            "only scores can be standardised",
            "give rows with responses and scores");
    problems.throwIfErrors(ExitCode.BAD_DATA);
    var made = new ArrayList<Comparison>();
    for (var row : rows) {
      if (!(row.feedback() instanceof Rating rating)) continue;
      var scores = new LinkedHashMap<String, List<Double>>();
      rating
          .scores()
          .forEach((name, values) ->
              scores.put(
                  name,
                  standard(
                      values,
                      over == Over.PROMPT ? values : pooled.getOrDefault(name, values),
                      tally)));
      made.add(row.withCandidates(row.candidates(), new Rating(scores, rating.mark())));
    }
    return made;
  }

  private static List<Double> standard(List<Double> values, List<Double> all, Tally tally) {
    double[] known = all.stream().mapToDouble(v -> v).filter(v -> !Double.isNaN(v)).toArray();
    if (known.length == 0) return values;
    double mean = Moments.mean(known);
    boolean flat = Arrays.stream(known).distinct().count() < 2;
    if (flat) tally.note("lists whose scores are all equal, now 0");
    double sigma = flat ? 1 : Position.sigma(known);
    return values.stream()
        .map(v -> Double.isNaN(v) ? v : Double.valueOf(flat ? 0 : (v - mean) / sigma))
        .toList();
  }
}
