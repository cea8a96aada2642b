package org.penchant.align.train;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.reward.RewardModel;
import org.penchant.align.reward.RewardPass;
import org.penchant.align.reward.RewardRow;
import org.penchant.align.reward.lowrank.BasisPenalty;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.Tensor;

/**
 * Holds shared rewards, the rows of the last map, to the head of a given reward model (arXiv
 * 2504.14439): adds a penalty to the mean loss of a step. Metric {@code basis_penalty}.
 */
public final class BasisPull implements StepPart {
  private final Tensor basis;
  private final double[] reference;
  private final BasisPenalty penalty;
  private final long total;
  private long step;
  private double value;

  private BasisPull(Tensor basis, double[] reference, BasisPenalty penalty, long total) {
    this.basis = basis;
    this.reference = reference;
    this.penalty = penalty;
    this.total = total;
  }

  /**
   * Towards another model's head, read in the scale of this one's features: V_sft times the
   * deviations that this model divides by, over those that the other does.
   *
   * @param total steps of the run
   * @throws IllegalArgumentException naming what keeps the two from comparing
   */
  public static BasisPull of(
      RewardModel model, RewardModel other, BasisPenalty penalty, long total) {
    if (other.head().outputs() != 1 || other.head().personal())
      throw new IllegalArgumentException(other.head() + " is no reward of one number for all");
    if (model.trunk().layers().size() > 1 || other.trunk().layers().size() > 1)
      throw new IllegalArgumentException(
          "behind hidden layers the features of two models are not the same");
    Tensor basis = model.trunk().layers().getLast().weight();
    double[] head = other.trunk().layers().getLast().weight().toDoubles();
    if (basis.size(1) != head.length)
      throw new IllegalArgumentException(
          "it reads " + head.length + " numbers, the features have " + basis.size(1));
    double[] ours = model.scaling().deviation().toDoubles();
    double[] theirs = other.scaling().deviation().toDoubles();
    for (int f = 0; f < head.length; f++) head[f] *= ours[f] / theirs[f];
    if (Arrays.stream(head).allMatch(v -> v == 0))
      throw new IllegalArgumentException("its head is all zeros");
    return new BasisPull(basis, head, penalty, total);
  }

  @Override
  public void begin(long taken) {
    step = taken;
    value = 0;
  }

  @Override
  public Optional<Tensor> added(RewardPass pass, List<RewardRow> rows, double share) {
    int width = reference.length;
    double[] flat = basis.toDoubles();
    double[][] now = new double[flat.length / width][];
    for (int j = 0; j < now.length; j++)
      now[j] = Arrays.copyOfRange(flat, j * width, (j + 1) * width);
    double[][] slopes = new double[now.length][width];
    value += share * penalty.of(now, reference, (double) step / total, slopes);
    for (int i = 0; i < flat.length; i++) flat[i] = share * slopes[i / width][i % width];
    return Optional.of(basis.to(DType.F64).mul(Tensor.of(flat, now.length, width)).sum());
  }

  @Override
  public void report(Map<String, Double> metrics) {
    metrics.put("basis_penalty", value);
  }
}
