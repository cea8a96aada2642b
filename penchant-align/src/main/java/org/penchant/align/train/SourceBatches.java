package org.penchant.align.train;

import org.penchant.align.reward.mix.MultiSource;
import org.penchant.core.random.Seeds;

/** Batches with equal shares of every source; the same at every call, whichever came before. */
final class SourceBatches implements Batches {
  private final int[][] rows;
  private final int share;
  private final Seeds seeds;
  private MultiSource sources;
  private long next;

  /**
   * @param rows numbers of each source's rows
   * @param share rows of each a step
   */
  SourceBatches(int[][] rows, int share, Seeds seeds) {
    this.rows = rows;
    this.share = share;
    this.seeds = seeds;
    this.sources = start();
  }

  private MultiSource start() {
    int[] sizes = java.util.Arrays.stream(rows).mapToInt(r -> r.length).toArray();
    return new MultiSource(sizes, share, seeds.stream("data-order/sources"));
  }

  @Override
  public int[] rows(long step) {
    if (step < next) {
      sources = start();
      next = 0;
    }
    int[][] batch = sources.next();
    for (next++; next <= step; next++) batch = sources.next();
    int[] numbers = new int[rows.length * share];
    for (int s = 0; s < rows.length; s++)
      for (int i = 0; i < share; i++) numbers[s * share + i] = rows[s][batch[s][i]];
    return numbers;
  }
}
