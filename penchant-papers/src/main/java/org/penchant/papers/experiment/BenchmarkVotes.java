package org.penchant.papers.experiment;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Correlation;
import org.penchant.core.votes.ScoreTable;
import org.penchant.rank.voting.Agreement;
import org.penchant.rank.voting.ArithmeticMean;
import org.penchant.rank.voting.Borda;
import org.penchant.rank.voting.Copeland;
import org.penchant.rank.voting.Dowdall;
import org.penchant.rank.voting.IrrelevantAlternatives;
import org.penchant.rank.voting.Minimax;
import org.penchant.rank.voting.OptimalityGap;
import org.penchant.rank.voting.Outcome;
import org.penchant.rank.voting.Plurality;
import org.penchant.rank.voting.StandardisedMean;
import org.penchant.rank.voting.TableRule;
import org.penchant.rank.voting.Voted;

/**
 * Systems of quality q from N(0, 1) on tasks of unlike scales, score = base + scale (q + N(0,
 * 0.6)), base from N(50, 10), scale = exp(N(1.2, 0.8)) (arXiv 2210.05769): clean; with one of the
 * five worst systems raised on one task by 8 times the largest scale, or by that task's scale; and
 * with a fifth of the scores missing.
 *
 * @param systems how many
 * @param tasks how many
 * @param orders of arrival over which violations of independence are averaged
 */
public record BenchmarkVotes(int systems, int tasks, int orders) implements Experiment {
  private static final Map<String, TableRule> ARMS = arms();

  public static BenchmarkVotes defaults() {
    return new BenchmarkVotes(15, 12, 20);
  }

  private static Map<String, TableRule> arms() {
    var arms = new LinkedHashMap<String, TableRule>();
    arms.put("mean", new ArithmeticMean());
    arms.put("standardised mean", new StandardisedMean());
    arms.put("optimality gap", OptimalityGap.defaults());
    arms.put("plurality", new Voted(new Plurality()));
    arms.put("borda", new Voted(new Borda()));
    arms.put("dowdall", new Voted(new Dowdall()));
    arms.put("copeland", new Voted(Copeland.defaults()));
    arms.put("minimax", new Voted(Minimax.defaults()));
    return arms;
  }

  @Override
  public Experiment trial() {
    return new BenchmarkVotes(systems, tasks, 1);
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    var random = seeds.stream("table");
    double[] quality =
        IntStream.range(0, systems).mapToDouble(_ -> random.nextGaussian()).toArray();
    double[] base =
        IntStream.range(0, tasks).mapToDouble(_ -> 50 + 10 * random.nextGaussian()).toArray();
    double[] scale =
        IntStream.range(0, tasks)
            .mapToDouble(_ -> Math.exp(1.2 + 0.8 * random.nextGaussian()))
            .toArray();
    var scores = new double[systems][tasks];
    for (int s = 0; s < systems; s++)
      for (int t = 0; t < tasks; t++)
        scores[s][t] = base[t] + scale[t] * (quality[s] + 0.6 * random.nextGaussian());
    int weak =
        IntStream.range(0, systems)
            .boxed()
            .sorted(Comparator.comparingDouble(s -> quality[s]))
            .toList()
            .get(random.nextInt(5));
    int task = random.nextInt(tasks);
    var clean = table(scores);
    double most = Arrays.stream(scale).max().orElseThrow();
    var outlier = table(raised(scores, weak, task, 8 * most));
    var small = table(raised(scores, weak, task, scale[task]));
    var holes = table(missing(scores, seeds.stream("missing")));
    ARMS.forEach((arm, rule) -> {
      double before = spearman(rule.rank(clean), quality);
      double after = spearman(rule.rank(outlier), quality);
      figures.put(arm, "spearman", before);
      figures.put(arm, "spearman, outlier", after);
      figures.put(arm, "lost to the outlier", before - after);
      double slight = spearman(rule.rank(small), quality);
      figures.put(arm, "spearman, small bonus", slight);
      figures.put(arm, "lost to the small bonus", before - slight);
      if (!(rule instanceof Voted voted) || voted.rule().pairwise())
        figures.put(
            arm,
            "spearman to the full table, missing",
            Agreement.spearman(rule.rank(clean), rule.rank(holes)));
      figures.put(arm, "violations", violations(rule, clean, seeds.stream("arrivals")));
    });
  }

  private static ScoreTable table(double[][] scores) {
    return ScoreTable.of(names("system", scores.length), names("task", scores[0].length), scores);
  }

  private static java.util.List<String> names(String word, int n) {
    return IntStream.range(0, n).mapToObj(i -> word + " " + i).toList();
  }

  private static double[][] raised(double[][] scores, int system, int task, double by) {
    var raised = Arrays.stream(scores).map(double[]::clone).toArray(double[][]::new);
    raised[system][task] += by;
    return raised;
  }

  /** A fifth of the cells missing, drawn again should a system or task lose all. */
  private double[][] missing(double[][] scores, RandomGenerator random) {
    while (true) {
      var holes = Arrays.stream(scores).map(double[]::clone).toArray(double[][]::new);
      int[] cells = Seeds.permutation(systems * tasks, random);
      for (int c = 0; c < cells.length / 5; c++)
        holes[cells[c] / tasks][cells[c] % tasks] = Double.NaN;
      boolean rows =
          Arrays.stream(holes).allMatch(r -> Arrays.stream(r).anyMatch(x -> !Double.isNaN(x)));
      boolean columns =
          IntStream.range(0, tasks)
              .allMatch(t -> Arrays.stream(holes).anyMatch(r -> !Double.isNaN(r[t])));
      if (rows && columns) return holes;
    }
  }

  private double violations(TableRule rule, ScoreTable table, RandomGenerator random) {
    double sum = 0;
    for (int k = 0; k < orders; k++)
      sum +=
          IrrelevantAlternatives.defaults()
              .violations(rule, table, Seeds.permutation(systems, random));
    return sum / orders;
  }

  private static double spearman(Outcome outcome, double[] quality) {
    double[] height = Arrays.stream(outcome.places()).mapToDouble(p -> -p).toArray();
    return Correlation.spearman(height, quality);
  }
}
