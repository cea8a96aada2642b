package org.penchant.align.train;

import java.util.Collection;
import java.util.List;
import org.penchant.torch.tensor.Tensor;

/**
 * Two groups of parameters that train in turn, the first for some steps, then the second for as
 * many: shared rewards and users' weights (arXiv 2504.14439). The group that rests keeps its values
 * and the optimiser's moments.
 */
public final class AlternatingTurns implements StepPart {
  private final List<Tensor> first;
  private final List<Tensor> second;
  private final int steps;
  private long step;

  /**
   * @param steps of a turn, at least 1
   */
  public AlternatingTurns(Collection<Tensor> first, Collection<Tensor> second, int steps) {
    if (steps < 1) throw new IllegalArgumentException("steps = " + steps + ", must be at least 1");
    this.first = List.copyOf(first);
    this.second = List.copyOf(second);
    this.steps = steps;
  }

  @Override
  public void begin(long taken) {
    step = taken;
  }

  @Override
  public void around(Runnable gradient) {
    gradient.run();
    (step / steps % 2 == 0 ? second : first).forEach(Tensor::clearGrad);
  }
}
