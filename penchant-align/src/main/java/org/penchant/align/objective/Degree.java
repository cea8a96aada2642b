package org.penchant.align.objective;

import java.util.Set;
import org.penchant.core.explain.Explanation;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.Tensor;

/**
 * How much key content a copy of the chosen lacks, told from the policy's own hidden states (arXiv
 * 2409.17791): -weight log q of the copy's level, mean over a row's copies, q the softmax of a
 * linear head on the hidden state of the copy's last token. The head starts at 0, where the term is
 * weight log C and moves the head alone; it trains with the policy and is not part of the model
 * that comes out. Rows without copies contribute 0; so does weight 0, for which no copies are made.
 *
 * @param weight g, not negative
 * @param levels C, at least 2
 * @param filler stands for every word taken out of a copy; empty for nothing, in which case length
 *     tells the level too
 */
public record Degree(double weight, int levels, String filler) implements Term {
  public Degree {
    Require.notNegative("weight", weight);
    if (levels < 2) throw new IllegalArgumentException("levels = " + levels + ", must be >= 2");
  }

  @Override
  public Explanation explain(Row row) {
    double mean = row.degrees().stream().mapToDouble(DegreeCopy::loss).average().orElse(0);
    return Explanation.of(
        "degree",
        weight * mean,
        weight + " * mean over " + row.degrees().size() + " copies of -log q(level)",
        row.degrees().stream()
            .map(c -> Explanation.of("copy of level " + c.level(), c.loss(), "-log q(level)"))
            .toArray(Explanation[]::new));
  }

  @Override
  public Tensor of(Batch batch) {
    return batch
        .degrees()
        .map(degrees -> degrees.losses(batch.rows()).mul(weight))
        .orElseGet(() -> Tensor.zeros(DType.F64, batch.rows()));
  }

  @Override
  public Set<Need> needs() {
    return weight == 0 ? Set.of() : Set.of(new Need.Copies(levels, filler));
  }
}
