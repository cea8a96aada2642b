package org.penchant.app.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penchant.align.lm.TokenSequence;
import org.penchant.align.lm.Transformer;
import org.penchant.align.objective.Objective;
import org.penchant.align.train.Example;
import org.penchant.align.train.StepTimer;
import org.penchant.align.train.TrainOptions;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Quantiles;
import org.penchant.torch.tensor.DType;

/**
 * What list methods cost: seconds a useful token of their training steps on prompts with K
 * responses, against the baseline on the same responses as K / 2 pairs of each prompt, in rounds
 * that alternate on one model.
 *
 * @param shape of the model; its pairs are prompts of a step
 * @param responses K, even
 * @param steps timed in a round
 * @param rounds timed, behind one that is not
 */
public record ListBench(AlignBench.Shape shape, int responses, int steps, int rounds) {
  /** The name of the baseline among the results. */
  public static final String PAIRS = "pairs";

  public ListBench {
    if (responses < 2 || responses % 2 != 0)
      throw new IllegalArgumentException(
          "responses = " + responses + ", must be even and at least 2");
    if (steps < 1 || rounds < 1)
      throw new IllegalArgumentException("steps and rounds must be at least 1");
  }

  /**
   * What was found of a method.
   *
   * @param microsecondsPerToken median over rounds
   * @param overPairs over that of the baseline, median over rounds of the ratio within a round
   */
  public record Cost(double microsecondsPerToken, double overPairs) {}

  /** Runs all rounds. */
  public Map<String, Cost> measure(Objective baseline, Map<String, Objective> methods) {
    var bench = new AlignBench(shape, 0);
    var lists = lists(bench);
    var pairs = lists.stream().flatMap(list -> halves(list).stream()).toList();
    var seconds = new LinkedHashMap<String, List<Double>>();
    try (var model = bench.model(DType.F32)) {
      for (int round = 0; round <= rounds; round++) {
        boolean counts = round > 0;
        put(seconds, PAIRS, time(model, baseline, pairs, shape.pairs() * responses / 2), counts);
        methods.forEach((id, objective) ->
            put(seconds, id, time(model, objective, lists, shape.pairs()), counts));
      }
    }
    var costs = new LinkedHashMap<String, Cost>();
    var base = seconds.getOrDefault(PAIRS, List.of());
    seconds.forEach((id, all) -> {
      double[] ratios = new double[rounds];
      for (int i = 0; i < rounds; i++) ratios[i] = all.get(i) / base.get(i);
      costs.put(
          id,
          new Cost(
              1e6 * Quantiles.median(all.stream().mapToDouble(s -> s).toArray()),
              Quantiles.median(ratios)));
    });
    return costs;
  }

  private static void put(
      Map<String, List<Double>> seconds, String id, double found, boolean counts) {
    if (counts) seconds.computeIfAbsent(id, _ -> new ArrayList<>()).add(found);
  }

  private double time(Transformer model, Objective objective, List<Example> rows, int batch) {
    var options = TrainOptions.defaults().withBatch(batch, Integer.MAX_VALUE);
    return new StepTimer(model, objective, options).time(rows, steps).secondsPerTrainedToken();
  }

  /** Prompts with K responses, labelled from 1 down to 0, a step more than is timed. */
  private List<Example> lists(AlignBench bench) {
    var random = new Seeds(0).stream("lists");
    double[] labels = new double[responses];
    for (int i = 0; i < responses; i++) labels[i] = 1 - i / (responses - 1.0);
    var lists = new ArrayList<Example>();
    for (int i = 0; i < shape.pairs() * (steps + 1); i++)
      lists.add(Example.list(bench.responses(random, responses), labels, "list " + i));
    return lists;
  }

  private List<Example> halves(Example list) {
    var pairs = new ArrayList<Example>();
    List<TokenSequence> all = list.sequences();
    for (int i = 0; i < responses / 2; i++)
      pairs.add(Example.pair(all.get(i), all.get(i + responses / 2), list.place()));
    return pairs;
  }
}
