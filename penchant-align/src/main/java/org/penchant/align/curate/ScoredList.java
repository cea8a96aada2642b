package org.penchant.align.curate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.penchant.align.curate.constraint.Demands;
import org.penchant.core.preference.Candidate;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Feedback.Outcome;
import org.penchant.core.preference.Feedback.Pairwise;
import org.penchant.core.preference.Feedback.Ranking;
import org.penchant.core.preference.Feedback.Rating;
import org.penchant.core.problems.Problems;

/**
 * The candidates of one row that have a score, each text once. Of a ranking the score is the place
 * with its sign changed, so that the best is highest.
 */
record ScoredList(Comparison row, List<Candidate> candidates, double[] scores, boolean rated) {
  /** What a step makes of the candidates of one row, of this number. */
  @FunctionalInterface
  interface Maker {
    List<Comparison> of(ScoredList samples, int index);
  }

  /** The rows that a step makes of every row's scored candidates, each text once. */
  static List<Comparison> each(List<Comparison> rows, String dimension, Tally tally, Maker maker) {
    return PerRow.apply(
        rows,
        (row, index, problems) ->
            of(row, dimension, true, tally, problems)
                .map(samples -> maker.of(samples, index))
                .orElse(List.of()));
  }

  /** The scores of a row of a step that takes one dimension, or nothing after a report. */
  static Optional<ScoredList> of(
      Comparison row, String dimension, boolean dedupe, Tally tally, Problems problems) {
    var scores = scores(row, dimension, problems);
    if (scores.isEmpty()) return Optional.empty();
    var texts = new HashSet<String>();
    var kept = new ArrayList<Candidate>();
    var values = new ArrayList<Double>();
    for (int i = 0; i < row.candidates().size(); i++) {
      double score = scores.get()[i];
      var candidate = row.candidates().get(i);
      if (Double.isNaN(score)) tally.leaveOut("candidates without a score");
      else if (dedupe && !texts.add(candidate.content().plain()))
        tally.leaveOut("candidates whose text stood before");
      else {
        kept.add(candidate);
        values.add(score);
      }
    }
    double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
    return Optional.of(new ScoredList(row, kept, all, row.feedback() instanceof Rating));
  }

  /** All scores of a row, NaN where there is none. */
  static Optional<double[]> scores(Comparison row, String dimension, Problems problems) {
    switch (row.feedback()) {
      case Ranking ranking -> {
        double[] scores = new double[row.candidates().size()];
        Arrays.fill(scores, Double.NaN);
        for (int place = 0; place < ranking.groups().size(); place++)
          for (int member : ranking.groups().get(place)) scores[member] = -place;
        return Optional.of(scores);
      }
      case Rating rating -> {
        var names = rating.scores().keySet();
        String name =
            dimension.isEmpty() && names.size() == 1 ? names.iterator().next() : dimension;
        var scores = rating.scores().get(name);
        if (scores != null)
          return Optional.of(scores.stream().mapToDouble(Double::doubleValue).toArray());
        problems.error(
            row.provenance().toString(),
            "scores of " + names,
            dimension.isEmpty()
                ? "the step needs to know which dimension counts"
                : "has no scores named " + dimension,
            "name one of them as the step's dimension");
        return Optional.empty();
      }
      default -> {
        problems.error(
            row.provenance().toString(),
            row.feedback().getClass().getSimpleName(),
            "the step needs responses with scores or ranks",
            "score several responses to the prompt first");
        return Optional.empty();
      }
    }
  }

  int size() {
    return scores.length;
  }

  boolean allEqual() {
    return Arrays.stream(scores).distinct().count() < 2;
  }

  /** One candidate preferred to another, with their scores as ratings. */
  Comparison pair(int chosen, int rejected) {
    var two = List.of(candidates.get(chosen), candidates.get(rejected));
    var pair =
        row.withCandidates(two, new Pairwise(Outcome.FIRST, 1, row.feedback().mark()))
            .withTemplate(
                Demands.template(row, two.stream().map(row.candidates()::indexOf).toList()));
    return rated
        ? pair.withColumn(Names.CHOSEN_RATING, scores[chosen])
            .withColumn(Names.REJECTED_RATING, scores[rejected])
        : pair;
  }
}
