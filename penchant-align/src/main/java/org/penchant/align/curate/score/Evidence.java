package org.penchant.align.curate.score;

import java.util.List;
import java.util.Optional;
import org.penchant.align.lm.HiddenSums;

/**
 * What is known of one row when it is scored; a part that no score needs is empty.
 *
 * @param item the row
 * @param policy log pi(y|x) of its responses, nats
 * @param reference log pi_ref(y|x) of its responses, nats
 * @param states hidden sums of its responses under the policy
 */
public record Evidence(
    Item item, double[] policy, double[] reference, List<HiddenSums.Response> states) {
  public Evidence {
    states = List.copyOf(states);
  }

  /** What scores read of a model. */
  public enum Kind {
    /** Log-probabilities under the policy. */
    POLICY,
    /** Log-probabilities under the reference. */
    REFERENCE,
    /** Hidden sums under the policy. */
    STATES
  }

  /** A row that was not run through a model. */
  public static Evidence of(Item item) {
    return new Evidence(item, new double[0], new double[0], List.of());
  }

  /** Trained tokens of a response. */
  int length(int response) {
    return item.sequences().get(response).trained();
  }

  /** The first sign that a part is missing which {@code kind} names. */
  Optional<String> missing(Kind kind) {
    int n = item.sequences().size();
    boolean there =
        switch (kind) {
          case POLICY -> policy.length == n;
          case REFERENCE -> reference.length == n;
          case STATES -> states.size() == n;
        };
    return there ? Optional.empty() : Optional.of(kind + " was not measured");
  }
}
