package org.penchant.align.reward;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/** Features computed once: what a body that does not train says of all items. */
public final class ComputedStates {
  /** Items of a pass whose common beginning is looked for. */
  private static final int GROUP = 2;

  private ComputedStates() {}

  /**
   * Vectors of rows' items, one after the other; told how many rows are done.
   *
   * @param states which do not train
   * @param rows items that share a beginning stand together
   */
  public static List<float[]> vectors(States states, List<int[]> rows, LongConsumer progress) {
    var found = new ArrayList<float[]>();
    long done = 0;
    for (var run : states.split(rows)) {
      try (var scope = TensorScope.open()) {
        float[] flat = states.forward(run, false).states().toFloats();
        for (int from = 0; from < flat.length; from += states.width())
          found.add(Arrays.copyOfRange(flat, from, from + states.width()));
      }
      done += run.size();
      progress.accept(done);
    }
    return found;
  }

  /**
   * All items' vectors as features that are given; the matrix outlives scopes and is the caller's.
   *
   * @param states whose items that share a beginning have neighbouring numbers
   */
  public static VectorStates of(States states, LongConsumer progress) {
    var groups = new ArrayList<int[]>();
    for (int i = 0; i < states.size(); i += GROUP)
      groups.add(IntStream.range(i, Math.min(states.size(), i + GROUP)).toArray());
    var vectors = vectors(states, groups, done -> progress.accept(done * GROUP));
    float[] flat = new float[vectors.size() * states.width()];
    for (int i = 0; i < vectors.size(); i++)
      System.arraycopy(vectors.get(i), 0, flat, i * states.width(), states.width());
    long[] starts = new long[states.size() + 1];
    for (int i = 0; i < states.size(); i++) starts[i + 1] = starts[i] + states.positions(i);
    return new VectorStates(
        TensorScope.free(Tensor.of(flat, vectors.size(), states.width())), starts);
  }
}
