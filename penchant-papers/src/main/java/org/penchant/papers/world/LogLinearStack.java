package org.penchant.papers.world;

import java.util.List;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/**
 * Worlds of equal sizes as tensors, one for each seed, so that one optimiser step trains all of
 * them: parameters are rows of theta [S, d], and no world's gradient reaches another's row. Owns
 * its memory until {@link #close}.
 */
public final class LogLinearStack implements AutoCloseable {
  private final List<LogLinearWorld> worlds;
  private final Tensor features;

  private LogLinearStack(List<LogLinearWorld> worlds, Tensor features) {
    this.worlds = worlds;
    this.features = features;
  }

  public static LogLinearStack of(List<LogLinearWorld> worlds) {
    var first = worlds.getFirst();
    int each = first.phi().length;
    double[] all = new double[worlds.size() * each];
    for (int s = 0; s < worlds.size(); s++)
      System.arraycopy(worlds.get(s).phi(), 0, all, s * each, each);
    return new LogLinearStack(
        List.copyOf(worlds),
        TensorScope.free(Tensor.of(all, worlds.size(), first.responses(), first.features())));
  }

  public List<LogLinearWorld> worlds() {
    return worlds;
  }

  /** S. */
  public int size() {
    return worlds.size();
  }

  /** Responses of one world, P K. */
  public int responses() {
    return worlds.getFirst().responses();
  }

  /** Rows of S arrays of a value for each response, flat, [S P K] F64. */
  public Tensor flat(List<double[]> perWorld) {
    double[] all = new double[size() * responses()];
    for (int s = 0; s < size(); s++)
      System.arraycopy(perWorld.get(s), 0, all, s * responses(), responses());
    return Tensor.of(all);
  }

  /** Parameters [S, d] F64. */
  public Tensor parameters(double[][] theta) {
    int d = worlds.getFirst().features();
    double[] all = new double[size() * d];
    for (int s = 0; s < size(); s++) System.arraycopy(theta[s], 0, all, s * d, d);
    return Tensor.of(all, size(), d);
  }

  /**
   * log pi(y|x) with logits base + features . theta, [S, P, K], differentiable in theta.
   *
   * @param base logits of the policy at theta = 0, flat [S P K]
   */
  public Tensor logPolicy(Tensor theta, Tensor base) {
    var world = worlds.getFirst();
    return features
        .matmul(theta.unsqueeze(2))
        .reshape(size(), world.prompts(), world.candidates())
        .add(base.reshape(size(), world.prompts(), world.candidates()))
        .logSoftmax(2);
  }

  /** Theta [S, d] as rows. */
  public double[][] rows(Tensor theta) {
    int d = worlds.getFirst().features();
    double[] all = theta.to(DType.F64).toDoubles();
    double[][] rows = new double[size()][d];
    for (int s = 0; s < size(); s++) System.arraycopy(all, s * d, rows[s], 0, d);
    return rows;
  }

  @Override
  public void close() {
    features.close();
  }
}
