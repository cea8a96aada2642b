package org.penchant.align.train;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.penchant.core.random.Seeds;

/**
 * Which rows each step sees: every epoch is a fresh permutation from a stream of its own or the
 * order of the data, so a position is all that resuming needs.
 */
final class Sampler implements Batches {
  private final int rows;
  private final int batchSize;
  private final Seeds seeds;
  private final boolean ordered;
  private long epoch = -1;
  private int[] order = {};

  /**
   * @param ordered whether every epoch is the order of the data
   */
  Sampler(int rows, int batchSize, Seeds seeds, boolean ordered) {
    this.rows = rows;
    this.ordered = ordered;
    this.batchSize = batchSize;
    this.seeds = seeds;
  }

  @Override
  public int[] rows(long step) {
    long perEpoch = (rows + batchSize - 1L) / batchSize;
    long wanted = step / perEpoch;
    if (wanted != epoch) {
      epoch = wanted;
      order =
          ordered
              ? IntStream.range(0, rows).toArray()
              : Seeds.permutation(rows, seeds.stream("data-order/epoch-" + wanted));
    }
    int from = Math.toIntExact(step % perEpoch) * batchSize;
    return Arrays.copyOfRange(order, from, Math.min(rows, from + batchSize));
  }
}
