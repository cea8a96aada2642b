package org.penchant.align.reward.mix;

import java.util.random.RandomGenerator;
import org.penchant.core.random.Seeds;

/**
 * Batches with the same number of rows from every data set, each going through its rows in an order
 * of its own, epoch after epoch: small sets repeat, large ones do not drown them.
 */
public final class MultiSource {
  private final int[] sizes;
  private final int share;
  private final RandomGenerator random;
  private final int[][] order;
  private final int[] at;
  private final long[] drawn;

  /**
   * @param sizes rows of each set, at least 1
   * @param share rows of each set a batch
   */
  public MultiSource(int[] sizes, int share, RandomGenerator random) {
    if (sizes.length == 0 || share < 1)
      throw new IllegalArgumentException(sizes.length + " sources, " + share + " rows of each");
    for (int size : sizes)
      if (size < 1) throw new IllegalArgumentException("a source has " + size + " rows");
    this.sizes = sizes.clone();
    this.share = share;
    this.random = random;
    order = new int[sizes.length][0];
    at = new int[sizes.length];
    drawn = new long[sizes.length];
  }

  /** The rows of the next batch, by source. */
  public int[][] next() {
    var batch = new int[sizes.length][share];
    for (int s = 0; s < sizes.length; s++)
      for (int i = 0; i < share; i++) {
        if (at[s] == order[s].length) {
          order[s] = Seeds.permutation(sizes[s], random);
          at[s] = 0;
        }
        batch[s][i] = order[s][at[s]++];
        drawn[s]++;
      }
    return batch;
  }

  /** How many times a set's rows have been seen on average: what over-fitting threatens. */
  public double epochs(int source) {
    return (double) drawn[source] / sizes[source];
  }
}
