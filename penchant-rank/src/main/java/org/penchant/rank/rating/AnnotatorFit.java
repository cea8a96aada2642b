package org.penchant.rank.rating;

import java.util.ArrayList;
import java.util.List;
import org.penchant.core.votes.VoteTable;
import org.penchant.rank.choice.PairwiseChoice;
import org.penchant.rank.choice.Penalty;

/**
 * How an annotator's votes fit a Bradley-Terry model of all votes, with a ridge of 0.01. Over the
 * votes that are won or lost, with p the model's probability of what the annotator said:
 *
 * @param annotator who
 * @param votes how many were won or lost
 * @param agreement the share with p > 1/2
 * @param logLoss the mean of -log p
 * @param excess how many standard deviations the sum of -log p lies above what the model expects of
 *     one who answers by it
 */
public record AnnotatorFit(
    String annotator, double votes, double agreement, double logLoss, double excess) {
  private static final double FAR = 3;

  /** Whether the model does not describe this annotator. */
  public boolean flagged() {
    return excess > FAR;
  }

  /** One an annotator with votes that are won or lost, in their order. */
  static List<AnnotatorFit> of(VoteTable votes) {
    int count = votes.annotators().size();
    if (count == 0 || votes.items().size() < 2) return List.of();
    double[] u =
        PairwiseChoice.defaults().withPenalty(new Penalty.Ridge(0.01)).fit(votes).utilities();
    var number = new double[count];
    var agreed = new double[count];
    var loss = new double[count];
    var expected = new double[count];
    var variance = new double[count];
    for (int r = 0; r < votes.rows(); r++) {
      int who = votes.annotator(r);
      double y = votes.outcome(r);
      if (who < 0 || (y != 0 && y != 1)) continue;
      double times = votes.times(r);
      double d = u[votes.first(r)] - u[votes.second(r)];
      double toward = y == 1 ? d : -d;
      double p = 1 / (1 + Math.exp(-d));
      number[who] += times;
      agreed[who] += times * (toward > 0 ? 1 : toward == 0 ? 0.5 : 0);
      loss[who] += times * Math.log1p(Math.exp(-toward));
      expected[who] += times * (Math.log1p(Math.exp(-d)) + (1 - p) * d);
      variance[who] += times * p * (1 - p) * d * d;
    }
    var fits = new ArrayList<AnnotatorFit>();
    for (int a = 0; a < count; a++) {
      if (number[a] == 0) continue;
      double excess = variance[a] > 0 ? (loss[a] - expected[a]) / Math.sqrt(variance[a]) : 0;
      fits.add(
          new AnnotatorFit(
              votes.annotators().get(a),
              number[a],
              agreed[a] / number[a],
              loss[a] / number[a],
              excess));
    }
    return fits;
  }
}
