package org.penchant.align.objective;

import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.Tensor;

/**
 * The {@link DegreeCopy copies} of all rows.
 *
 * @param logits [M, C] F64; gradients flow to it
 * @param rowOf the row of every copy, [M]
 * @param levels of every copy, [M]
 */
public record Degrees(Tensor logits, long[] rowOf, long[] levels) {
  public Degrees {
    if (rowOf.length != levels.length || rowOf.length == 0)
      throw new IllegalArgumentException(rowOf.length + " rows, " + levels.length + " levels");
  }

  /** -log q of the level, mean over every row's copies, [B]; 0 of a row without copies. */
  public Tensor losses(int rows) {
    Tensor own = logits.logSoftmax(1).gather(1, Tensor.of(levels, levels.length, 1)).squeeze(1);
    return mean(own.neg(), rows);
  }

  /** The share of every row's copies whose level has the greatest logit, [B]. */
  public Tensor accuracies(int rows) {
    return mean(logits.argmax(1).eq(Tensor.of(levels)).to(DType.F64), rows);
  }

  /** How many copies every row has, [B]. */
  public double[] counts(int rows) {
    double[] counts = new double[rows];
    for (long row : rowOf) counts[(int) row]++;
    return counts;
  }

  private Tensor mean(Tensor perCopy, int rows) {
    double[] counts = counts(rows);
    for (int i = 0; i < rows; i++) counts[i] = Math.max(1, counts[i]);
    return Tensor.zeros(DType.F64, rows)
        .indexAdd(0, Tensor.of(rowOf), perCopy)
        .div(Tensor.of(counts));
  }
}
