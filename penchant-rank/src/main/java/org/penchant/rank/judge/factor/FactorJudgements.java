package org.penchant.rank.judge.factor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.votes.Vote;
import org.penchant.core.votes.VoteTable;
import org.penchant.core.votes.VoteTally;

/**
 * Choices between two texts by the factors each of them has (arXiv 2305.14702).
 *
 * @param factors names
 * @param won one row a judgement: whether the chosen text has each factor
 * @param lost likewise of the other text
 */
public record FactorJudgements(List<String> factors, boolean[][] won, boolean[][] lost) {
  /** The factors of a chosen text and of the one it was chosen over. */
  public record Judgement(Set<String> winner, Set<String> loser) {
    public Judgement {
      winner = Set.copyOf(winner);
      loser = Set.copyOf(loser);
    }
  }

  public FactorJudgements {
    factors = List.copyOf(factors);
    if (won.length != lost.length)
      throw new IllegalArgumentException(won.length + " winners and " + lost.length + " losers");
  }

  /**
   * Reads judgements.
   *
   * @throws org.penchant.core.problems.ProblemsException if one names a factor not in {@code
   *     factors}
   */
  public static FactorJudgements of(List<String> factors, List<Judgement> judgements) {
    var numbers = new HashMap<String, Integer>();
    for (String factor : factors) numbers.put(factor, numbers.size());
    var problems = new Problems();
    var won = new boolean[judgements.size()][];
    var lost = new boolean[judgements.size()][];
    for (int r = 0; r < won.length; r++) {
      won[r] = row(judgements.get(r).winner(), numbers, "judgement " + r + " winner", problems);
      lost[r] = row(judgements.get(r).loser(), numbers, "judgement " + r + " loser", problems);
    }
    problems.throwIfErrors(ExitCode.BAD_DATA);
    return new FactorJudgements(factors, won, lost);
  }

  private static boolean[] row(
      Set<String> has, Map<String, Integer> numbers, String place, Problems problems) {
    var row = new boolean[numbers.size()];
    for (String factor : has) {
      Integer number = numbers.get(factor);
      if (number == null)
        problems.error(
            place, factor, "must be one of " + numbers.keySet(), "correct it, or add the factor");
      else row[number] = true;
    }
    return row;
  }

  public int rows() {
    return won.length;
  }

  /** The judgements of these numbers, in this order. */
  public FactorJudgements rows(int[] numbers) {
    return new FactorJudgements(
        factors,
        Arrays.stream(numbers).mapToObj(r -> won[r]).toArray(boolean[][]::new),
        Arrays.stream(numbers).mapToObj(r -> lost[r]).toArray(boolean[][]::new));
  }

  /** The factors of one side of a judgement that the other side lacks. */
  private static List<Integer> only(boolean[] own, boolean[] other) {
    var only = new ArrayList<Integer>();
    for (int k = 0; k < own.length; k++) if (own[k] && !other[k]) only.add(k);
    return only;
  }

  /** Judgements that say nothing of factors: one side has none the other lacks. */
  public int silent() {
    int silent = 0;
    for (int r = 0; r < rows(); r++)
      if (only(won[r], lost[r]).isEmpty() || only(lost[r], won[r]).isEmpty()) silent++;
    return silent;
  }

  /**
   * Factors against factors: every factor the winner alone has, u of them, beats every one the
   * loser alone has, v of them. Items are the factors, in their order.
   *
   * @param equalMass whether each judgement weighs 1 in all, 1 / (u v) a pair; else every pair 1,
   *     and texts of many factors count more
   */
  public VoteTable comparisons(boolean equalMass) {
    var tally = VoteTally.ofPairs();
    factors.forEach(tally::item);
    for (int r = 0; r < rows(); r++) {
      var up = only(won[r], lost[r]);
      var down = only(lost[r], won[r]);
      double times = equalMass ? 1.0 / (up.size() * down.size()) : 1;
      for (int i : up)
        for (int j : down) tally.add(Vote.won(factors.get(i), factors.get(j)).withTimes(times));
    }
    return tally.table();
  }

  /** Has the winner the factor (1), or the loser (-1), or both or neither; all chose the first. */
  public AttributeVotes differences() {
    var x = new double[rows()][factors.size()];
    var y = new boolean[rows()];
    Arrays.fill(y, true);
    for (int r = 0; r < x.length; r++)
      for (int k = 0; k < x[r].length; k++) x[r][k] = (won[r][k] ? 1 : 0) - (lost[r][k] ? 1 : 0);
    return new AttributeVotes(factors, x, y);
  }

  /** Of the texts with each factor, the share that won; NaN without any. Blind to opponents. */
  public double[] winRates() {
    var rates = new double[factors.size()];
    for (int k = 0; k < rates.length; k++) {
      double wins = 0;
      double losses = 0;
      for (int r = 0; r < rows(); r++) {
        if (won[r][k]) wins++;
        if (lost[r][k]) losses++;
      }
      rates[k] = wins / (wins + losses);
    }
    return rates;
  }

  /** How many texts have both factors; the diagonal has each alone. What travels together. */
  public int[][] cooccurrence() {
    var counts = new int[factors.size()][factors.size()];
    for (var texts : List.of(won, lost))
      for (var text : texts)
        for (int i = 0; i < text.length; i++)
          for (int j = 0; j < text.length; j++) if (text[i] && text[j]) counts[i][j]++;
    return counts;
  }
}
