package org.penchant.eval.bench;

import java.util.Optional;
import java.util.function.ToIntFunction;
import org.penchant.core.preference.Content;
import org.penchant.core.seam.Scorer;

/**
 * The reward implied by a tuned policy: beta (log pi(y | x) - log ref(y | x)), a mean over the
 * answer's tokens where their count is given.
 *
 * @param policy log-probability of the answer, nats, summed over its tokens
 * @param reference the same by the reference
 * @param beta positive
 * @param tokens counts the answer's tokens, for the normalised variant
 */
public record ImplicitReward(
    Scorer policy, Scorer reference, double beta, Optional<ToIntFunction<Content>> tokens)
    implements Scorer {
  public ImplicitReward {
    if (!(beta > 0 && beta < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException("beta = " + beta + ", must be positive and finite");
  }

  /** Summed over tokens. */
  public static ImplicitReward of(Scorer policy, Scorer reference, double beta) {
    return new ImplicitReward(policy, reference, beta, Optional.empty());
  }

  @Override
  public double score(Content prompt, Content response) {
    double sum = beta * (policy.score(prompt, response) - reference.score(prompt, response));
    return tokens.map(t -> sum / Math.max(1, t.applyAsInt(response))).orElse(sum);
  }
}
