package org.penchant.align.lm;

import java.util.Arrays;
import java.util.List;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.Tensor;

/** Cosines and sines of a {@link Rotary}, computed in double once per position and kept. */
final class RotaryTable {
  private final Rotary rotary;
  private float[] cos = {};
  private float[] sin = {};
  private int known;

  RotaryTable(Rotary rotary) {
    this.rotary = rotary;
  }

  /**
   * A turn of given positions.
   *
   * @param cos [N, 1, dims]
   * @param sin [N, 1, dims], negated in the first half, so that x cos + swap(x) sin turns x
   */
  record Turn(Tensor cos, Tensor sin, int dims) {
    /** Turns the leading dims of every head of x [N, heads, d]. */
    Tensor apply(Tensor x) {
      int rest = (int) x.size(2) - dims;
      if (rest == 0) return turn(x);
      var parts = x.split(2, dims, rest);
      return Tensor.concat(2, List.of(turn(parts.get(0)), parts.get(1)));
    }

    private Tensor turn(Tensor x) {
      return x.mul(cos).addMul(x.roll(2, dims / 2), sin);
    }
  }

  Turn at(long[] positions, DType type) {
    int dims = rotary.dims();
    int half = dims / 2;
    grow((int) Arrays.stream(positions).max().orElse(0) + 1);
    float[] c = new float[positions.length * dims];
    float[] s = new float[c.length];
    for (int i = 0; i < positions.length; i++) {
      int from = (int) positions[i] * half;
      int to = i * dims;
      System.arraycopy(cos, from, c, to, half);
      System.arraycopy(cos, from, c, to + half, half);
      System.arraycopy(sin, from, s, to + half, half);
      for (int j = 0; j < half; j++) s[to + j] = -sin[from + j];
    }
    return new Turn(
        Tensor.of(c, positions.length, 1, dims).to(type),
        Tensor.of(s, positions.length, 1, dims).to(type),
        dims);
  }

  private synchronized void grow(int positions) {
    if (positions <= known) return;
    int half = rotary.dims() / 2;
    int target = Math.max(positions, Math.max(64, known * 2));
    float[] c = Arrays.copyOf(cos, target * half);
    float[] s = Arrays.copyOf(sin, target * half);
    for (int j = 0; j < half; j++) {
      double frequency = rotary.frequency(j);
      for (int p = known; p < target; p++) {
        c[p * half + j] = (float) Math.cos(p * frequency);
        s[p * half + j] = (float) Math.sin(p * frequency);
      }
    }
    cos = c;
    sin = s;
    known = target;
  }
}
