package org.penchant.align.train;

import java.util.List;
import java.util.Map;
import org.penchant.align.reward.States;

/** The language-model term of a batch, gathered over its passes. */
final class LanguageMean {
  private final double weight;
  private final long tokens;
  private double sum;

  LanguageMean(States states, List<int[]> rows) {
    this.weight = states.languageWeight();
    this.tokens = states.languageTokens(rows);
  }

  void add(double crossEntropies) {
    sum += crossEntropies;
  }

  /** d loss / d sum of cross-entropies. */
  double slope() {
    return tokens == 0 ? 0 : weight / tokens;
  }

  /** Adds {@code lm_loss}, the mean a token, and its share of {@code loss}. */
  void into(Map<String, Double> metrics) {
    if (tokens == 0) return;
    metrics.put("lm_loss", sum / tokens);
    metrics.merge("loss", slope() * sum, Double::sum);
  }
}
