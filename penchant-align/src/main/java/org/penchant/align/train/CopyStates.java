package org.penchant.align.train;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.penchant.align.lm.LogProbs;
import org.penchant.align.lm.PackedBatch;
import org.penchant.align.objective.Degrees;
import org.penchant.align.objective.Need;
import org.penchant.align.objective.Objective;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.Tensor;

/**
 * The hidden states of the copies of a packing, as a leaf of differentiation.
 *
 * @param states [M, D] F32
 * @param tokens which predictors they are, [M]
 * @param rowOf the row of every copy, [M]
 * @param levels of every copy, [M]
 * @param classes C
 */
record CopyStates(Tensor states, long[] tokens, long[] rowOf, long[] levels, int classes) {
  /** The copies of {@code rows}, if the objective looks at copies and there are any. */
  static Optional<CopyStates> of(
      List<Example> rows,
      PackedBatch packed,
      LogProbs logProbs,
      Objective objective,
      boolean train) {
    int classes = 0;
    for (var need : objective.needs())
      if (need instanceof Need.Copies copies) classes = copies.levels();
    var tokens = LongStream.builder();
    var rowOf = LongStream.builder();
    var levels = LongStream.builder();
    int sequence = 0;
    long token = 0;
    for (int i = 0; i < rows.size(); i++) {
      int copies = rows.get(i).extras().copies().size();
      int plain = rows.get(i).group().size() - copies;
      for (int k = 0; k < plain; k++) token += packed.lengths()[sequence++];
      for (var copy : rows.get(i).extras().copies()) {
        tokens.add(token);
        rowOf.add(i);
        levels.add(copy.level());
        token += packed.lengths()[sequence++];
      }
    }
    long[] which = tokens.build().toArray();
    if (classes == 0 || which.length == 0) return Optional.empty();
    Tensor states =
        logProbs.predictors().indexSelect(0, Tensor.of(which)).detach().to(DType.F32).copy();
    return Optional.of(
        new CopyStates(
            states.requiresGrad(train),
            which,
            rowOf.build().toArray(),
            levels.build().toArray(),
            classes));
  }

  /** The levels as the head guesses them; as a head at 0 does if there is none. */
  Degrees degrees(Optional<DegreeHead> head) {
    Tensor logits =
        head.map(h -> h.logits(states))
            .orElseGet(() -> Tensor.zeros(DType.F64, tokens.length, classes));
    return new Degrees(logits, rowOf, levels);
  }

  /** d loss / d predictors, [n, D], after the loss went backward. */
  Optional<Tensor> gradient(LogProbs logProbs) {
    if (!states.hasGrad()) return Optional.empty();
    Tensor all = Tensor.zeros(DType.F32, logProbs.predictors().shape());
    return Optional.of(all.indexAddInPlace(0, Tensor.of(tokens), states.grad()));
  }
}
