package org.penchant.align.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penchant.align.diagnose.Displacement;
import org.penchant.align.lm.CausalLm;
import org.penchant.align.reference.CachedReference;
import org.penchant.align.train.ComparisonSearch.Verdict;
import org.penchant.core.random.Seeds;

/**
 * Training on noisy pairs by comparisons alone (arXiv 2505.05465): batch by batch a {@link
 * ComparisonSearch} step whose oracle is that log pi(y_w) rises and log pi(y_l) falls. Only forward
 * passes; improvement is certain on the current pair alone, so the whole set is measured before and
 * after.
 *
 * @param search the step
 * @param parameters names of what moves; the output projection if empty
 * @param batchSize pairs of a step, of which one must become better
 * @param passes over the pairs
 * @param seed of the directions
 * @param maxTokens tokens of one packing, where all pairs are measured
 */
public record ComparisonStage(
    ComparisonSearch search,
    Set<String> parameters,
    int batchSize,
    int passes,
    long seed,
    int maxTokens) {
  public ComparisonStage {
    parameters = Set.copyOf(parameters);
    if (batchSize < 1 || passes < 1 || maxTokens < 1)
      throw new IllegalArgumentException("batch size, passes and max tokens must be at least 1");
  }

  /** One pass, one pair a step, moving the output projection. */
  public static ComparisonStage of(ComparisonSearch search) {
    return new ComparisonStage(search, Set.of(), 1, 1, 0, 8192);
  }

  public ComparisonStage withParameters(Set<String> names) {
    return new ComparisonStage(search, names, batchSize, passes, seed, maxTokens);
  }

  public ComparisonStage withPasses(int number) {
    return new ComparisonStage(search, parameters, batchSize, number, seed, maxTokens);
  }

  public ComparisonStage withBatchSize(int pairs) {
    return new ComparisonStage(search, parameters, pairs, passes, seed, maxTokens);
  }

  public ComparisonStage withSeed(long root) {
    return new ComparisonStage(search, parameters, batchSize, passes, root, maxTokens);
  }

  /**
   * One step of the stage.
   *
   * @param place of the first pair
   * @param successes among the search's directions: how separable the pair is
   * @param chosen change of log pi(y_w), mean over the step's pairs; 0 unless applied
   * @param rejected change of log pi(y_l)
   */
  public record Update(
      String place, Verdict verdict, int successes, double chosen, double rejected) {}

  /**
   * What the stage did.
   *
   * @param displacement over all pairs, from before the stage to after it; none without pairs
   * @param evaluations forward passes of steps
   */
  public record Result(
      List<Update> updates, Optional<Displacement> displacement, long evaluations) {
    public Result {
      updates = List.copyOf(updates);
    }

    /** Steps by what became of them. */
    public Map<Verdict, Integer> counts() {
      var counts = new EnumMap<Verdict, Integer>(Verdict.class);
      for (var verdict : Verdict.values()) counts.put(verdict, 0);
      updates.forEach(u -> counts.merge(u.verdict(), 1, Integer::sum));
      return counts;
    }
  }

  /**
   * What the stage will cost.
   *
   * @param steps planned
   * @param evaluations forward passes over a step's pairs: of the head alone where only it moves
   * @param seconds all of them, by the time of one
   */
  public record Estimate(long steps, long evaluations, double seconds) {}

  /** Told of everything the stage does; the stage waits for it. */
  public interface Listener {
    default void step(long step, long total, Update update) {}
  }

  /** Measures one evaluation on the first pairs; no weight changes. */
  public Estimate estimate(CausalLm policy, List<Example> pairs) {
    long steps = steps(pairs.size());
    if (pairs.isEmpty()) return new Estimate(0, 0, 0);
    BestAndWorst.requirePairs(pairs);
    try (var moved = new MovedParameters(policy, parameters);
        var oracle = oracle(policy, moved, pairs.subList(0, Math.min(batchSize, pairs.size())))) {
      float[] delta = new float[moved.size()];
      var directions = Directions.gaussian(new Seeds(seed));
      oracle.better(delta);
      long began = System.nanoTime();
      directions.fill(0, delta);
      for (int j = 0; j < delta.length; j++) delta[j] *= (float) search.radius();
      oracle.better(delta);
      double seconds = (System.nanoTime() - began) / 1e9;
      long evaluations = steps * search.evaluations();
      return new Estimate(steps, evaluations, evaluations * seconds);
    }
  }

  /** Runs the stage; the policy's parameters change where steps are applied, and only there. */
  public Result run(CausalLm policy, List<Example> pairs, Listener listener) {
    if (pairs.isEmpty()) return new Result(List.of(), Optional.empty(), 0);
    BestAndWorst.requirePairs(pairs);
    double[][] before = logps(policy, pairs);
    var updates = new ArrayList<Update>();
    long evaluations = 0;
    long total = steps(pairs.size());
    try (var moved = new MovedParameters(policy, parameters)) {
      for (int pass = 0; pass < passes; pass++)
        for (int from = 0; from < pairs.size(); from += batchSize) {
          var step = pairs.subList(from, Math.min(from + batchSize, pairs.size()));
          try (var oracle = oracle(policy, moved, step)) {
            updates.add(update(updates.size(), step, moved, oracle));
            evaluations += oracle.evaluations();
          }
          listener.step(updates.size(), total, updates.getLast());
        }
    }
    double[][] after = logps(policy, pairs);
    return new Result(
        updates,
        Optional.of(Displacement.of(before[0], after[0], before[1], after[1])),
        evaluations);
  }

  private Update update(
      int number, List<Example> pairs, MovedParameters moved, LikelihoodOracle oracle) {
    var directions = Directions.gaussian(new Seeds(seed).child("step " + number));
    var step = search.step(moved.size(), directions, oracle);
    double chosen = 0;
    double rejected = 0;
    if (step.applied()) {
      moved.settle(step.update());
      double[] now = oracle.logps();
      for (int i = 0; i < now.length; i += 2) {
        chosen += (now[i] - oracle.home()[i]) / pairs.size();
        rejected += (now[i + 1] - oracle.home()[i + 1]) / pairs.size();
      }
    }
    return new Update(pairs.getFirst().place(), step.verdict(), step.successes(), chosen, rejected);
  }

  private LikelihoodOracle oracle(CausalLm policy, MovedParameters moved, List<Example> pairs) {
    boolean head = parameters.isEmpty() || policy.headParameters().containsAll(parameters);
    return new LikelihoodOracle(policy, moved, pairs, head);
  }

  private long steps(int pairs) {
    return (long) passes * ((pairs + batchSize - 1) / batchSize);
  }

  /** log pi of chosen and of rejected responses. */
  private double[][] logps(CausalLm policy, List<Example> pairs) {
    var groups = pairs.stream().map(BestAndWorst::of).toList();
    var known = CachedReference.compute(policy, groups, maxTokens, _ -> {});
    double[][] sums = new double[2][pairs.size()];
    for (int i = 0; i < pairs.size(); i++)
      for (int s = 0; s < 2; s++) sums[s][i] = Arrays.stream(known.of(groups.get(i).get(s))).sum();
    return sums;
  }
}
