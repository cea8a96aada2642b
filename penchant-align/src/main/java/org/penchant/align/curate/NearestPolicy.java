package org.penchant.align.curate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penchant.align.curate.nearest.NearestPairs;
import org.penchant.align.curate.nearest.Relevance;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;

/**
 * The pairs whose answers are nearest to what a policy now answers, to refresh its reward model on
 * (FRFT, arXiv 2412.10529), in their order. The similarities of both answers with the policy's own
 * stand in columns; encoders look at style as much as at what is right.
 *
 * @param chosen the column of the chosen answer's similarity
 * @param rejected that of the rejected one's
 * @param relevance of the pair
 * @param most pairs kept
 * @param least relevance that a pair needs too
 * @param perPrompt pairs kept of one prompt at most
 * @param temperature 0 leaves other pairs out; above 0 all are kept with soft weights in the column
 *     weight
 */
public record NearestPolicy(
    String chosen,
    String rejected,
    Relevance relevance,
    int most,
    double least,
    int perPrompt,
    double temperature)
    implements Step {
  private static final double CLEAR = 0.5;

  public NearestPolicy {
    new NearestPairs(most, least, perPrompt);
    if (!(temperature >= 0))
      throw new IllegalArgumentException("temperature = " + temperature + ", must not be negative");
    if (chosen.isBlank() || rejected.isBlank())
      throw new IllegalArgumentException("needs the columns 'chosen' and 'rejected'");
  }

  /** The 2000 nearest by the nearer answer. */
  public static NearestPolicy defaults() {
    return new NearestPolicy(
        "similarity_chosen",
        "similarity_rejected",
        Relevance.MAX,
        2000,
        -Double.MAX_VALUE,
        Integer.MAX_VALUE,
        0);
  }

  @Override
  public List<Comparison> apply(List<Comparison> rows, Tools tools, Tally tally) {
    var problems = new Problems();
    double[] relevant = new double[rows.size()];
    for (int i = 0; i < relevant.length; i++)
      relevant[i] = of(rows.get(i), problems).orElse(Double.NaN);
    problems.throwIfErrors(ExitCode.BAD_DATA);
    var filter = new NearestPairs(most, least, perPrompt);
    var made = new ArrayList<Comparison>();
    if (temperature > 0) {
      double[] weights = filter.weights(relevant, temperature);
      for (int i = 0; i < weights.length; i++)
        made.add(
            rows.get(i)
                .withColumn(Names.RELEVANCE, relevant[i])
                .withColumn(Names.WEIGHT, weights[i]));
      return made;
    }
    boolean[] keep = filter.keep(relevant, rows.stream().map(Comparison::prompt).toList());
    var prompts = new LinkedHashSet<Object>();
    int clear = 0;
    for (int i = 0; i < keep.length; i++)
      if (keep[i]) {
        made.add(rows.get(i).withColumn(Names.RELEVANCE, relevant[i]));
        prompts.add(rows.get(i).prompt());
        if (Measure.of(rows.get(i), "rating_gap").orElse(0) >= CLEAR) clear++;
      } else tally.leaveOut("pairs further from the policy");
    tally.note("prompts that are left", prompts.size());
    tally.note("pairs left with a rating gap of 0.5 or more", clear);
    return made;
  }

  private Optional<Double> of(Comparison row, Problems problems) {
    var w = row.column(chosen);
    var l = row.column(rejected);
    if (w.isPresent() && l.isPresent() && row.isDecidedPair())
      return Optional.of(relevance.of(w.getAsDouble(), l.getAsDouble()));
    problems.error(
        row.provenance().toString(),
        row.isDecidedPair() ? "no value" : row.feedback().getClass().getSimpleName(),
        "needs a pair with the numeric columns " + chosen + " and " + rejected,
        "add the cosines of both answers with the policy's own answer to the prompt");
    return Optional.empty();
  }

  @Override
  public Set<String> columns() {
    return new LinkedHashSet<>(List.of(chosen, rejected));
  }
}
