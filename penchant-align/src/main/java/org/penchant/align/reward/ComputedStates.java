package org.penchant.align.reward;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/** Features computed once: what a body that does not train says of all items. */
public final class ComputedStates {
  private ComputedStates() {}

  /**
   * Vectors of all items, positions after positions; told how many items are done.
   *
   * @param states which do not train
   */
  public static List<float[]> vectors(States states, LongConsumer progress) {
    var found = new ArrayList<float[]>();
    var all = new ArrayList<int[]>();
    for (int i = 0; i < states.size(); i++) all.add(new int[] {i});
    long done = 0;
    for (var run : states.split(all)) {
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

  /** The same as features that are given; the matrix outlives scopes and is the caller's. */
  public static VectorStates of(States states, LongConsumer progress) {
    var vectors = vectors(states, progress);
    float[] flat = new float[vectors.size() * states.width()];
    for (int i = 0; i < vectors.size(); i++)
      System.arraycopy(vectors.get(i), 0, flat, i * states.width(), states.width());
    long[] starts = new long[states.size() + 1];
    for (int i = 0; i < states.size(); i++) starts[i + 1] = starts[i] + states.positions(i);
    return new VectorStates(
        TensorScope.free(Tensor.of(flat, vectors.size(), states.width())), starts);
  }
}
