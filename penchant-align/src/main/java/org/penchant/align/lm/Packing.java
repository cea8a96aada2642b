package org.penchant.align.lm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sequences laid end to end without padding; what several share is laid once.
 *
 * <p>A {@link Segment} continues its parent: a prompt is a segment without parent, its responses
 * are segments with the prompt as parent. A token attends to the tokens of its own segment up to
 * itself and to all tokens of its segment's ancestors; its position counts from the first token of
 * the outermost ancestor.
 *
 * @param tokens the ids of all segments in order, length N
 * @param positions the position of each token in its own sequence, length N
 * @param segments in the order of their tokens; parents come before their children
 */
public record Packing(long[] tokens, long[] positions, List<Segment> segments) {
  /** No parent. */
  public static final int ROOT = -1;

  /**
   * A run of tokens.
   *
   * @param start index of its first token in the packing
   * @param length its number of tokens, at least 1
   * @param parent index of the segment it continues, or {@link #ROOT}
   */
  public record Segment(int start, int length, int parent) {}

  public Packing {
    segments = List.copyOf(segments);
  }

  public int size() {
    return tokens.length;
  }

  /**
   * This packing, or one with a segment of tokens 0 behind it that nothing attends to, so that its
   * size is a multiple of {@code rows}.
   */
  Packing filledTo(int rows) {
    int filling = Math.floorMod(-size(), rows);
    if (filling == 0) return this;
    var more = new ArrayList<>(segments);
    more.add(new Segment(size(), filling, ROOT));
    // Positions are 0, which every model has, however short its context.
    return new Packing(
        Arrays.copyOf(tokens, size() + filling), Arrays.copyOf(positions, size() + filling), more);
  }

  /** Lays out groups of sequences; each group shares its first {@code shared} tokens. */
  public static final class Builder {
    private final List<Segment> segments = new ArrayList<>();
    private long[] tokens = new long[256];
    private long[] positions = new long[256];
    private int size;

    /** Appends a segment of tokens ids[from..to) and returns its index. */
    public int add(int[] ids, int from, int to, int parent) {
      if (to <= from) throw new IllegalArgumentException("a segment needs a token");
      int start = size;
      long position = parent == ROOT ? 0 : end(parent);
      for (int i = from; i < to; i++) append(ids[i], position++);
      segments.add(new Segment(start, to - from, parent));
      return segments.size() - 1;
    }

    /** The index in the packing of the last token of a segment. */
    public int lastToken(int segment) {
      var s = segments.get(segment);
      return s.start() + s.length() - 1;
    }

    public int size() {
      return size;
    }

    public Packing build() {
      return new Packing(Arrays.copyOf(tokens, size), Arrays.copyOf(positions, size), segments);
    }

    private long end(int segment) {
      return positions[lastToken(segment)] + 1;
    }

    private void append(long token, long position) {
      if (size == tokens.length) {
        tokens = Arrays.copyOf(tokens, size * 2);
        positions = Arrays.copyOf(positions, size * 2);
      }
      tokens[size] = token;
      positions[size++] = position;
    }
  }
}
