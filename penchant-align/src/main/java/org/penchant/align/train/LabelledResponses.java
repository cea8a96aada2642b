package org.penchant.align.train;

import java.util.ArrayList;
import java.util.List;
import org.penchant.core.preference.Candidate;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback;
import org.penchant.core.preference.Feedback.Outcome;
import org.penchant.core.preference.Feedback.Pairwise;

/**
 * The responses of a row that train, with what it says of them.
 *
 * @param responses chosen and rejected; both sides of a tie; an only one; or the labelled
 *     candidates of a list, in the data's order; none where the row does not train
 * @param labels higher is better: scores, or ranks as (G - 1 - g) / (G - 1) of the g-th of G
 *     groups; the two ratings of a pair that has them; else empty
 * @param tie whether it is a tie
 */
record LabelledResponses(List<Content> responses, double[] labels, boolean tie) {
  private static final LabelledResponses NONE =
      new LabelledResponses(List.of(), new double[0], false);

  static LabelledResponses of(Comparison row) {
    if (row.isDecidedPair())
      return new LabelledResponses(
          List.of(row.chosen().content(), row.rejected().content()), ratings(row), false);
    return switch (row.feedback()) {
      case Pairwise pair when pair.outcome() == Outcome.TIE && row.candidates().size() == 2 ->
          new LabelledResponses(contents(row), new double[0], true);
      case Feedback.Ranking ranking when ranking.groups().size() > 1 -> ranked(row, ranking);
      case Feedback.Rating rating when row.candidates().size() > 1 && rating.scores().size() == 1 ->
          rated(row, rating.scores().values().iterator().next());
      default ->
          row.candidates().size() == 1
              ? new LabelledResponses(contents(row), new double[0], false)
              : NONE;
    };
  }

  private static List<Content> contents(Comparison row) {
    return row.candidates().stream().map(Candidate::content).toList();
  }

  private static double[] ratings(Comparison row) {
    var chosen = row.column(ExampleEncoder.CHOSEN);
    var rejected = row.column(ExampleEncoder.REJECTED);
    return chosen.isPresent()
            && rejected.isPresent()
            && chosen.getAsDouble() > rejected.getAsDouble()
        ? new double[] {chosen.getAsDouble(), rejected.getAsDouble()}
        : new double[0];
  }

  private static LabelledResponses ranked(Comparison row, Feedback.Ranking ranking) {
    double[] scores = new double[row.candidates().size()];
    java.util.Arrays.fill(scores, Double.NaN);
    int groups = ranking.groups().size();
    for (int g = 0; g < groups; g++)
      for (int i : ranking.groups().get(g)) scores[i] = (groups - 1.0 - g) / (groups - 1);
    return rated(row, java.util.Arrays.stream(scores).boxed().toList());
  }

  /** The candidates that have a score. */
  private static LabelledResponses rated(Comparison row, List<Double> scores) {
    var contents = new ArrayList<Content>();
    var labels = new ArrayList<Double>();
    for (int i = 0; i < scores.size(); i++)
      if (!scores.get(i).isNaN()) {
        contents.add(row.candidates().get(i).content());
        labels.add(scores.get(i));
      }
    if (contents.size() < 2) return NONE;
    if (contents.size() > 2)
      return new LabelledResponses(
          contents, labels.stream().mapToDouble(Double::doubleValue).toArray(), false);
    double first = labels.get(0);
    double second = labels.get(1);
    return first >= second
        ? new LabelledResponses(contents, new double[] {first, second}, first == second)
        : new LabelledResponses(contents.reversed(), new double[] {second, first}, false);
  }
}
