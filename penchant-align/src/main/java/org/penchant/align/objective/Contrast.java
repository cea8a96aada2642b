package org.penchant.align.objective;

import java.util.Set;
import org.penchant.core.problems.Problems;
import org.penchant.torch.tensor.Tensor;

/** How the scores a and b of a row's two sides make one argument: u before the offset. */
public sealed interface Contrast {
  double of(double a, double b, Row row);

  Tensor of(Tensor a, Tensor b, Batch batch);

  default Set<Need> needs() {
    return Set.of(new Need.Pairs());
  }

  default void check(Row row, String place, Problems problems) {}

  /** a - b. */
  record Difference() implements Contrast {
    @Override
    public double of(double a, double b, Row row) {
      return a - b;
    }

    @Override
    public Tensor of(Tensor a, Tensor b, Batch batch) {
      return a.sub(b);
    }

    @Override
    public Set<Need> needs() {
      return Set.of();
    }
  }

  /** a: raise the chosen. */
  record Chosen() implements Contrast {
    @Override
    public double of(double a, double b, Row row) {
      return a;
    }

    @Override
    public Tensor of(Tensor a, Tensor b, Batch batch) {
      return a;
    }
  }

  /** -a: lower the chosen. */
  record NotChosen() implements Contrast {
    @Override
    public double of(double a, double b, Row row) {
      return -a;
    }

    @Override
    public Tensor of(Tensor a, Tensor b, Batch batch) {
      return a.neg();
    }
  }

  /** -b: lower the rejected. */
  record NotRejected() implements Contrast {
    @Override
    public double of(double a, double b, Row row) {
      return -b;
    }

    @Override
    public Tensor of(Tensor a, Tensor b, Batch batch) {
      return b.neg();
    }
  }

  /**
   * a - factor b (DPO-Shift, arXiv 2502.07599; MaPPO, arXiv 2507.21183): the rejected is pushed
   * down {@code factor} times as hard as the chosen is pulled up. Prompt-level constants no longer
   * cancel, so scores must come from normalised log-probabilities.
   *
   * @param outside whether factors outside [0, 1] are allowed
   */
  record Shifted(Coefficient factor, boolean outside) implements Contrast {
    public Shifted {
      if (!outside && factor instanceof Coefficient.Constant c)
        Require.inRange("factor", c.value(), 0, false, 1, false, "set outside to allow more");
      if (!outside && factor instanceof Coefficient.Linear l) {
        Require.inRange("factor.from", l.from(), 0, false, 1, false, "set outside to allow more");
        Require.inRange("factor.to", l.to(), 0, false, 1, false, "set outside to allow more");
      }
    }

    @Override
    public double of(double a, double b, Row row) {
      return a - factor.of(row) * b;
    }

    @Override
    public Tensor of(Tensor a, Tensor b, Batch batch) {
      return a.sub(b.mul(factor.of(batch)));
    }

    @Override
    public Set<Need> needs() {
      return Needs.union(Set.of(new Need.Pairs()), factor.needs());
    }

    @Override
    public void check(Row row, String place, Problems problems) {
      factor.check(row, place, problems);
      double value = factor.of(row);
      if (!outside && !(value >= 0 && value <= 1))
        problems.error(
            place,
            value,
            "the coefficient of the rejected reward must be in [0, 1]",
            "bring the scores to [0, 1], and swap or drop rows whose rejected scores higher");
    }
  }
}
