package org.penchant.align.reward.crowd;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.reward.Categorical;
import org.penchant.align.reward.crowd.OpinionStore.Opinion;
import org.penchant.core.preference.Candidate;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;

/**
 * Ratings of the same response to the same prompt, over all rows, made one label.
 *
 * @param items in the order responses first came
 */
public record Gathered(List<Item> items) {
  /** Numeric columns prior_1 to prior_K of a row are the prior of its responses, K the best. */
  public static final String PRIOR = "prior_";

  /**
   * One response.
   *
   * @param row the first row that rates it, with this candidate alone and of weight 1: opinions'
   *     weights are in the label
   * @param label its distribution over levels, best first
   * @param opinions how many there were
   */
  public record Item(Comparison row, double[] label, int opinions) {}

  private record Key(Content prompt, Content response) {}

  /**
   * Gathers ratings 1 to K, of which K is the best. Responses with a prior have the posterior for a
   * label, the others the distribution of their opinions.
   *
   * @throws org.penchant.core.problems.ProblemsException naming every row whose feedback is no
   *     rating of one kind, whose rating names no level or whose prior is no distribution
   */
  public static Gathered opinions(List<Comparison> rows, Categorical head, Opinions settings) {
    var problems = new Problems();
    var store = new OpinionStore<Key>(head, settings);
    var first = new LinkedHashMap<Key, Comparison>();
    Map<Key, double[]> priors = new LinkedHashMap<>();
    for (var row : rows) {
      if (!(row.feedback() instanceof Feedback.Rating rating) || rating.scores().size() != 1) {
        problems.error(
            row.provenance().toString(),
            row.feedback().getClass().getSimpleName(),
            "opinions are ratings of one kind",
            "leave one rating, or name it with --column");
        continue;
      }
      var values = rating.scores().values().iterator().next();
      var prior = prior(row, head.levels(), problems);
      for (int i = 0; i < row.candidates().size(); i++) {
        if (values.get(i).isNaN()) continue;
        var level = level(values.get(i), head.levels(), row, problems);
        if (level.isEmpty()) continue;
        var candidate = row.candidates().get(i);
        var key = new Key(row.prompt(), candidate.content());
        first.putIfAbsent(key, only(row, candidate, rating, values.get(i)));
        prior.ifPresent(p -> priors.putIfAbsent(key, p));
        var mark = rating.mark();
        store.add(
            key,
            new Opinion(
                level.get(), mark.weight(), mark.annotator().orElse(""), mark.time().orElse("")));
      }
    }
    var items = new ArrayList<Item>();
    first.forEach((key, row) -> {
      double[] prior = priors.get(key);
      try {
        double[] label = prior == null ? store.label(key) : store.label(key, prior);
        items.add(new Item(row, label, store.count(key)));
      } catch (IllegalArgumentException refused) {
        problems.error(
            row.provenance().toString(),
            store.count(key) + " opinions",
            String.valueOf(refused.getMessage()),
            "give opinions a weight above 0, or a prior that counts");
      }
    });
    problems.throwIfErrors(ExitCode.BAD_DATA);
    return new Gathered(List.copyOf(items));
  }

  private static Comparison only(
      Comparison row, Candidate candidate, Feedback.Rating rating, double value) {
    String name = rating.scores().keySet().iterator().next();
    return row.withCandidates(
        List.of(candidate),
        new Feedback.Rating(Map.of(name, List.of(value)), rating.mark().withWeight(1)));
  }

  private static Optional<Integer> level(
      double value, int levels, Comparison row, Problems problems) {
    if (value == Math.rint(value) && value >= 1 && value <= levels)
      return Optional.of(levels - (int) value);
    problems.error(
        row.provenance().toString(),
        "rating " + value,
        "must name a level, 1 to " + levels + ", of which the last is the best",
        "bring the ratings to these levels, or give the head another number of levels");
    return Optional.empty();
  }

  private static Optional<double[]> prior(Comparison row, int levels, Problems problems) {
    double[] prior = new double[levels];
    int found = 0;
    for (int k = 1; k <= levels; k++) {
      var share = row.column(PRIOR + k);
      if (share.isEmpty()) continue;
      found++;
      prior[levels - k] = share.getAsDouble();
    }
    if (found == 0) return Optional.empty();
    try {
      if (found < levels)
        throw new IllegalArgumentException(found + " shares of a prior over " + levels + " levels");
      Opinions.requireDistribution(prior);
      return Optional.of(prior);
    } catch (IllegalArgumentException refused) {
      problems.error(
          row.provenance().toString(),
          "columns " + PRIOR + "1 to " + PRIOR + levels,
          String.valueOf(refused.getMessage()),
          "give every level its share, or leave the columns out");
      return Optional.empty();
    }
  }
}
