package org.penchant.rank.voting;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.penchant.core.votes.Ballots;

/**
 * The lottery p that no other one beats, sum over i of p_i margin(i, j) >= 0 for every j, the von
 * Neumann winner; Fishburn, "Probabilistic social choice based on simple voting comparisons",
 * Review of Economic Studies 51 (1984). Scores are the probabilities. All items that some maximal
 * lottery can draw win. Where several lotteries are maximal the mean is given of those that make an
 * item of theirs likeliest, one for each. Solved exactly, in rational numbers.
 *
 * @param margins whether wins count by their margins; else each counts 1
 */
public record MaximalLotteries(boolean margins) implements VotingRule {
  public static MaximalLotteries defaults() {
    return new MaximalLotteries(true);
  }

  @Override
  public Outcome elect(Ballots ballots) {
    var majorities = new Majorities(ballots);
    // No maximal lottery draws an item outside the Smith set.
    var candidates = majorities.components().getFirst();
    var lottery = mean(vertices(game(majorities, candidates)));
    var scores = new double[majorities.size()];
    var winners = new ArrayList<Integer>();
    for (int k = 0; k < lottery.length; k++) {
      scores[candidates.get(k)] = lottery[k].doubleValue();
      if (lottery[k].signum() > 0) winners.add(candidates.get(k));
    }
    var order = Outcome.ofSet(toString(), majorities.items(), winners).order();
    return new Outcome(toString(), majorities.items(), order, winners, scores, List.of());
  }

  private BigInteger[][] game(Majorities majorities, List<Integer> candidates) {
    var game = new BigInteger[candidates.size()][candidates.size()];
    for (int i = 0; i < game.length; i++)
      for (int j = 0; j < game.length; j++) {
        var margin = majorities.margin(candidates.get(i), candidates.get(j));
        game[i][j] = margins ? margin : BigInteger.valueOf(margin.signum());
      }
    return game;
  }

  /** For every item the maximal lottery that draws it most, where one draws it at all. */
  private static List<BigFraction[]> vertices(BigInteger[][] game) {
    int m = game.length;
    var rows = new BigInteger[m + 1][m];
    for (int j = 0; j < m; j++) for (int i = 0; i < m; i++) rows[j][i] = game[j][i];
    Arrays.fill(rows[m], BigInteger.ONE);
    var bounds = new BigInteger[m + 1];
    Arrays.fill(bounds, BigInteger.ZERO);
    bounds[m] = BigInteger.ONE;
    return IntStream.range(0, m)
        .mapToObj(i -> {
          var objective = new BigInteger[m];
          Arrays.fill(objective, BigInteger.ZERO);
          objective[i] = BigInteger.ONE;
          return ExactProgram.maximise(objective, rows, bounds);
        })
        .filter(p -> Arrays.stream(p).anyMatch(x -> x.signum() > 0))
        .toList();
  }

  /** The programmes allow part of a lottery, so each is scaled to sum 1 first. */
  private static BigFraction[] mean(List<BigFraction[]> lotteries) {
    var mean = new BigFraction[lotteries.getFirst().length];
    Arrays.fill(mean, BigFraction.ZERO);
    for (var p : lotteries) {
      var sum = Arrays.stream(p).reduce(BigFraction.ZERO, BigFraction::add);
      for (int i = 0; i < mean.length; i++)
        mean[i] = mean[i].add(p[i].divide(sum).divide(lotteries.size()));
    }
    return mean;
  }

  @Override
  public boolean pairwise() {
    return true;
  }

  @Override
  public Set<Axiom> axioms() {
    return EnumSet.of(
        Axiom.ANONYMITY,
        Axiom.NEUTRALITY,
        Axiom.PARETO,
        Axiom.MAJORITY,
        Axiom.CONDORCET,
        Axiom.REVERSAL_SYMMETRY,
        Axiom.CLONE_INDEPENDENCE);
  }
}
