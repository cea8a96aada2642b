package org.penchant.align.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.penchant.align.lm.CausalLm;
import org.penchant.align.lm.TokenSequence;
import org.penchant.align.reference.CachedReference;

/**
 * The implicit rewards of earlier stages on the rows of later ones (arXiv 2405.12739): R_i = beta
 * (log pi_i - log pi_(i-1)) - lambda sum_(j<i) R_j. Every policy scores the rows of the stages
 * after it when it has just been trained, so no checkpoint is loaded again.
 */
final class EarlierRewards {
  private final CausalLm policy;
  private final Optional<Stages.Earlier> settings;
  private final int maxTokens;
  private final List<CachedReference> under = new ArrayList<>();

  EarlierRewards(CausalLm policy, Optional<Stages.Earlier> settings, int maxTokens) {
    this.policy = policy;
    this.settings = settings;
    this.maxTokens = maxTokens;
  }

  /** Scores the rows of this and later stages with the policy as it is at this stage's start. */
  void look(List<List<Example>> later, List<List<Example>> evaluation) {
    if (settings.isEmpty()) return;
    var groups =
        Stream.concat(later.stream(), evaluation.stream())
            .flatMap(List::stream)
            .map(Example::sequences)
            .toList();
    under.add(CachedReference.compute(policy, groups, maxTokens, _ -> {}));
  }

  /** The rows of the stage looked at last, with the margin of all earlier implicit rewards. */
  List<Example> annotated(List<Example> rows) {
    if (settings.isEmpty()) return rows;
    return rows.stream()
        .map(row -> {
          var columns = new HashMap<>(row.columns());
          var sides = row.sequences();
          columns.put(
              Stages.EARLIER_MARGIN,
              row.isPair() ? earlier(sides.get(0)) - earlier(sides.get(1)) : 0.0);
          return row.withColumns(columns);
        })
        .toList();
  }

  private double earlier(TokenSequence sequence) {
    double beta = settings.orElseThrow().beta();
    double lambda = settings.orElseThrow().lambda();
    double rewards = 0;
    for (int i = 1; i < under.size(); i++)
      rewards += beta * (logp(i, sequence) - logp(i - 1, sequence)) - lambda * rewards;
    return rewards;
  }

  private double logp(int policyNumber, TokenSequence sequence) {
    return Arrays.stream(under.get(policyNumber).of(sequence)).sum();
  }
}
