package org.penchant.rank.judge.factor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.penchant.core.votes.Vote;
import org.penchant.core.votes.VoteTable;
import org.penchant.core.votes.VoteTally;
import org.penchant.rank.choice.WinGraph;
import org.penchant.rank.rating.ChoiceRating;
import org.penchant.rank.rating.Rater;
import org.penchant.rank.standing.Standings;

/**
 * Rates factors as items that beat each other (arXiv 2305.14702). Strengths of one exclusive group,
 * such as lengths, compare; across groups factors are confounded with what they travel with.
 *
 * @param smoothing votes added for every ordered pair of factors, not negative
 * @param equalMass whether each judgement weighs the same; see {@link FactorJudgements#comparisons}
 * @param rater of the comparisons
 */
public record FactorRating(double smoothing, boolean equalMass, Rater rater) {
  public FactorRating {
    if (!(smoothing >= 0 && smoothing < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException(
          "smoothing = " + smoothing + ", must be finite and not negative");
  }

  /** Bradley-Terry, a tenth of a vote for every pair. */
  public static FactorRating defaults() {
    return new FactorRating(0.1, false, ChoiceRating.defaults());
  }

  public FactorRating withSmoothing(double votes) {
    return new FactorRating(votes, equalMass, rater);
  }

  public FactorRating withEqualMass(boolean equal) {
    return new FactorRating(smoothing, equal, rater);
  }

  public FactorRating withRater(Rater other) {
    return new FactorRating(smoothing, equalMass, other);
  }

  /**
   * Scores of all factors; NaN where the judgements do not determine one: it is in no comparison,
   * or, without smoothing, no chain of wins joins it with most others.
   */
  public Standings rate(FactorJudgements judgements) {
    var votes = judgements.comparisons(equalMass);
    var rated = identified(votes);
    var part = rater.rate(smoothed(votes, rated));
    var scores = new double[votes.items().size()];
    java.util.Arrays.fill(scores, Double.NaN);
    for (int k = 0; k < rated.size(); k++) scores[rated.get(k)] = part.scores()[k];
    var notes = new ArrayList<>(part.notes());
    if (judgements.silent() > 0)
      notes.add(
          judgements.silent()
              + " of "
              + judgements.rows()
              + " judgements say nothing: one side has no factor of its own");
    for (int k = 0; k < scores.length; k++)
      if (!rated.contains(k)) notes.add("not identified: " + votes.items().get(k));
    return new Standings(toString(), votes.items(), scores, notes);
  }

  private List<Integer> identified(VoteTable votes) {
    if (smoothing > 0) {
      Set<Integer> met = new HashSet<>();
      for (int r = 0; r < votes.rows(); r++) {
        met.add(votes.first(r));
        met.add(votes.second(r));
      }
      return met.stream().sorted().toList();
    }
    return WinGraph.of(votes, true).components().stream()
        .max(Comparator.comparingInt(List::size))
        .orElseThrow()
        .stream()
        .sorted()
        .toList();
  }

  private VoteTable smoothed(VoteTable votes, List<Integer> kept) {
    var names = votes.items();
    var tally = VoteTally.ofPairs();
    for (int i : kept) tally.item(names.get(i));
    var known = Set.copyOf(kept);
    for (int r = 0; r < votes.rows(); r++)
      if (known.contains(votes.first(r)) && known.contains(votes.second(r)))
        tally.add(
            Vote.won(names.get(votes.first(r)), names.get(votes.second(r)))
                .withTimes(votes.times(r)));
    if (smoothing > 0)
      for (int i : kept)
        for (int j : kept)
          if (i != j) tally.add(Vote.won(names.get(i), names.get(j)).withTimes(smoothing));
    return tally.table();
  }
}
