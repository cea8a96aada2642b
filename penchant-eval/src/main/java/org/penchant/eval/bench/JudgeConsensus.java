package org.penchant.eval.bench;

import java.util.List;
import java.util.Optional;
import org.penchant.core.preference.Feedback.Outcome;

/**
 * Keeps a pair only if all judges agree on its direction and the margin is large (2412.13746). What
 * is kept is easier than what was not: publish the keep rate beside every accuracy.
 *
 * @param margin the least mean |score of the first - score of the second|, in points
 * @param least judges a pair needs after those were left out that are of an author's family
 */
public record JudgeConsensus(double margin, int least) {
  public JudgeConsensus {
    if (!(margin >= 0)) throw new IllegalArgumentException("margin = " + margin);
    if (least < 1) throw new IllegalArgumentException("least = " + least);
  }

  /** One point of a rubric of 1 to 5, two judges. */
  public static JudgeConsensus defaults() {
    return new JudgeConsensus(1, 2);
  }

  /**
   * A judge's scores of both answers.
   *
   * @param family of models the judge belongs to; empty for none
   */
  public record Ballot(String family, double first, double second) {}

  /**
   * The direction all judges agree on.
   *
   * @param firstFamily of the first answer's author; judges of it are not heard. Empty for none
   * @param secondFamily of the second answer's author
   * @return empty where a judge ties, two disagree, the margin is small, or too few are heard
   */
  public Optional<Outcome> of(List<Ballot> ballots, String firstFamily, String secondFamily) {
    int heard = 0;
    int wins = 0;
    double sum = 0;
    for (var ballot : ballots) {
      if (!ballot.family().isEmpty()
          && (ballot.family().equals(firstFamily) || ballot.family().equals(secondFamily)))
        continue;
      double m = ballot.first() - ballot.second();
      if (m == 0 || Double.isNaN(m)) return Optional.empty();
      heard++;
      wins += m > 0 ? 1 : 0;
      sum += Math.abs(m);
    }
    if (heard < least || (wins != 0 && wins != heard) || sum / heard < margin)
      return Optional.empty();
    return Optional.of(wins == heard ? Outcome.FIRST : Outcome.SECOND);
  }

  /**
   * How often an agreed label of J judges is right, p^J / (p^J + (1 - p)^J), if each is right with
   * probability p of every pair and they err apart: an optimistic bound, since pairs differ in
   * difficulty and judges share biases.
   */
  public static double agreedRight(double p, int judges) {
    if (!(p >= 0 && p <= 1)) throw new IllegalArgumentException("p = " + p);
    double right = Math.pow(p, judges);
    double wrong = Math.pow(1 - p, judges);
    return right / (right + wrong);
  }
}
