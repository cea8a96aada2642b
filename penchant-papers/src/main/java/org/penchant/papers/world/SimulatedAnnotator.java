package org.penchant.papers.world;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.penchant.core.preference.Candidate;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback;
import org.penchant.core.preference.Mark;
import org.penchant.core.random.Seeds;
import org.penchant.core.seam.Judge;
import org.penchant.core.seam.Scorer;

/**
 * A judge of known utility, bias and noise. Two candidates are compared as {@link Annotator} says;
 * more are ranked by Plackett-Luce on the same logits (utility / temperature + lengthBias |y|, the
 * first candidate with positionBias on top), then, where the annotator flips, neighbours in the
 * ranking change places with that probability. Length is in words. Votes are drawn in the order
 * they are asked for, so one judge asked the same questions in the same order gives the same
 * answers; not to be shared between threads.
 */
public final class SimulatedAnnotator implements Judge {
  private static final String NAME = "simulated";

  private final Scorer utility;
  private final Annotator annotator;
  private final RandomGenerator votes;

  private SimulatedAnnotator(Scorer utility, Annotator annotator, RandomGenerator votes) {
    this.utility = utility;
    this.annotator = annotator;
    this.votes = votes;
  }

  public static SimulatedAnnotator of(Scorer utility, Annotator annotator, Seeds seeds) {
    return new SimulatedAnnotator(utility, annotator, seeds.stream("annotator"));
  }

  /**
   * @throws IllegalArgumentException with fewer than two candidates
   */
  @Override
  public Feedback judge(Content prompt, List<Candidate> candidates) {
    if (candidates.size() < 2)
      throw new IllegalArgumentException("needs two candidates, got " + candidates.size());
    double[] scores =
        candidates.stream().mapToDouble(c -> utility.score(prompt, c.content())).toArray();
    double[] lengths = candidates.stream().mapToDouble(c -> words(c.content().plain())).toArray();
    var mark = new Mark(Optional.of(NAME), 1, Optional.empty(), Optional.empty());
    if (scores.length > 2) return new Feedback.Ranking(ranking(scores, lengths), mark);
    boolean first = annotator.prefersFirst(scores[0] - scores[1], lengths[0] - lengths[1], votes);
    return new Feedback.Pairwise(first ? Feedback.Outcome.FIRST : Feedback.Outcome.SECOND, 1, mark);
  }

  private List<List<Integer>> ranking(double[] scores, double[] lengths) {
    double[] keys = new double[scores.length];
    for (int i = 0; i < keys.length; i++) {
      double scaled =
          annotator.temperature() == 0 ? scores[i] : scores[i] / annotator.temperature();
      keys[i] = scaled + annotator.lengthBias() * lengths[i];
      if (i == 0) keys[i] += annotator.positionBias();
      double gumbel = -Math.log(-Math.log(1 - votes.nextDouble()));
      if (annotator.temperature() > 0) keys[i] += gumbel;
    }
    var order =
        new ArrayList<>(
            IntStream.range(0, keys.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -keys[i]))
                .toList());
    for (int i = 0; i + 1 < order.size(); i++)
      if (votes.nextDouble() < annotator.flip()) java.util.Collections.swap(order, i, i + 1);
    return order.stream().map(List::of).toList();
  }

  static int words(String text) {
    return text.isBlank() ? 0 : text.strip().split("\\s+").length;
  }
}
