package org.penchant.align.reward;

import java.util.Arrays;
import java.util.List;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.Tensor;

/**
 * Features that are given: a row of a matrix for every position. The matrix may be a mapped file
 * larger than memory.
 *
 * @param matrix [N, D], floating
 * @param starts the first row of every item, and N at the end
 */
public record VectorStates(Tensor matrix, long[] starts) implements States {
  public VectorStates {
    if (starts[starts.length - 1] != matrix.size(0))
      throw new IllegalArgumentException(
          matrix.size(0) + " vectors, items end at " + starts[starts.length - 1]);
  }

  /** A vector for every item. */
  public static VectorStates of(Tensor matrix) {
    long[] starts = new long[(int) matrix.size(0) + 1];
    Arrays.setAll(starts, i -> i);
    return new VectorStates(matrix, starts);
  }

  @Override
  public int width() {
    return (int) matrix.size(1);
  }

  @Override
  public int size() {
    return starts.length - 1;
  }

  @Override
  public int positions(int item) {
    return (int) (starts[item + 1] - starts[item]);
  }

  @Override
  public List<List<int[]>> split(List<int[]> rows) {
    return List.of(rows);
  }

  @Override
  public Forward forward(List<int[]> rows, boolean train) {
    long[] which =
        rows.stream()
            .flatMapToInt(Arrays::stream)
            .asLongStream()
            .flatMap(i -> java.util.stream.LongStream.range(starts[(int) i], starts[(int) i + 1]))
            .toArray();
    Tensor states = matrix.indexSelect(0, Tensor.of(which)).to(DType.F32);
    return new Forward() {
      @Override
      public Tensor states() {
        return states;
      }

      @Override
      public boolean trains() {
        return false;
      }

      @Override
      public void backward(Tensor gradient, double byLanguage) {
        throw new IllegalStateException("given vectors do not train");
      }
    };
  }
}
