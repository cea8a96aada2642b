package org.penchant.rank.rating;

import java.util.Arrays;
import java.util.List;
import org.penchant.core.votes.Ballots;
import org.penchant.core.votes.VoteTable;
import org.penchant.rank.choice.Choices;
import org.penchant.rank.choice.Connectivity;
import org.penchant.rank.standing.Standings;

/**
 * The logarithm, with the mean 0, of the stationary distribution of a chain: every choice of c from
 * S lets each other item of S lead to c at the rate 1 / (sum of w over S). With all w equal it is
 * LSR; with w the distribution of the last round, repeated, it is I-LSR, whose limit is maximum
 * likelihood. Items that tie share the choice. Maystre and Grossglauser, "Fast and accurate
 * inference of Plackett-Luce models", NeurIPS 2015.
 *
 * @param rounds 1 for LSR; for I-LSR as many as it may take
 */
public record LuceSpectral(int rounds) implements Rater, OrderRater {
  private static final double TOLERANCE = 1e-12;

  public LuceSpectral {
    if (rounds < 1)
      throw new IllegalArgumentException("rounds = " + rounds + ", must be at least 1");
  }

  /** I-LSR. */
  public static LuceSpectral defaults() {
    return new LuceSpectral(1_000);
  }

  @Override
  public Standings rate(Ballots ballots) {
    return rate(Choices.of(ballots));
  }

  @Override
  public Standings rate(VoteTable votes) {
    return rate(Choices.of(votes));
  }

  /** Rates from choices of any kind. */
  public Standings rate(Choices choices) {
    Connectivity.require(choices.pairs());
    int n = choices.items().size();
    var worth = new double[n];
    Arrays.fill(worth, 1);
    var notes = List.of("after " + rounds + " rounds it still moved");
    for (int round = 0; round < rounds; round++) {
      double[] next = Markov.stationary(rates(choices, worth));
      double change = 0;
      for (int i = 0; i < n; i++) {
        next[i] *= n;
        change = Math.max(change, Math.abs(Math.log(next[i] / worth[i])));
      }
      worth = next;
      if (change < TOLERANCE || rounds == 1) {
        notes = List.of();
        break;
      }
    }
    return new Standings(toString(), choices.items(), Markov.utilities(worth), notes);
  }

  private static double[][] rates(Choices choices, double[] worth) {
    var rates = new double[worth.length][worth.length];
    for (var choice : choices.choices()) {
      double all = 0;
      for (int item : choice.from()) all += worth[item];
      double rate = choice.times() / all / choice.chosen().size();
      for (int to : choice.chosen())
        for (int from : choice.from()) if (from != to) rates[from][to] += rate;
    }
    return rates;
  }
}
