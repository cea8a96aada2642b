package org.penchant.rank.judge;

/**
 * A judge's scores of two answers, held by answer and never by position.
 *
 * @param a score of answer A, finite
 * @param b score of answer B, finite
 */
public record AnswerScores(double a, double b) {
  public AnswerScores {
    if (!Double.isFinite(a) || !Double.isFinite(b))
      throw new IllegalArgumentException("scores " + a + " and " + b + ", must be finite");
  }

  /** Scores a judge gave by position, put back on the answers. */
  public static AnswerScores ofPositions(double first, double second, boolean aFirst) {
    return aFirst ? new AnswerScores(first, second) : new AnswerScores(second, first);
  }

  public Verdict verdict() {
    return Verdict.of(a, b);
  }
}
