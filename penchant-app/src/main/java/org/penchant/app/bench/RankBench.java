package org.penchant.app.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.penchant.core.problems.Problems;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Quantiles;
import org.penchant.core.votes.VoteTable;
import org.penchant.data.votes.VoteReader;
import org.penchant.rank.choice.Cluster;
import org.penchant.rank.choice.Errors;
import org.penchant.rank.choice.PairwiseChoice;

/**
 * What a leaderboard costs in this process: a first call of each part, then the median of {@code
 * warm} more. A part with no warm call is measured once.
 *
 * @param warm how often each part is repeated
 * @param resamples of the bootstrap; 0 leaves it and the sandwich out
 */
public record RankBench(int warm, int resamples) {
  private static final double CONFIDENCE = 0.95;

  public RankBench {
    if (warm < 0) throw new IllegalArgumentException("warm = " + warm + ", must be 0 or more");
    if (resamples != 0 && resamples < 20)
      throw new IllegalArgumentException("resamples = " + resamples + ", must be 0 or at least 20");
  }

  /**
   * Measures.
   *
   * @param file of votes
   * @param rereads whether reading is repeated too
   * @return seconds, {@code _first} and {@code _median}; counts; mebibytes
   */
  public Map<String, Object> measure(Path file, boolean rereads) {
    var found = new LinkedHashMap<String, Object>();
    var votes = timed(found, "read", rereads ? warm : 0, () -> read(file));
    found.put("votes", votes.votes());
    found.put("items", votes.items().size());
    found.put("distinct_votes", votes.rows());
    var choice = PairwiseChoice.defaults();
    var fit = timed(found, "fit", warm, () -> choice.fit(votes));
    found.put("fit_iterations", fit.iterations());
    found.put("fit_gradient_per_vote", fit.gradientNorm() / votes.votes());
    if (resamples > 0) {
      var seeds = new Seeds(0).child("bench");
      for (var errors :
          List.of(new Errors.Bootstrap(resamples, Cluster.VOTE), Errors.Sandwich.defaults()))
        timed(
            found,
            errors instanceof Errors.Bootstrap ? "bootstrap" : "sandwich",
            warm,
            () -> errors.of(choice, votes, fit, CONFIDENCE, seeds));
    }
    found.put("peak_heap_mib", peakHeapMib());
    found.put("peak_resident_mib", Memory.peakResidentMib());
    return found;
  }

  private static VoteTable read(Path file) {
    return VoteReader.defaults().read(List.of(file), new Problems()).table();
  }

  private static <T> T timed(Map<String, Object> found, String name, int more, Supplier<T> part) {
    var first = Timed.of(part);
    found.put(name + "_first", first.seconds());
    if (more > 0)
      found.put(
          name + "_median",
          Quantiles.median(
              IntStream.range(0, more).mapToDouble(_ -> Timed.of(part).seconds()).toArray()));
    return first.made();
  }

  /** What a part made, and in what time. */
  private record Timed<T>(T made, double seconds) {
    static <T> Timed<T> of(Supplier<T> part) {
      long began = System.nanoTime();
      T made = part.get();
      return new Timed<>(made, (System.nanoTime() - began) / 1e9);
    }
  }

  /** The sum of the pools' peaks, garbage included: never less than the true peak. */
  private static long peakHeapMib() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum()
        >> 20;
  }
}
