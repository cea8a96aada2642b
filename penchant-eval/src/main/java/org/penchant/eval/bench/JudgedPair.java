package org.penchant.eval.bench;

import java.util.List;
import org.penchant.core.preference.Candidate;
import org.penchant.core.preference.Feedback;
import org.penchant.core.preference.Feedback.Outcome;
import org.penchant.core.preference.Feedback.Pairwise;
import org.penchant.core.seam.Judge;
import org.penchant.core.stats.Proportions;
import org.penchant.eval.bench.BenchItem.Pair;

/**
 * A pair put to a judge in both orders: one order alone would inherit the judge's liking for a
 * place.
 *
 * @param forward what was said with the chosen answer first
 * @param reversed with it second
 */
public record JudgedPair(Pair pair, Outcome forward, Outcome reversed) {
  /** Asks twice. */
  public static JudgedPair ask(Pair pair, Judge judge) {
    var chosen = new Candidate("", pair.chosen());
    var rejected = new Candidate("", pair.rejected());
    return new JudgedPair(
        pair,
        outcome(pair, judge.judge(pair.prompt(), List.of(chosen, rejected))),
        outcome(pair, judge.judge(pair.prompt(), List.of(rejected, chosen))));
  }

  private static Outcome outcome(Pair pair, Feedback said) {
    if (said instanceof Pairwise p) return p.outcome();
    throw new IllegalArgumentException(pair.id() + ": the judge must compare two answers");
  }

  /** Whether both orders say the same of the answers. */
  public boolean consistent() {
    return (forward == Outcome.FIRST && reversed == Outcome.SECOND)
        || (forward == Outcome.SECOND && reversed == Outcome.FIRST)
        || (tie(forward) && tie(reversed));
  }

  /**
   * 1 if the chosen answer is preferred in both orders, 0 if the rejected one is; otherwise one
   * half, or 0 where ties are strict.
   */
  public double credit(TieCredit ties) {
    if (forward == Outcome.FIRST && reversed == Outcome.SECOND) return 1;
    if (forward == Outcome.SECOND && reversed == Outcome.FIRST) return 0;
    return ties == TieCredit.HALF ? 0.5 : 0;
  }

  /** The pair as scores, so that tables serve judges too. */
  public ScoredPair scored(TieCredit ties) {
    double credit = credit(ties);
    return new ScoredPair(pair, credit, credit == 1 ? 0 : credit == 0 ? 1 : credit);
  }

  /** The share judged alike in both orders. */
  public static Share consistency(List<JudgedPair> pairs, double confidence) {
    long alike = pairs.stream().filter(JudgedPair::consistent).count();
    return new Share(
        "position consistency",
        alike,
        pairs.size(),
        Proportions.wilson((double) alike, pairs.size(), confidence));
  }

  private static boolean tie(Outcome outcome) {
    return outcome == Outcome.TIE || outcome == Outcome.BOTH_BAD;
  }
}
