package org.penchant.align.reward.relevance;

import org.penchant.align.reward.relevance.QueryClassifier.Classified;
import org.penchant.align.reward.relevance.QueryClassifier.Kind;

/**
 * Relevance, length and repetition multiplied into one reward: open queries get max(r_x, 0) LI RP,
 * closed ones max(r_y, 0) RP, with LI = min(words, cap) / {@code words} and RP the share of
 * distinct trigrams. Where the classifier is less sure than {@code leastConfidence} the reward is
 * the geometric mean of both. "Preference-free alignment learning with regularized relevance
 * reward" (arXiv 2402.03469).
 *
 * @param words at which the incentive is 1
 * @param cap words that count at most: the generation limit
 * @param incentive whether length counts
 * @param penalty whether repetition counts
 * @param branches which queries take which form
 * @param leastConfidence in [0.5, 1]; 0.5 always trusts the classifier
 */
public record RelevanceMixture(
    double words,
    double cap,
    boolean incentive,
    boolean penalty,
    Branches branches,
    double leastConfidence) {

  /** Which queries take which form of the reward. */
  public enum Branches {
    /** Each its own. */
    BY_KIND,
    /** All that of open ones; an ablation. */
    OPEN,
    /** Each the other's; a control. */
    SWAPPED
  }

  /**
   * What is measured of one answer.
   *
   * @param toQuery r_x
   * @param toReference r_y, rescaled
   * @param words its length
   * @param distinct RP, in [0, 1]
   */
  public record Measured(double toQuery, double toReference, double words, double distinct) {}

  public RelevanceMixture {
    if (!(words > 0) || !(cap > 0) || !Double.isFinite(cap))
      throw new IllegalArgumentException(
          "words = " + words + ", cap = " + cap + ": both must be positive and finite");
    if (!(leastConfidence >= 0.5 && leastConfidence <= 1))
      throw new IllegalArgumentException(
          "least confidence = " + leastConfidence + ", must be in [0.5, 1]");
  }

  /** 100 words, at most 512 of them, all factors, kinds trusted from 0.7. */
  public static RelevanceMixture defaults() {
    return new RelevanceMixture(100, 512, true, true, Branches.BY_KIND, 0.7);
  }

  public RelevanceMixture withFactors(boolean length, boolean repetition) {
    return new RelevanceMixture(words, cap, length, repetition, branches, leastConfidence);
  }

  public RelevanceMixture withBranches(Branches other) {
    return new RelevanceMixture(words, cap, incentive, penalty, other, leastConfidence);
  }

  /** Of an open query. */
  public double open(Measured m) {
    double length = incentive ? Math.min(m.words(), cap) / words : 1;
    return Math.max(0, m.toQuery()) * length * repetition(m);
  }

  /** Of a closed query. */
  public double closed(Measured m) {
    return Math.max(0, m.toReference()) * repetition(m);
  }

  /** The reward, at least 0. */
  public double of(Measured m, Classified query) {
    if (branches == Branches.OPEN) return open(m);
    if (query.confidence() < leastConfidence) return Math.sqrt(open(m) * closed(m));
    boolean open = (query.kind() == Kind.OPEN) == (branches == Branches.BY_KIND);
    return open ? open(m) : closed(m);
  }

  /** Whether a query so classified needs a reference answer. */
  public boolean needsReference(Classified query) {
    if (branches == Branches.OPEN) return false;
    if (query.confidence() < leastConfidence) return true;
    return (query.kind() == Kind.CLOSED) == (branches == Branches.BY_KIND);
  }

  private double repetition(Measured m) {
    return penalty ? m.distinct() : 1;
  }
}
