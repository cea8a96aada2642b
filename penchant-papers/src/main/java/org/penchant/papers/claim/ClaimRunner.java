package org.penchant.papers.claim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.penchant.align.objective.Objective;
import org.penchant.core.random.Seeds;
import org.penchant.papers.catalogue.Catalogue;
import org.penchant.papers.catalogue.Entry;
import org.penchant.papers.world.LogLinearStack;
import org.penchant.papers.world.LogLinearWorld;
import org.penchant.papers.world.Pair;
import org.penchant.torch.tensor.TensorScope;

/**
 * The engine of all claims: worlds of every seed, arms trained on the same pairs, metrics,
 * criteria. Must run on a platform thread.
 *
 * @param catalogue where arms find their methods
 * @param mostSteps a limit on steps, for trials; figures mean nothing where it binds
 * @param progress hears of every arm
 */
public record ClaimRunner(Catalogue catalogue, int mostSteps, Progress progress) {
  /** Hears how far a claim is. */
  @FunctionalInterface
  public interface Progress {
    void at(String what, int done, int total);
  }

  public static ClaimRunner of(Catalogue catalogue, Progress progress) {
    return new ClaimRunner(catalogue, Integer.MAX_VALUE, progress);
  }

  /** Runs the claim of {@code entry} with its settings. */
  public ClaimResult run(Entry entry, Claim claim) {
    var table = new Table();
    List<Case> cases;
    if (claim.experiment().isObject()) {
      var trials = Trials.of(claim);
      if (mostSteps < Integer.MAX_VALUE) trials = trials.trial();
      trials.run(claim.seeds(), table, progress);
      cases = trials.cases();
    } else {
      var settings = Setting.of(claim);
      train(claim, settings, table);
      cases = settings.stream().map(Setting::in).toList();
    }
    var findings = Findings.of(claim, cases, table);
    return new ClaimResult(
        entry.id(),
        entry.paper().title(),
        claim,
        claim.seeds(),
        table,
        findings,
        Verdict.of(findings));
  }

  private void train(Claim claim, List<Setting> settings, Table table) {
    int total = settings.stream().mapToInt(s -> s.arms().size()).sum();
    int done = 0;
    for (var setting : settings)
      try (var scope = TensorScope.open();
          var bench = new Bench(setting, claim)) {
        for (var arm : setting.arms()) {
          progress.at((setting.name() + " " + arm.name()).trim(), done++, total);
          bench.run(arm, table);
        }
      }
    progress.at("", total, total);
  }

  /** One case: worlds and pairs of all seeds, and what its arms ended with. */
  private final class Bench implements AutoCloseable {
    private final Setting setting;
    private final Claim claim;
    private final Training training;
    private final List<Seeds> seeds;
    private final List<LogLinearWorld> worlds;
    private final LogLinearStack stack;
    private final List<double[]> references;
    private final List<List<Pair>> train;
    private final List<List<Pair>> heldOut;
    private final Map<String, double[][]> ended = new HashMap<>();

    Bench(Setting setting, Claim claim) {
      this.setting = setting;
      this.claim = claim;
      training = setting.training().atMost(mostSteps);
      seeds = IntStream.range(0, claim.seeds()).mapToObj(Seeds::new).toList();
      worlds = seeds.stream().map(setting.world()::draw).toList();
      stack = LogLinearStack.of(worlds);
      references = worlds.stream().map(LogLinearWorld::reference).toList();
      train = perSeed(s -> setting.pairs().train(worlds.get(s), seeds.get(s)));
      heldOut = perSeed(s -> setting.pairs().heldOut(worlds.get(s), seeds.get(s)));
    }

    void run(Arm arm, Table table) {
      var objective = Arms.objective(catalogue, arm);
      if (training.protocol() instanceof Protocol.Iterative protocol) {
        iterate(arm, objective, protocol, table);
        return;
      }
      var chosen = perSeed(s -> Arms.rows(arm, train.get(s)));
      var fit = fit(arm, objective, references, chosen);
      double[][] theta = arm.trained() ? fit.run(training, zeros(), keeper(arm, fit)) : zeros();
      ended.put(arm.name(), theta);
      record(arm, objective, train, theta, "", table);
    }

    private void iterate(Arm arm, Objective objective, Protocol.Iterative protocol, Table table) {
      double[][] theta = zeros();
      for (String round : protocol.rounds()) {
        double[][] now = theta;
        var policies = perSeed(s -> worlds.get(s).logPolicy(now[s]));
        var pairs =
            perSeed(s ->
                OnPolicyPairs.draw(
                    worlds.get(s),
                    setting.world().lengths(),
                    policies.get(s),
                    protocol,
                    seeds.get(s).stream("samples " + round)));
        double[][] step = fit(arm, objective, policies, pairs).run(training, zeros(), Fit.LAST);
        theta = sum(now, step);
        record(arm, objective, pairs, theta, round, table);
      }
    }

    private Fit fit(
        Arm arm, Objective objective, List<double[]> reference, List<List<Pair>> pairs) {
      var rows = PairRows.of(pairs, stack.responses(), setting.columns(), seeds);
      Optional<int[]> order =
          arm.permuteWeights() ? Optional.of(Arms.permutation(rows, seeds)) : Optional.empty();
      return new Fit(stack, reference, rows, objective, order);
    }

    private Fit.Keeper keeper(Arm arm, Fit fit) {
      if (!arm.stopAtMarginOf().isEmpty()) {
        double[][] other = ended.get(arm.stopAtMarginOf());
        if (other == null)
          throw new IllegalArgumentException(
              arm.name() + " stops at the margin of " + arm.stopAtMarginOf() + ", no earlier arm");
        try (var scope = TensorScope.open()) {
          return Keepers.atMargin(fit, fit.margins(stack.parameters(other)));
        }
      }
      if (training.keepEvery() == 0) return Fit.LAST;
      var rows = PairRows.of(heldOut, stack.responses(), setting.columns(), seeds);
      return Keepers.lowest(
          new Fit(stack, fit.reference(), rows, fit.objective(), Optional.empty()),
          training.keepEvery());
    }

    /**
     * @param pairs what metrics of pairs are taken over: offline, the pairs as drawn and labelled,
     *     whichever of them the arm saw, so that all arms are measured alike
     */
    private void record(
        Arm arm,
        Objective objective,
        List<List<Pair>> pairs,
        double[][] theta,
        String suffix,
        Table table) {
      var figures = new LinkedHashMap<Metric, double[]>();
      for (int s = 0; s < worlds.size(); s++) {
        var evaluation =
            Evaluation.of(
                worlds.get(s), setting.pairs(), pairs.get(s), heldOut.get(s), objective, theta[s]);
        for (var metric : claim.metrics())
          figures.computeIfAbsent(metric, _ -> new double[worlds.size()])[s] =
              metric.of(evaluation);
      }
      figures.forEach(
          (metric, values) -> table.put(setting.name(), arm.name(), metric + suffix, values));
    }

    private double[][] zeros() {
      return new double[worlds.size()][setting.world().features()];
    }

    private <T> List<T> perSeed(java.util.function.IntFunction<T> of) {
      var all = new ArrayList<T>();
      for (int s = 0; s < seeds.size(); s++) all.add(of.apply(s));
      return all;
    }

    private static double[][] sum(double[][] a, double[][] b) {
      double[][] out = new double[a.length][];
      for (int s = 0; s < a.length; s++) {
        out[s] = a[s].clone();
        for (int j = 0; j < out[s].length; j++) out[s][j] += b[s][j];
      }
      return out;
    }

    @Override
    public void close() {
      stack.close();
    }
  }
}
