package org.penchant.app.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penchant.align.curate.score.Evidence.Kind;
import org.penchant.align.curate.score.Item;
import org.penchant.align.curate.score.Survey;
import org.penchant.align.diagnose.Similarity;
import org.penchant.align.lm.CausalLm;
import org.penchant.core.stats.Quantiles;

/**
 * CHES over a dataset against scoring its log-probabilities, on one model, in rounds that alternate
 * within this process: alone, and both from one forward pass.
 *
 * @param maxTokens tokens of one packing
 * @param rounds timed, after one that is not
 */
public record ChesBench(CausalLm model, List<Item> pairs, int maxTokens, int rounds) {
  /** What is measured. */
  public enum Way {
    LOG_PROBABILITIES(Set.of(Kind.POLICY)),
    CHES(Set.of(Kind.STATES)),
    BOTH(Set.of(Kind.POLICY, Kind.STATES));

    private final Set<Kind> needs;

    Way(Set<Kind> needs) {
      this.needs = needs;
    }
  }

  /**
   * What was found.
   *
   * @param rowsPerSecond median over rounds
   * @param cost time for a row over that of log-probabilities
   */
  public record Result(int pairs, Map<Way, Double> rowsPerSecond, Map<Way, Double> cost) {}

  /** Runs all rounds. */
  public Result measure() {
    var seconds = new LinkedHashMap<Way, List<Double>>();
    for (int round = 0; round <= rounds; round++)
      for (var way : Way.values()) {
        long began = System.nanoTime();
        once(way);
        double took = (System.nanoTime() - began) / 1e9;
        if (round > 0) seconds.computeIfAbsent(way, _ -> new ArrayList<>()).add(took);
      }
    var rates = new LinkedHashMap<Way, Double>();
    seconds.forEach((way, all) ->
        rates.put(
            way, pairs.size() / Quantiles.median(all.stream().mapToDouble(s -> s).toArray())));
    var cost = new LinkedHashMap<Way, Double>();
    double plain = rates.getOrDefault(Way.LOG_PROBABILITIES, Double.NaN);
    rates.forEach((way, rate) -> cost.put(way, plain / rate));
    return new Result(pairs.size(), rates, cost);
  }

  private double once(Way way) {
    double total = 0;
    for (var row : Survey.of(model, maxTokens).of(pairs, way.needs, _ -> {})) {
      if (!row.states().isEmpty())
        total +=
            Similarity.CHES.of(
                new Similarity.Pair(
                    row.states().get(0), row.states().get(1), new int[0], new int[0]));
    }
    return total;
  }
}
