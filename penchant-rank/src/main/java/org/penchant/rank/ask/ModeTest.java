package org.penchant.rank.ask;

import java.util.Optional;
import org.apache.commons.numbers.gamma.LogBeta;

/**
 * A sequential test of which answer is the likeliest (PPR-1v1 of arXiv 2310.00750): after counts s
 * it stops for the leader a when for every other answer b the ratio f(1/2; s_a + 1, s_b + 1), f the
 * Beta density, is at most level / (K - 1). The ratio is a martingale, so the chance of a wrong
 * answer is at most {@code level} whenever it stops. Equally likely answers never stop it.
 *
 * @param relation what decides
 * @param level of error, in (0, 1)
 */
public record ModeTest(Relation relation, double level) {
  /** What makes one item better than another. */
  public enum Relation {
    /** The likeliest of three answers; indifference can be it. */
    MODE,
    /** Better or worse, whichever is likelier; the same as ties split in halves. */
    MAJORITY
  }

  public ModeTest {
    if (!(level > 0 && level < 1))
      throw new IllegalArgumentException("level = " + level + ", must be in (0, 1)");
  }

  /**
   * The relation, once the answers so far decide it.
   *
   * @param counts of better, indifferent and worse
   */
  public Optional<Answer> decide(long[] counts) {
    Answer[] rivals =
        relation == Relation.MODE ? Answer.values() : new Answer[] {Answer.BETTER, Answer.WORSE};
    Answer leader = rivals[0];
    for (var rival : rivals) if (counts[rival.ordinal()] > counts[leader.ordinal()]) leader = rival;
    long most = 0;
    for (var rival : rivals) if (rival != leader) most = Math.max(most, counts[rival.ordinal()]);
    double threshold = Math.log(level / (rivals.length - 1));
    return logRatio(counts[leader.ordinal()], most) <= threshold
        ? Optional.of(leader)
        : Optional.empty();
  }

  /** ln f(1/2; a + 1, b + 1) = -(a + b) ln 2 - ln B(a + 1, b + 1). */
  public static double logRatio(long a, long b) {
    return -(a + b) * Math.log(2) - LogBeta.value(a + 1.0, b + 1.0);
  }
}
