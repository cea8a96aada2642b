package org.penchant.app.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.penchant.core.random.Seeds;
import org.penchant.torch.optim.AdamW;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.TensorScope;

/** Whether memory stays flat while a model trains, step after step in one process. */
public final class MemoryBench {
  private static final int EVERY = 50;

  private final int steps;
  private final long seed;

  /**
   * What was found.
   *
   * @param residentMib by the steps taken before
   * @param liveTensors by the steps taken before
   * @param ratio of the last resident size to the first
   */
  public record Growth(
      Map<Integer, Long> residentMib, Map<Integer, Long> liveTensors, double ratio) {}

  /**
   * A measurement of {@code steps} training steps.
   *
   * @throws IllegalArgumentException if they are too few to compare two samples
   */
  public MemoryBench(int steps, long seed) {
    if (steps < 2 * EVERY)
      throw new IllegalArgumentException("steps = " + steps + ", must be at least " + 2 * EVERY);
    this.steps = steps;
    this.seed = seed;
  }

  /** Trains and samples every {@value #EVERY} steps, from the first {@value #EVERY} on. */
  public Growth measure() {
    var bench = new AlignBench(new AlignBench.Shape(128, 2, 4096, 4), seed);
    var resident = new LinkedHashMap<Integer, Long>();
    var live = new LinkedHashMap<Integer, Long>();
    try (var model = bench.model(DType.F32);
        var adam = new AdamW(AdamW.Options.defaults(), model.parameters(), _ -> false)) {
      var random = new Seeds(seed).stream("batches");
      for (int step = 1; step <= steps; step++) {
        bench.gradients(AlignBench.Way.PACKED, model, bench.pairs(random));
        adam.step(1e-4, 1);
        if (step % EVERY != 0) continue;
        resident.put(step, Memory.residentMib());
        live.put(step, TensorScope.liveTensors());
      }
    }
    long first = resident.getOrDefault(EVERY, 0L);
    long last = resident.getOrDefault(steps / EVERY * EVERY, 0L);
    return new Growth(resident, live, (double) last / first);
  }
}
