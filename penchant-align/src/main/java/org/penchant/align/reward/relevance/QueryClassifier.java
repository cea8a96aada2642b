package org.penchant.align.reward.relevance;

/** Tells open-ended queries from those with one short answer: a rule, a trained model, a judge. */
@FunctionalInterface
public interface QueryClassifier {
  /** The two kinds. */
  enum Kind {
    OPEN,
    CLOSED
  }

  /**
   * A kind with the classifier's confidence in it.
   *
   * @param confidence in [0.5, 1]
   */
  record Classified(Kind kind, double confidence) {
    public Classified {
      if (!(confidence >= 0.5 && confidence <= 1))
        throw new IllegalArgumentException(
            "confidence = " + confidence + ", must be in [0.5, 1]: below, it is the other kind");
    }
  }

  Classified of(String query);
}
