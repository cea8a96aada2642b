package org.penchant.align.objective;

import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.Tensor;

/** Values and slopes found in scalars as a differentiable tensor. */
final class Sloped {
  private Sloped() {}

  /**
   * Losses [B] with given derivatives: each row's loss plus, for each of its members, the slope
   * times what the member's score exceeds itself by, which is 0.
   *
   * @param losses of every row
   * @param scores of every response, [S]
   * @param slopes d (sum of losses) / d score of every member of every row
   */
  static Tensor of(Batch batch, double[] losses, Tensor scores, double[][] slopes) {
    int all = 0;
    for (int[] members : batch.members()) all += members.length;
    long[] response = new long[all];
    long[] row = new long[all];
    double[] slope = new double[all];
    int at = 0;
    for (int i = 0; i < losses.length; i++)
      for (int k = 0; k < slopes[i].length; k++) {
        response[at] = batch.members()[i][k];
        row[at] = i;
        slope[at++] = slopes[i][k];
      }
    Tensor moved =
        scores.sub(scores.detach()).indexSelect(0, Tensor.of(response)).mul(Tensor.of(slope));
    return Tensor.of(losses)
        .add(Tensor.zeros(DType.F64, losses.length).indexAdd(0, Tensor.of(row), moved));
  }
}
