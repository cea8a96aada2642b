package org.penchant.app.job;

import org.penchant.align.lm.ModelConfig;

/**
 * Memory of a training run, in bytes, at the peak of a step: the sum of its parts.
 *
 * <p>With P parameters of w bytes (4 in F32, 2 in BF16 and F16), T of which train, N tokens in a
 * forward pass of which n train, L layers of width D with H query heads and K key heads of width d,
 * an inner width I, and a vocabulary V:
 *
 * <ul>
 *   <li>weights = P w; gradients = T w; moments = 8 T; masters = 4 T where w &lt; 4
 *   <li>reference = P w for one that moves; 0 for a frozen one, whose log-probabilities are
 *       computed before training, and for none
 *   <li>activations = w N (L a + 3 D) + w n D, where a = 8 D + (4 H + 3 K) d + 4 I counts what
 *       differentiation keeps of a layer: two norms with their normalised inputs, query, key and
 *       value before and after rotation, attention's output twice, two sums and the maps before
 *       them, and four tensors of the MLP
 *   <li>logits = 20 c V for chunks of c = min(n, 2^23 / V) rows: logits, their log-softmax and
 *       three more of that size at once, 4 bytes each
 *   <li>temporaries = w N a for the layer being differentiated, or 12 times the greatest tensor's
 *       elements in the optimiser, whichever is more
 *   <li>program = what this process holds with libraries loaded and the data encoded, measured
 * </ul>
 *
 * @param reference a moving reference's weights
 * @param program resident memory measured before the model is loaded; 0 where the system does not
 *     tell
 */
public record MemoryEstimate(
    long weights,
    long gradients,
    long moments,
    long masters,
    long reference,
    long activations,
    long logits,
    long temporaries,
    long program) {
  /** Elements of a chunk of logits, as LogProbs cuts it. */
  private static final long CHUNK = 8L << 20;

  /** Tensors of a chunk's size that exist at once, times 4 bytes. */
  private static final long CHUNK_BYTES = 20;

  /**
   * What a run is made of.
   *
   * @param parameters P
   * @param training T
   * @param greatest elements of the greatest tensor
   * @param width w, bytes of an element
   * @param moving whether the reference moves
   * @param program bytes measured
   */
  public record Model(
      ModelConfig config,
      long parameters,
      long training,
      long greatest,
      int width,
      boolean moving,
      long program) {}

  /**
   * The estimate for forward passes of some size.
   *
   * @param tokens N, at most
   * @param trained n, at most
   */
  public static MemoryEstimate of(Model m, long tokens, long trained) {
    var c = m.config();
    long weights = m.parameters() * m.width();
    long layer =
        8L * c.hidden() + (4L * c.heads() + 3L * c.kvHeads()) * c.headDim() + 4L * c.inner();
    long kept = tokens * (c.layers().size() * layer + 3L * c.hidden()) + trained * c.hidden();
    long rows = Math.min(trained, Math.max(1, CHUNK / c.vocabulary()));
    return new MemoryEstimate(
        weights,
        m.training() * m.width(),
        8 * m.training(),
        m.width() < 4 ? 4 * m.training() : 0,
        m.moving() ? weights : 0,
        m.width() * kept,
        CHUNK_BYTES * rows * c.vocabulary(),
        Math.max(m.width() * tokens * layer, 12 * m.greatest()),
        m.program());
  }

  public long total() {
    return weights
        + gradients
        + moments
        + masters
        + reference
        + activations
        + logits
        + temporaries
        + program;
  }
}
