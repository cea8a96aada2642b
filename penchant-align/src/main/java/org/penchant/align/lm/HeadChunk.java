package org.penchant.align.lm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.Tensor;

/**
 * A run of a batch's trained tokens whose logits are held at once.
 *
 * @param from the first
 * @param length how many
 */
record HeadChunk(long from, long length) {
  /** Logits held at once, in elements: 8 Mi, 32 MiB in F32. */
  private static final long ELEMENTS = 8L << 20;

  static List<HeadChunk> of(CausalLm model, PackedBatch batch) {
    long rows = Math.max(1, ELEMENTS / model.vocabulary());
    var chunks = new ArrayList<HeadChunk>();
    for (long from = 0; from < batch.trained(); from += rows)
      chunks.add(new HeadChunk(from, Math.min(rows, batch.trained() - from)));
    return chunks;
  }

  /** This run's part of a tensor over all trained tokens. */
  Tensor of(Tensor all) {
    return all.narrow(0, from, length);
  }

  /** The trained tokens, [n, 1]. */
  Tensor target(PackedBatch batch) {
    return Tensor.of(
        Arrays.copyOfRange(batch.target(), (int) from, (int) (from + length)), length, 1);
  }

  /** log p [n] of the trained tokens, of log p [n, V]. */
  Tensor gather(Tensor logp, PackedBatch batch) {
    return logp.gather(1, target(batch)).squeeze(1);
  }

  /** log p over the vocabulary, [n, V] F32, of hidden states [n, D]. */
  static Tensor logp(CausalLm model, Tensor hidden) {
    long rows = hidden.size(0);
    int filling = model.type() == DType.BF16 ? Math.floorMod(-rows, LogProbs.BF16_ROWS) : 0;
    var filled =
        filling == 0
            ? hidden
            : Tensor.concat(
                0, List.of(hidden, Tensor.zeros(hidden.type(), filling, hidden.size(1))));
    var logits = model.logits(filled);
    return (filling == 0 ? logits : logits.narrow(0, 0, rows)).to(DType.F32).logSoftmax(-1);
  }
}
