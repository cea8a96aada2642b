package org.penchant.align.reference;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penchant.align.lm.CausalLm;
import org.penchant.align.lm.LogProbs;
import org.penchant.align.lm.PackedBatch;
import org.penchant.align.lm.TokenSequence;
import org.penchant.align.lm.Transformer;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/** A copy of the policy that follows it, by moving average or by hard synchronisation. */
public final class MovingReference implements Reference {
  private final Transformer copy;
  private final ReferenceKind kind;

  /** Starts from {@code copy}, which it owns. */
  public MovingReference(Transformer copy, ReferenceKind kind) {
    if (!(kind instanceof ReferenceKind.Ema || kind instanceof ReferenceKind.HardSync))
      throw new IllegalArgumentException(kind + " does not move");
    this.copy = copy;
    this.kind = kind;
  }

  @Override
  public Tensor tokens(PackedBatch batch, List<List<TokenSequence>> groups) {
    try (var scope = TensorScope.open()) {
      return scope.keep(LogProbs.of(copy, batch, false, Set.of()).tokens());
    }
  }

  @Override
  public void afterStep(CausalLm policy, long step) {
    try (var scope = TensorScope.open();
        var _ = GradMode.disabled()) {
      var source = policy.parameters();
      copy.parameters()
          .forEach((name, mine) -> {
            Tensor theirs = source.get(name);
            if (theirs == null) throw new IllegalStateException("the policy has no tensor " + name);
            if (kind instanceof ReferenceKind.Ema ema) mine.lerpInPlace(theirs, 1 - ema.decay());
            else if (kind instanceof ReferenceKind.HardSync sync && step % sync.every() == 0)
              mine.copyInPlace(theirs);
          });
    }
  }

  @Override
  public Map<String, Tensor> state() {
    return copy.parameters();
  }

  @Override
  public void close() {
    copy.close();
  }
}
