package org.penchant.align.objective;

import java.util.List;
import java.util.Set;
import org.penchant.align.lm.Signal;
import org.penchant.core.explain.Explanation;
import org.penchant.torch.tensor.Tensor;

/**
 * coefficient times a signal of the policy against teachers, over the tokens of some of a row's
 * responses: the forward KL of PMPO (arXiv 2410.04166) and the distillation of DCKD and ADPA (arXiv
 * 2502.17927). A negative coefficient raises the signal.
 *
 * @param of which responses; their values are added up
 * @param length whether a response's tokens are summed or averaged
 */
public record TokenSignal(double coefficient, Signal signal, Of of, Reward.Length length)
    implements Term {
  /** Which responses of a row. */
  public enum Of {
    ALL,
    /** The chosen, or the only one. */
    FIRST,
    /** The rejected: of distillation, the student's own sample. */
    SECOND
  }

  public TokenSignal {
    Require.finite("coefficient", coefficient);
  }

  @Override
  public Explanation explain(Row row) {
    double sum = 0;
    for (var response : chosen(row)) {
      double[] tokens = response.signals().get(signal);
      if (tokens == null) throw new IllegalStateException("the row has no " + signal);
      sum += length.of(Response.sum(tokens), tokens.length);
    }
    return Explanation.of(
        "token signal",
        coefficient * sum,
        coefficient + " * " + signal + " of " + of + ", " + length,
        Explanation.of("signal", sum, ""));
  }

  private List<Response> chosen(Row row) {
    return switch (of) {
      case ALL -> row.responses();
      case FIRST -> List.of(row.first());
      case SECOND -> List.of(row.rejected());
    };
  }

  @Override
  public Tensor of(Batch batch) {
    Tensor each = length.of(batch.perResponse(batch.signal(signal)), batch);
    Tensor sum =
        switch (of) {
          case ALL -> batch.ofAll(each);
          case FIRST -> batch.ofFirst(each);
          case SECOND -> batch.ofSecond(each);
        };
    return sum.mul(coefficient);
  }

  @Override
  public Set<Need> needs() {
    var needs = Set.<Need>of(new Need.TokenSignal(signal));
    return of == Of.SECOND ? Needs.union(needs, Set.of(new Need.Pairs())) : needs;
  }
}
