package org.penchant.align.objective;

import java.util.Optional;
import java.util.Set;
import org.penchant.core.explain.Explanation;
import org.penchant.core.numeric.Logistic;
import org.penchant.torch.tensor.Tensor;

/**
 * The likelihood of a row's rationale under the policy, lp = log pi(rationale | prompt, both
 * responses): -gamma lp, or -log sigmoid(gamma lp) as the paper's code has it (arXiv 2407.14477).
 * No reference takes part. Rows without a rationale contribute 0.
 *
 * @param gamma not negative
 * @param form of the penalty
 * @param length whether lp is a sum or a mean over tokens; the same gamma means different things
 */
public record Rationale(double gamma, Form form, Reward.Length length) implements Term {
  /** The penalty on lp. */
  public enum Form {
    LINEAR,
    SIGMOID
  }

  public Rationale {
    Require.notNegative("gamma", gamma);
  }

  @Override
  public Explanation explain(Row row) {
    Optional<Double> lp = row.rationale().map(r -> length.of(r.logp(), r.length()));
    return Explanation.of(
        "rationale",
        lp.map(v -> form == Form.LINEAR ? -gamma * v : -Logistic.logSigmoid(gamma * v)).orElse(0.0),
        form + " of gamma " + gamma + " times the rationale's log-probability, " + length,
        Explanation.of("log-probability", lp.orElse(0.0), lp.isPresent() ? "" : "no rationale"));
  }

  @Override
  public Tensor of(Batch batch) {
    Tensor sums = length.of(batch.sums(), batch);
    long[] which = new long[batch.rows()];
    double[] has = new double[which.length];
    for (int i = 0; i < which.length; i++)
      if (batch.rationales()[i] >= 0) {
        which[i] = batch.rationales()[i];
        has[i] = 1;
      }
    Tensor scaled = sums.indexSelect(0, Tensor.of(which)).mul(gamma);
    Tensor loss = form == Form.LINEAR ? scaled.neg() : scaled.logSigmoid().neg();
    return loss.mul(Tensor.of(has));
  }

  @Override
  public Set<Need> needs() {
    return Set.of(new Need.Rationales());
  }
}
